import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { Visit } from '../../platform/outbound/index.ts'
import { dueLinks, linkCheckJob } from './checks.ts'
import { digitalFigures } from './index.ts'
import { digitalInvariants } from './invariants.ts'

let app: Application
const db = () => app.kernel.db
const clock = fixedClock('2026-09-01')
const year = { from: '2026-01-01', to: '2026-12-31' }
const shop = 'https://shop.example.vn/huong'

/** A recognised product of the register with the address of a shop. */
async function product(url: string): Promise<string> {
  const id = uuidv7()
  await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no, is_public, details)
    select ${id}, ${id}, id, 'Hương bán mạng', 'x', '46', '19813', '2026-01-01', 'qd26-2026', 1, true,
      ${JSON.stringify({ whereToBuy: [{ label: 'Shop', url }] })}::jsonb from producer where name = 'Hợp tác xã Hương trầm Đồi Mây'`.execute(
    db(),
  )
  await sql`insert into recognition (id, product_id, star, issuer, issued_on, valid_until, status, origin)
    values (${uuidv7()}, ${id}, 4, 'UBND', '2026-01-01', '2028-12-31', 'valid', 'recorded')`.execute(db())
  return id
}

beforeAll(async () => {
  app = await testApplication({ clock })
})

it('figures are the lists they open, and the communes add up to the whole', async () => {
  const { digital } = app.house.programme
  const leader = new Browser(app)
  await leader.post('/dang-nhap', { login: 'lanh-dao', password: 'saolang-demo-2026' })
  const { body } = await leader.get('/lam-viec/chuyen-doi-so')
  const csv = (await leader.get('/lam-viec/chuyen-doi-so.csv')).body.trim().split('\r\n').slice(1)
  for (const [at, figure] of digitalFigures.entries()) {
    const counted = await digital.count(figure, { ...year, to: '2026-09-01' })
    expect(counted.count).toBe(counted.records.length)
    expect(counted.base).toBe(counted.every.length)
    expect(body).toContain(`${counted.count}/${counted.base}`)
    const column = (shift: number) =>
      csv.reduce((sum, line) => sum + Number(line.split(',').at(-8 + at * 2 + shift)), 0)
    expect([column(0), column(1)], figure).toEqual([counted.count, counted.base])
    expect((await leader.get(`/lam-viec/chuyen-doi-so/${figure}`)).status).toBe(200)
  }
  expect((await new Browser(app).get('/lam-viec/chuyen-doi-so')).status).not.toBe(200)
})

it('a figure of a past period stays: what ended, was opened or withdrawn later changes nothing of it', async () => {
  const id = await product('')
  await sql`update recognition set status = 'revoked' where product_id = ${id}`.execute(db())
  await sql`insert into recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
    select id, 1, 'revoked', '2026-08-01', now(), 'thử', '{}' from recognition where product_id = ${id}`.execute(
    db(),
  )
  await sql`insert into product_lot (id, product_id, lot, created_at, created_by_name, withdrawn_at, withdraw_reason)
    values (${uuidv7()}, ${id}, 'L1', '2026-03-01', 'thử', '2026-07-10', 'thử')`.execute(db())
  const seen = async (to: string) => {
    const { records, every } = await app.house.programme.digital.count('traced-products', {
      from: '2026-01-01',
      to,
    })
    return [every, records].map((rows) => rows.some((row) => row.id === id))
  }
  expect(await seen('2026-02-01')).toEqual([true, false])
  expect(await seen('2026-06-30')).toEqual([true, true])
  expect(await seen('2026-07-31')).toEqual([true, false])
  expect(await seen('2026-08-31')).toEqual([false, false])
})

describe('the check of shop links', () => {
  it('asks each address once a week, never those of demo products, and counts what answered lately', async () => {
    const id = await product(shop)
    await sql`update product set details = ${JSON.stringify({ whereToBuy: [{ label: 'Demo', url: 'https://demo.example.vn' }] })}::jsonb
      where is_demo and id = (select id from product where is_demo order by id limit 1)`.execute(db())
    const asked: string[] = []
    const run = (seen: Visit) =>
      linkCheckJob(app.kernel, async (url) => {
        asked.push(url)
        return seen
      }).handler({})
    const counts = async () =>
      (await app.house.programme.digital.count('shop-links', year)).records.some((row) => row.id === id)
    expect(await dueLinks(app.kernel, clock())).toEqual([{ productId: id, url: shop }])
    await run({ kind: 'answered', status: 200 })
    expect(await counts()).toBe(true)
    await run({ kind: 'answered', status: 200 })
    expect(asked).toEqual([shop])
    clock.forward(8)
    await run({ kind: 'answered', status: 404 })
    expect(await counts()).toBe(false)
    expect(asked).toHaveLength(2)
    for (const invariant of digitalInvariants) expect(await invariant.run(db())).toEqual([])
  })
})
