import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const page = readFileSync(join(root, 'docs/asvs.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| \d+\.\d+/.test(line))

const tests = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(root, folder, path),
    ),
  )
  .filter((path) => path.endsWith('.test.ts'))

describe('docs/asvs.md', () => {
  it('names only tests that are there', () => {
    const named = rows.flatMap((row) => [...row.matchAll(/`([\w-]+) › ([^`]+)`/g)])
    expect(named.length).toBeGreaterThan(100)
    const missing = named.filter(
      ([, file, words]) =>
        !tests.some(
          (path) => basename(path, '.test.ts') === file && readFileSync(path, 'utf8').includes(words!),
        ),
    )
    expect(missing.map(([whole]) => whole)).toEqual([])
  })

  it('has every chapter, each line once, in order, and says how it is held', () => {
    const numbers = rows.flatMap((row) => /^\| ([\d., –]+) /.exec(row)![1]!.match(/\d+\.\d+\.\d+/g)!)
    expect(new Set(numbers).size).toBe(numbers.length)
    const weight = (number: string) => number.split('.').reduce((sum, part) => sum * 100 + Number(part), 0)
    expect(numbers.map(weight)).toEqual(numbers.map(weight).sort((a, b) => a - b))
    expect(new Set(numbers.map((number) => number.split('.')[0])).size).toBe(14)
    for (const row of rows) expect(row.split('|')[2]!.trim(), row).not.toBe('')
  })
})
