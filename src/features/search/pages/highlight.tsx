import { foldedWords, matchKey } from '../../../rules/vietnamese/index.ts'

/** Marks the words of a question in a text, accents or not; the text itself is never changed. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }) {
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u)
  const last = words.at(-1) ?? ''
  const isMarked = (piece: string) => {
    const key = foldedWords(piece)[0] ?? matchKey(piece)
    return key !== '' && (words.includes(key) || (last.length > 1 && key.startsWith(last)))
  }
  const joined: { text: string; marked: boolean }[] = []
  pieces.forEach((piece, index) => {
    const marked = index % 2 === 1 && isMarked(piece)
    const before = joined.at(-1)
    if (before && !before.marked && !marked) before.text += piece
    else joined.push({ text: piece, marked })
  })
  return <>{joined.map((each) => (each.marked ? <mark>{each.text}</mark> : each.text))}</>
}
