import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { PageCache } from './cache.ts'
import { Invalidation } from './invalidation.ts'

const database = await testDatabase()
const lines: Invalidation[] = []
afterAll(() => {
  for (const line of lines) line.stop()
})

async function instance(name: string) {
  const cache = new PageCache()
  const line = new Invalidation(database.pool, cache, name)
  lines.push(line)
  await line.start()
  const fill = () =>
    cache.store(
      '/san-pham',
      {
        mediaType: 'text/html',
        plain: Buffer.from('x'),
        etag: '"x"',
        tags: ['products'],
        day: '2026-09-01',
        headers: {},
      },
      cache.mark(),
    )
  fill()
  return { line, fill, has: () => cache.get('/san-pham', '2026-09-01') !== undefined }
}

/** Ends the connections that listen, as an administrator or a failing server would. */
async function cutLines(): Promise<number> {
  const { rows } = await database.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN page_cache%'",
  )
  for (const { pid } of rows) await database.pool.query('SELECT pg_terminate_backend($1)', [pid])
  return rows.length
}

test('a purge reaches the other instance, and one whose line was cut drops all it kept and listens again', async () => {
  const here = await instance('a')
  const there = await instance('b')
  await here.line.purge(['products'])
  expect(here.has()).toBe(false)
  await vi.waitFor(() => expect(there.has()).toBe(false), 10_000)

  // As many tags as a decision over 1,000 products has: more than one notification may hold.
  there.fill()
  const many = Array.from({ length: 1000 }, () => `product:${crypto.randomUUID()}`)
  await here.line.purge([...many, 'products'])
  await vi.waitFor(() => expect(there.has()).toBe(false), 10_000)

  there.fill()
  expect(await cutLines()).toBe(2)
  await vi.waitFor(() => expect(there.has()).toBe(false), 10_000)

  await vi.waitFor(
    async () => {
      there.fill()
      await here.line.purge(['products'])
      await vi.waitFor(() => expect(there.has()).toBe(false), { timeout: 300 })
    },
    { timeout: 10_000 },
  )
})
