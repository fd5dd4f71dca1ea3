import { expect, test } from 'vitest'
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
