import { expect, test } from 'vitest'
import { today } from '../../src/platform/clock/index.ts'
import { countQueries } from '../../src/platform/db/index.ts'
import { testApplication } from '../factories/index.ts'

const application = await testApplication()

/** The first public record of a kind, for the address of its page. */
async function firstOf(table: 'product' | 'article' | 'legal_document' | 'producer'): Promise<string> {
  const { rows } = await application.kernel.pool.query<{ slug: string }>(
    {
      product: 'SELECT slug FROM catalogue_entry ORDER BY slug LIMIT 1',
      producer:
        'SELECT producer_slug AS slug FROM catalogue_entry WHERE producer_slug IS NOT NULL ORDER BY 1 LIMIT 1',
      article: "SELECT slug FROM article WHERE status = 'published' ORDER BY slug LIMIT 1",
      legal_document: 'SELECT slug FROM legal_document ORDER BY slug LIMIT 1',
    }[table],
  )
  return rows[0]!.slug
}

/** Most statements a page of each kind may send when nothing of it is kept: none grows with what it lists. */
const budgets: Readonly<Record<string, number>> = {
  '/': 12,
  '/tin-tuc': 6,
  '/tin-tuc?ngay=2024-03-28': 6,
  'article /tin-tuc/': 6,
  '/van-ban': 4,
  'legal_document /van-ban/': 6,
  '/san-pham': 6,
  '/san-pham?sao=3&q=mam': 6,
  'product /san-pham/': 4,
  'producer /chu-the/': 6,
  '/du-lich': 6,
  '/don-vi-ho-tro': 2,
  '/tim-kiem?q=ocop': 8,
  '/xac-thuc': 2,
  '/ke-hoach/2024': 30,
  '/thong-ke': 12,
  '/du-lieu-mo': 4,
  '/bo-tieu-chi': 1,
  '/api-docs': 1,
}

test('every kind of public page keeps to its budget of queries and sends none once per line', async () => {
  const over: string[] = []
  for (const [kind, budget] of Object.entries(budgets)) {
    const [table, path] = kind.includes(' ') ? (kind.split(' ') as ['product', string]) : [null, kind]
    const url = table ? `${path}${await firstOf(table)}` : path!
    const { value, statements } = await countQueries(() => application.server.inject({ url }))
    expect(value.statusCode, url).toBe(200)
    const times = new Map<string, number>()
    for (const statement of statements) times.set(statement, (times.get(statement) ?? 0) + 1)
    const repeated = [...times]
      .filter(([, count]) => count > 3)
      .map(([sql, count]) => `${count} × ${sql.slice(0, 120)}`)
    if (statements.length > budget || repeated.length > 0)
      over.push([`${url}: ${statements.length} of ${budget}`, ...repeated].join('\n  '))
  }
  expect(over).toEqual([])
}, 60_000)

test('a day, a month or a place in the list that cannot be is refused or left out, and breaks nothing', async () => {
  const none = '0'.repeat(36)
  const answers: Record<string, number> = {}
  for (const url of [
    '/api/v1/articles?date=2024-13-45',
    '/api/v1/articles?from=0000-01-01',
    '/api/v1/articles?date=2024-02-29',
    '/tin-tuc?thang=0000-01',
    '/tin-tuc?thang=2024-13',
    '/tin-tuc?ngay=0000-01-01',
    '/api/v1/search?q=ocop&from=0000-01-01',
    '/api/v1/search?q=ocop&to=0000-12-31',
    '/api/v1/search?q=ocop&from=2024-01-01',
    '/api/v1/documents?from=0000-01-01',
    '/api/v1/support-units?date=0000-01-01',
    `/api/v1/products?after=2024-99-99_${none}`,
    `/api/v1/products?after=2024-01-01_${none}`,
  ])
    answers[url] = (await application.server.inject({ url })).statusCode
  expect(answers).toEqual({
    '/api/v1/articles?date=2024-13-45': 400,
    '/api/v1/articles?from=0000-01-01': 400,
    '/api/v1/articles?date=2024-02-29': 200,
    '/tin-tuc?thang=0000-01': 200,
    '/tin-tuc?thang=2024-13': 200,
    '/tin-tuc?ngay=0000-01-01': 200,
    '/api/v1/search?q=ocop&from=0000-01-01': 400,
    '/api/v1/search?q=ocop&to=0000-12-31': 400,
    '/api/v1/search?q=ocop&from=2024-01-01': 200,
    '/api/v1/documents?from=0000-01-01': 400,
    '/api/v1/support-units?date=0000-01-01': 400,
    [`/api/v1/products?after=2024-99-99_${none}`]: 200,
    [`/api/v1/products?after=2024-01-01_${none}`]: 200,
  })
})

test('answers to a reader’s own words are not kept: nobody fills the memory by asking for what was never asked', async () => {
  const { cache, clock } = application.kernel
  for (const [url, isKept] of [
    ['/api/v1/articles?category=thong-bao', true],
    ['/api/v1/articles?q=zzqx-1', false],
    ['/tin-tuc?trang=1&q=zzqx-2', false],
    ['/tin-tuc?trang=1&q=', true],
  ] as const) {
    expect((await application.server.inject({ url })).statusCode, url).toBe(200)
    expect(cache.get(url, today(clock)) !== undefined, url).toBe(isKept)
  }
})
