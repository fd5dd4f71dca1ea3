import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { places } from '../../../test/factories/places.ts'
import type { Application } from '../../application.ts'
import type { Actor } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { openLot, setGtin, withdrawLot } from './commands.ts'

let application: Application
let browser: Browser
let kernel: Kernel
let product: { id: string; slug: string; place_code: string | null }
let office: Actor

beforeAll(async () => {
  application = await testApplication()
  kernel = application.kernel
  browser = new Browser(application)
  const { id, name } = await kernel.db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('username', '=', 'van-phong-1')
    .executeTakeFirstOrThrow()
  const grant = { role: 'provincial-office', place: '46', agencyId: null, from: '2000-01-01', to: null }
  office = { accountId: id, name, grants: [grant], lang: 'vi' } as unknown as Actor
  product = await kernel.db
    .selectFrom('product')
    .select(['id', 'slug', 'place_code'])
    .where('province_code', '=', '46')
    .where('is_public', '=', true)
    .where('producer_id', 'is not', null)
    .where('id', 'not in', (eb) => eb.selectFrom('product_lot').select('product_id'))
    .orderBy('id')
    .executeTakeFirstOrThrow()
})
const deed = async (body: Parameters<Kernel['run']>[1]) => {
  const done = await kernel.run(office, body)
  await kernel.purge([`product:${product.id}`])
  return done.ok ? [] : done.problems.map((each) => each.code)
}
const lot = { madeOn: '2026-06-01', bestBefore: '2027-06-01', origin: 'Vùng trồng thử' }

