import { expect, test } from 'vitest'
import { type CachedPage, PageCache } from './cache.ts'

test('small answers count with what an entry takes, so that their number is bounded as their bytes are', () => {
  const cache = new PageCache(400_000)
  const day = '2026-11-30'
  const page = (plain: string): CachedPage => ({
    mediaType: 'application/json',
    plain: Buffer.from(plain),
    etag: '"x"',
    tags: ['articles'],
    day,
    headers: {},
  })
  const keys = Array.from({ length: 1_000 }, (_, nth) => `/api/v1/articles?page=${nth}`)
  for (const key of keys) cache.store(key, page('{"items":[],"total":0}'), cache.mark())
  const kept = () => keys.filter((key) => cache.get(key, day)).length
  expect(kept()).toBeGreaterThan(50)
  expect(kept()).toBeLessThan(100)
  cache.store('/', page('x'.repeat(270_000)), cache.mark())
  // Its codings beside it would be more than there is room for.
  expect([kept(), cache.size()]).toEqual([0, 0])
})
