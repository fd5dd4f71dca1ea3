import { foldedWords, matchKey } from '../../rules/vietnamese/index.ts'

/** Marks the words of a question in a text, accents or not; the text itself is never changed. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }) {
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u)
  return (
    <>
      {pieces.map((piece, index) => {
        const key = index % 2 === 1 ? (foldedWords(piece)[0] ?? matchKey(piece)) : ''
        return key !== '' && words.some((word) => key.startsWith(word)) ? <mark>{piece}</mark> : piece
      })}
    </>
  )
}