describe('trace pages', () => {
  it('a product without GTIN has a path of its own', async () => {
    expect(
      await deed((ctx) =>
        openLot(ctx, places, { productId: product.id, lot: 'L1', ...lot, madeOn: '2026-01-01' }),
      ),
    ).toEqual([])
    expect((await browser.get(`/truy-xuat/${product.slug}/L1`)).status).toBe(200)
    expect((await browser.get(`/truy-xuat/${product.slug}/L9`)).status).toBe(404)
  })

  it('a GTIN is checked, belongs to one product, and leads every writing to the Digital Link path', async () => {
    expect(await deed((ctx) => setGtin(ctx, places, product.id, '9506000134353'))).toEqual(['gtin-invalid'])
    expect(await deed((ctx) => setGtin(ctx, places, product.id, '9506000134352'))).toEqual([])
    expect((await browser.get('/01/9506000134352/10/L1')).to).toBe('/01/09506000134352/10/L1')
    const page = await browser.get('/01/09506000134352/10/L1')
    expect([page.status, page.body.includes('Vùng trồng thử')]).toEqual([200, true])
    for (const path of ['/01/09506000134353', '/01/abc', '/01/09506000134352/10/%00'])
      expect((await browser.get(path)).status, path).toBe(404)
    const other = await kernel.db
      .selectFrom('product')
      .select('id')
      .where('id', '<>', product.id)
      .where('province_code', '=', '46')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    expect(await deed((ctx) => setGtin(ctx, places, other.id, '9506000134352'))).toEqual([
      'gtin-of-another-product',
    ])
  })

  it('a lot is opened once, within its days; a withdrawn one says so loudly and stays so', async () => {
    const open = (over: object) =>
      deed((ctx) => openLot(ctx, places, { productId: product.id, lot: 'L2', ...lot, ...over }))
    expect(await open({ lot: 'L1' })).toEqual(['lot-known'])
    expect(await open({ lot: 'lô 2' })).toEqual(['lot-invalid'])
    expect(await open({ bestBefore: '2020-01-01', madeOn: '2020-02-01' })).toEqual(['lot-ends-before-made'])
    expect(await open({ madeOn: '2999-01-01' })).toEqual(['lot-made-in-the-future'])
    const withdraw = (reason: string) =>
      deed((ctx) => withdrawLot(ctx, places, { productId: product.id, lot: 'L1', reason }))
    expect(await withdraw('')).toEqual(['reason-missing'])
    expect(await withdraw('Nhãn in sai')).toEqual([])
    expect(await withdraw('Nhãn in sai')).toEqual(['lot-not-open'])
    expect((await browser.get('/01/09506000134352/10/L1')).body).toContain('ĐÃ THU HỒI KHỎI THỊ TRƯỜNG')
    const api = await browser.get(`/api/v1/products/${product.slug}/lots`)
    expect(JSON.parse(api.body)).toMatchObject({
      gtin: '09506000134352',
      lots: [{ lot: 'L1', withdrawn: true }],
    })
  })

  it('a lot older than any page of lots keeps its page and its recall, and is reached page by page', async () => {
    await kernel.pool.query(
      `INSERT INTO product_lot (id, product_id, lot, created_at, created_by_name)
       SELECT gen_random_uuid(), $1, 'M' || n, first + n * interval '1 second', 'Người thử' FROM generate_series(1, 600) n,
         (SELECT max(created_at) AS first FROM product_lot WHERE product_id = $1) l`,
      [product.id],
    )
    await kernel.purge([`product:${product.id}`])
    const page = await browser.get('/01/09506000134352/10/L1')
    expect([page.status, page.body.includes('ĐÃ THU HỒI KHỎI THỊ TRƯỜNG')]).toEqual([200, true])
    const seen: string[] = []
    for (let at: number | null = 1; at !== null; ) {
      const body = (await browser.get(`/api/v1/products/${product.slug}/lots?page=${at}`)).body
      const answer = JSON.parse(body) as { lots: { lot: string }[]; next: number | null }
      seen.push(...answer.lots.map((each) => each.lot))
      at = answer.next
    }
    expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([601, 601, 'L1'])
    const last = (await browser.get('/01/09506000134352?trang=4')).body
    expect([last.includes('>L1<'), last.includes('Lô mới hơn')]).toEqual([true, true])
  })

  it('the trace page and the programs’ answer bear the producer’s new name as soon as it has one', async () => {
    const paths = ['/01/09506000134352', `/api/v1/products/${product.slug}`]
    const bodies = () => Promise.all(paths.map(async (path) => (await browser.get(path)).body))
    for (const body of await bodies()) expect(body).not.toContain('HTX Tên Mới Thử')
    await kernel.run(office, async (ctx) => {
      const { producer_id: id } = await ctx.db
        .selectFrom('product')
        .select('producer_id')
        .where('id', '=', product.id)
        .executeTakeFirstOrThrow()
      await ctx.db.updateTable('producer').set({ name: 'HTX Tên Mới Thử' }).where('id', '=', id!).execute()
      await ctx.emit({ type: 'producer.changed', producerIds: [id!] })
      return { ok: true, value: undefined }
    })
    for (const body of await bodies()) expect(body).toContain('HTX Tên Mới Thử')
  })

  it('the desk finds every product by its name', async () => {
    const desk = new Browser(application, '198.51.100.7')
    expect(
      (await desk.post('/dang-nhap', { login: 'van-phong-1', password: 'saolang-demo-2026' })).status,
    ).toBe(303)
    await kernel.pool.query(
      `INSERT INTO product (id, slug, name, name_folded, province_code, place_code, place_day, is_public)
       SELECT gen_random_uuid(), 'an-' || n, 'An ' || n, 'an ' || n, '46', '19813', '2026-01-01', true FROM generate_series(1, 310) n`,
    )
    const { rows } = await kernel.pool.query<{ id: string }>(
      `INSERT INTO product (id, slug, name, name_folded, province_code, place_code, place_day, is_public)
       VALUES (gen_random_uuid(), 'zim-tram', 'Zim trầm cuối', 'zim tram cuoi', '46', '19813', '2026-01-01', true) RETURNING id`,
    )
    expect((await desk.get(`/lam-viec/truy-xuat?q=${encodeURIComponent('trầm cuối')}`)).body).toContain(
      rows[0]!.id,
    )
    expect((await desk.get('/lam-viec/truy-xuat')).body).toContain('trang=2')
  })
})
