import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApplication } from '../../../test/factories/index.ts'
import { readVisits } from './books.ts'

const application = await testApplication({ env: { PORT: '0' } })
const { db } = application.kernel

const ask = (url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  application.server.inject({
    method,
    url,
    headers: {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0',
      'sec-fetch-site': 'same-origin',
    },
  })

test('a visit is a public page that was shown; of refusals, files, feeds and links that are keys nothing is kept', async () => {
  const address = await application.listen()
  const key = 'k'.repeat(43)
  const others = [
    '/xac-thuc/SL-KHONG-CO',
    '/khong-co-trang-nay',
    `/loi-moi/${key}`,
    `/dat-lai-mat-khau/${key}`,
  ]
  for (const url of [...others, '/feed.xml', '/api/v1/products', '/san-pham.csv']) await ask(url)
  await ask('/dang-nhap', 'POST')
  await ask('/san-pham', 'HEAD')
  // Kept and asked for again at the front door, where nothing is rendered.
  const visitor = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0' }
  for (const url of ['/feed.xml', '/api/v1/products'])
    await fetch(new URL(url, address), { headers: visitor })
  await fetch(new URL('/san-pham', address), { headers: visitor, method: 'HEAD' })
  const refused = await Promise.all(others.map(async (url) => (await ask(url)).statusCode))
  const shown = ['/', '/san-pham', '/dang-nhap']
  for (const url of shown) expect((await ask(url)).statusCode).toBe(200)
  await booked(new Date())
  const keys = refused.filter((status) => status === 200).length * 2
  expect(await readVisits(db, new Date())).toMatchObject({
    counted: shown.length + keys,
    today: shown.length + keys,
  })
  const { rows } = await sql<{ all: string }>`
    SELECT concat((SELECT jsonb_agg(d) FROM visit_day d), (SELECT jsonb_agg(t) FROM visit_total t)) AS all`.execute(
    db,
  )
  expect(rows[0]!.all).not.toMatch(/kkk|dang-nhap/)
})

/** Waits for a booking that began after this moment. */
async function booked(after: Date): Promise<void> {
  for (;;) {
    const row = await db.selectFrom('visit_online').select('at').where('at', '>', after).executeTakeFirst()
    if (row) return
    await sleep(50)
  }
}
