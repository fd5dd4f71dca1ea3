import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import { edits, withoutInputKeys } from '../../rules/vietnamese/index.ts'
import { openArticles, openProducers } from './open.ts'
import { orderQuery, pairOf } from './question.ts'

/** Every single word that can be found, with the number of texts it stands in, and the words by their length. */
export interface Vocabulary {
  readonly texts: ReadonlyMap<string, number>
  readonly byLength: ReadonlyMap<number, readonly string[]>
}

const singles = prepared<{ word: string; texts: number }, []>(
  `SELECT word, texts FROM search_word WHERE left(word, 1) <> '_'`,
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

/** Chains that are looked up; the likeliest are among the first. */
const mostChains = 24

/**
 * The words a reader most likely meant: for each word its neighbours in the vocabulary; of all chains the likeliest by pairs of
 * words that are known, and of these the first that stands somewhere in this order. Null when none does.
 */
export async function correctWords(
  pool: pg.Pool,
  vocabulary: Vocabulary,
  words: readonly string[],
  now: Date,
): Promise<readonly string[] | null> {
  const choices = words.map((word) => candidatesFor(word, vocabulary))
  if (choices.some((each) => each.length === 0)) return null
  const wanted = new Set<string>()
  choices.forEach((list, place) => {
    for (const { words: own } of list) {
      if (own.length === 2) wanted.add(pairOf(own[0]!, own[1]!))
      for (const next of choices[place + 1] ?? []) wanted.add(pairOf(own.at(-1)!, next.words[0]!))
    }
  })
  const pairs = new Map((await some(pool, [...wanted])).map(({ word, texts }) => [word, texts]))
  const typed = words.join(' ')
  const chains = likeliest(choices, vocabulary, pairs).filter((chain) => chain.join(' ') !== typed)
  if (chains.length === 0) return null
  const [first] = await standing(
    pool,
    chains.map((chain) => orderQuery(chain)),
    now,
  )
  return first ? chains[first.place - 1]! : null
}

const standing = prepared<{ place: number }, [readonly string[], Date]>(`
  SELECT place::int FROM unnest($1::text[]) WITH ORDINALITY AS asked(query, place)
  WHERE EXISTS (SELECT 1 FROM catalogue_entry WHERE words @@ query::tsquery)
    OR EXISTS (SELECT 1 FROM ${openProducers} AND words @@ query::tsquery)
    OR EXISTS (SELECT 1 FROM legal_document WHERE words @@ query::tsquery)
    OR EXISTS (SELECT 1 FROM ${openArticles('$2')} AND words @@ query::tsquery)
    OR EXISTS (SELECT 1 FROM file_text WHERE state = 'read' AND words @@ query::tsquery)
  ORDER BY place LIMIT 1`)

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
  // A word that is known is not taken for two run together.
  for (let cut = 2; cut <= word.length - 2 && !vocabulary.texts.has(word); cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)]
    if (vocabulary.texts.has(left) && vocabulary.texts.has(right))
      found.push({ words: [left, right], cost: 1.5 })
  }
  return found
}

interface Chain {
  readonly words: readonly string[]
  readonly worth: number
}

/** A beam over the candidates: pairs that are known weigh most, common words a little, every slip costs. */
function likeliest(
  choices: readonly (readonly Candidate[])[],
  vocabulary: Vocabulary,
  pairs: ReadonlyMap<string, number>,
): (readonly string[])[] {
  const own = ({ words, cost }: Candidate) => {
    // Two words out of one must be known as a pair; that they make one pair more is no merit.
    const apart = words.length === 2 && !pairs.has(pairOf(words[0]!, words[1]!)) ? knownPair : 0
    const rarest = Math.min(...words.map((word) => vocabulary.texts.get(word) ?? 0))
    return Math.log1p(rarest) * 0.2 - cost * 2 - apart
  }
  const best = (chains: Chain[]) => chains.sort((a, b) => b.worth - a.worth).slice(0, mostChains * 2)
  let chains: Chain[] = best(choices[0]!.map((each) => ({ words: each.words, worth: own(each) })))
  for (const list of choices.slice(1)) {
    chains = best(
      chains.flatMap((chain) =>
        list.map((each) => ({
          words: [...chain.words, ...each.words],
          worth: chain.worth + own(each) + pairWorth(pairs.get(pairOf(chain.words.at(-1)!, each.words[0]!))),
        })),
      ),
    )
  }
  return chains.slice(0, mostChains).map(({ words }) => words)
}

const knownPair = 5

function pairWorth(texts: number | undefined): number {
  return texts ? knownPair + Math.log1p(texts) * 0.3 : 0
}
