import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const page = readFileSync(join(root, 'docs/asvs.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| \d+\.\d+/.test(line))

/** The lines of levels 1 and 2 of ASVS 4.0.3 (its 4.0.3-en.csv), without those it marks as deleted: section, then lines. */
const lines =
  `1.1 1-7, 1.2 1-4, 1.4 1 4 5, 1.5 1-4, 1.6 1-4, 1.7 1-2, 1.8 1-2, 1.9 1-2, 1.10 1, 1.11 1-2, 1.12 2, 1.14 1-6,
2.1 1-12, 2.2 1-3, 2.3 1-3, 2.4 1-6, 2.5 1-7, 2.6 1-3, 2.7 1-6, 2.8 1-7, 2.9 1-3, 2.10 1-4,
3.1 1, 3.2 1-4, 3.3 1-4, 3.4 1-5, 3.5 1-3, 3.7 1, 4.1 1-3 5, 4.2 1-2, 4.3 1-3,
5.1 1-5, 5.2 1-8, 5.3 1-10, 5.4 1-3, 5.5 1-4, 6.1 1-3, 6.2 1-6, 6.3 1-2, 6.4 1-2,
7.1 1-4, 7.2 1-2, 7.3 1 3 4, 7.4 1-3, 8.1 1-4, 8.2 1-3, 8.3 1-8, 9.1 1-3, 9.2 1-4,
10.2 1-2, 10.3 1-3, 11.1 1-8, 12.1 1-3, 12.2 1, 12.3 1-6, 12.4 1-2, 12.5 1-2, 12.6 1,
13.1 1 3-5, 13.2 1-3 5 6, 13.3 1-2, 13.4 1-2, 14.1 1-4, 14.2 1-6, 14.3 2-3, 14.4 1-7, 14.5 1-4`
    .split(',')
    .flatMap((part) => {
      const [section = '', ...of] = part.trim().split(' ')
      return of.flatMap((span) => counted(span).map((line) => `${section}.${line}`))
    })

function counted(span: string): number[] {
  const [first = 0, last = first] = span.split('-').map(Number)
  return Array.from({ length: last - first + 1 }, (_, n) => first + n)
}

/** What a row is about: numbers, and ranges within a section. */
function numbersOf(cell: string): string[] {
  return [...cell.matchAll(/(\d+\.\d+)\.(\d+)(?:–\d+\.\d+\.(\d+))?/g)].flatMap(
    ([, section, first, last = first]) => counted(`${first}-${last}`).map((line) => `${section}.${line}`),
  )
}

const tests = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(root, folder, path),
    ),
  )
  .filter((path) => path.endsWith('.test.ts'))

describe('docs/asvs.md, and what docs/testing.md says of two people at once', () => {
  it('names only tests that are there', () => {
    const named = rows.flatMap((row) => [...row.matchAll(/`([\w-]+) › ([^`]+)`/g)])
    expect(named.length).toBeGreaterThan(100)
    const atOnce = readFileSync(join(root, 'docs/testing.md'), 'utf8')
      .split('## Two people at once')[1]!
      .split('\n## ')[0]!
    const alsoNamed = [...atOnce.matchAll(/`([\w-]+) › ([^`]+)`/g)]
    expect(alsoNamed.length).toBeGreaterThan(30)
    named.push(...alsoNamed)
    const missing = named.filter(
      ([, file, words]) =>
        !tests.some(
          (path) => basename(path, '.test.ts') === file && readFileSync(path, 'utf8').includes(words!),
        ),
    )
    expect(missing.map(([whole]) => whole)).toEqual([])
  })

  it('has every line of levels 1 and 2 once, in order, and says how it is held', () => {
    const numbers = rows.flatMap((row) => numbersOf(row.split('|')[1]!))
    expect(numbers).toEqual(lines)
    for (const row of rows) expect(row.split('|')[2]!.trim(), row).not.toBe('')
  })
})
