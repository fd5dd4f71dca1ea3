import { expect, it } from 'vitest'
import { readSources } from './source.ts'

const english = readSources().filter(({ path }) => path.endsWith('.en.ts'))

/** Nouns that are counted somewhere: the last word, or the first of two, of what `{count|product|products}` says of many. */
function countedNouns(): Set<string> {
  const many = english.flatMap(({ text }) =>
    [...text.matchAll(/\{\w+\|[^|{}]+\|([^|{}]+)\}/g)].map((m) => m[1]!),
  )
  return new Set(
    many.flatMap((words) => words.split(' ')).filter((word) => /(s|people|criteria)$/.test(word)),
  )
}

it('English says one and many: a number before a noun that is counted chooses its form', () => {
  const nouns = [...countedNouns()].join('|')
  const bare = new RegExp(
    `(?<!× )\\{\\w+\\} (?!(?:has|claims|million|of) )(?:[a-z-]+ )?(?:${nouns})\\b(?!, wards)`,
    'g',
  )
  const found = english.flatMap(({ path, text }) =>
    (text.match(bare) ?? []).map((words) => `${path}: ${words}`),
  )
  expect(found).toEqual([])
})
