import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import { edits, withoutInputKeys } from '../../rules/vietnamese/index.ts'

/** Every single word that can be found, with the number of texts it stands in, and the words by their length. */
export interface Vocabulary {
  readonly texts: ReadonlyMap<string, number>
  readonly byLength: ReadonlyMap<number, readonly string[]>
}

const singles = prepared<{ word: string; texts: number }, []>(
  `SELECT word, texts FROM search_word WHERE position('_' IN word) = 0`,
)
const some = prepared<{ word: string; texts: number }, [readonly string[]]>(
  'SELECT word, texts FROM search_word WHERE word = ANY($1)',
)

export async function readVocabulary(pool: pg.Pool): Promise<Vocabulary> {
  const rows = await singles(pool)
  const byLength = new Map<number, string[]>()
  for (const { word } of rows) {
    const list = byLength.get(word.length)
    if (list) list.push(word)
    else byLength.set(word.length, [word])
  }
  return { texts: new Map(rows.map(({ word, texts }) => [word, texts])), byLength }
}

/** What one word may have been meant as: itself, a neighbour by a slip, keys of an input method, or two words run together. */
interface Candidate {
  readonly words: readonly string[]
  readonly cost: number
}

const mostCandidates = 12

/**
 * The words a reader most likely meant: for each word its neighbours in the vocabulary, and of all chains the one whose
 * neighbouring words stand together most often. Null when the words as typed are the best chain.
 */
export async function correctWords(
  pool: pg.Pool,
  vocabulary: Vocabulary,
  words: readonly string[],
): Promise<readonly string[] | null> {
  const choices = words.map((word) => candidatesFor(word, vocabulary))
  if (choices.some((each) => each.length === 0)) return null
  const wanted = new Set<string>()
  choices.forEach((list, place) => {
    for (const { words: own } of list) {
      if (own.length === 2) wanted.add(`${own[0]}_${own[1]}`)
      for (const next of choices[place + 1] ?? []) wanted.add(`${own.at(-1)}_${next.words[0]}`)
    }
  })
  const pairs = new Map((await some(pool, [...wanted])).map(({ word, texts }) => [word, texts]))
  const best = bestChain(choices, vocabulary, pairs)
  return best.join(' ') === words.join(' ') ? null : best
}

function candidatesFor(word: string, vocabulary: Vocabulary): Candidate[] {
  const found: Candidate[] = []
  if (vocabulary.texts.has(word) || /\d/.test(word)) found.push({ words: [word], cost: 0 })
  const keyed = withoutInputKeys(word)
  if (keyed && vocabulary.texts.has(keyed)) found.push({ words: [keyed], cost: 1 })
  const most = word.length < 6 ? 1 : 2
  const near: (Candidate & { texts: number })[] = []
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const other of vocabulary.byLength.get(length) ?? []) {
      const cost = edits(word, other, most)
      if (cost === 0 || cost > most) continue
      const texts = vocabulary.texts.get(other) ?? 0
      near.push({ words: [other], cost: cost * 2 + (other[0] === word[0] ? 0 : 0.5), texts })
    }
  }
  near.sort((a, b) => a.cost - b.cost || b.texts - a.texts)
  found.push(...near.slice(0, mostCandidates))
  for (let cut = 2; cut <= word.length - 2; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)]
    if (vocabulary.texts.has(left) && vocabulary.texts.has(right))
      found.push({ words: [left, right], cost: 2 })
  }
  return found
}

/** Viterbi over the candidates: pairs that are known weigh most, common words a little, every slip costs. */
function bestChain(
  choices: readonly (readonly Candidate[])[],
  vocabulary: Vocabulary,
  pairs: ReadonlyMap<string, number>,
): readonly string[] {
  const own = ({ words, cost }: Candidate) => {
    const inner = words.length === 2 ? pairWorth(pairs.get(`${words[0]}_${words[1]}`)) : 0
    const rarest = Math.min(...words.map((word) => vocabulary.texts.get(word) ?? 0))
    return inner + Math.log1p(rarest) * 0.2 - cost * 2
  }
  let chains = choices[0]!.map((each) => ({ words: [...each.words], worth: own(each) }))
  for (const list of choices.slice(1)) {
    chains = list.map((each) => {
      const ranked = chains.map((chain) => ({
        chain,
        worth: chain.worth + pairWorth(pairs.get(`${chain.words.at(-1)}_${each.words[0]}`)),
      }))
      const best = ranked.reduce((a, b) => (b.worth > a.worth ? b : a))
      return { words: [...best.chain.words, ...each.words], worth: best.worth + own(each) }
    })
  }
  return chains.reduce((a, b) => (b.worth > a.worth ? b : a)).words
}

function pairWorth(texts: number | undefined): number {
  return texts ? 5 + Math.log1p(texts) * 0.3 : 0
}
