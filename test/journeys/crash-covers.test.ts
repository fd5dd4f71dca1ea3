import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testApplication } from '../factories/index.ts'
import { doneBy, spared } from '../load/writers/covered.ts'
import { allStories } from '../load/writers/stories.ts'

const listed = (lists: Readonly<Record<string, string>>) =>
  Object.values(lists).flatMap((names) => names.split(' '))

/** Names of deeds as commands give them to the log themselves. */
function namedInSource(): string[] {
  const root = new URL('../../src/', import.meta.url).pathname
  return ['features/', 'platform/'].flatMap((part) =>
    readdirSync(root + part, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|demo/.test(path))
      .flatMap((path) => {
        const text = readFileSync(root + part + path, 'utf8')
        const named = [/\baction: '([a-z-]+\.[a-z-]+)'/g, /\bnote\(\s*ctx,[^']{0,60}'([a-z-]+\.[a-z-]+)'/g]
        return named.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name!))
      }),
  )
}

describe('the crash bench', async () => {
  const { features } = await testApplication({ demo: false })
  const writing = features
    .flatMap((feature) => feature.routes ?? [])
    .filter(({ method, audit }) => method !== 'GET' && audit !== null)
    .map(({ audit }) => audit!)
  const all = new Set([...writing, ...namedInSource()])

  it('does every deed of the product, or says why it does not', () => {
    expect(all.size).toBeGreaterThan(250)
    const known = new Set([...listed(doneBy), ...listed(spared)])
    expect([...all].filter((name) => !known.has(name)).sort(), 'a story, or a reason in covered.ts').toEqual(
      [],
    )
    expect([...known].filter((name) => !all.has(name)).sort(), 'no such deed any more').toEqual([])
  })

  it('says of no deed both', () => {
    const done = new Set(listed(doneBy))
    expect(listed(spared).filter((name) => done.has(name))).toEqual([])
    expect(new Set(listed(spared)).size).toBe(listed(spared).length)
  })

  it('has the stories it names, and names those it has', () => {
    const stories = [...allStories.map(({ feature }) => feature), 'sheets']
    expect(Object.keys(doneBy).sort()).toEqual(stories.sort())
  })
})
