import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../test/factories/chromium.ts'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { salesGrowth } from './queries.ts'

let app: Application
let owner: Browser
let office: Browser
let product: string
const clock = fixedClock('2026-09-01')

async function signedIn(login: string, address: string): Promise<Browser> {
  const browser = new Browser(app, address)
  expect((await browser.post('/dang-nhap', { login, password: 'saolang-demo-2026' })).status, login).toBe(303)
  return browser
}
const page = () => `/lam-viec/bao-cao-ky/${product}`
const file = (fields: Record<string, string>, who = owner) =>
  who.post(page(), { period: '2026-04-01', unit: 'kg', ...fields })
const stored = () =>
  app.kernel.db
    .selectFrom('producer_return')
    .selectAll()
    .where('product_id', '=', product)
    .orderBy('period_from')
    .execute()

beforeAll(async () => {
  app = await testApplication({ clock })
  owner = await signedIn('chu-the-doi-may', '198.51.100.1')
  office = await signedIn('van-phong-1', '198.51.100.2')
  const producer = await app.kernel.db
    .selectFrom('producer')
    .select('id')
    .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
    .executeTakeFirstOrThrow()
  product = uuidv7()
  await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no)
    values (${product}, ${product}, ${producer.id}, 'Hương báo cáo', 'huong bao cao', '46', '19813', '2026-01-01', 'qd26-2026', 1)`.execute(
    app.kernel.db,
  )
  await sql`insert into recognition (id, product_id, producer_id, star, issuer, issued_on, valid_until, status, origin)
    values (${uuidv7()}, ${product}, ${producer.id}, 3, 'UBND', '2026-01-10', '2029-01-09', 'valid', 'recorded')`.execute(
    app.kernel.db,
  )
})

describe('the return of a period', () => {
  it('takes three figures as people type them, and asks nothing the first time', async () => {
    const done = await file({ period: '2026-01-01', output: '1.200,5', sales: '60.000.000', jobs: '8' })
    expect(done.status, done.body.match(/field-error[^<]*<[^<]*/)?.[0]).toBe(303)
    const [row] = await stored()
    expect(row).toMatchObject({ output: '1200.50', sales: 60_000_000, jobs: 8, period_to: '2026-03-31' })
  })

  it('asks back what differs much, keeps what was typed, and takes it when it is confirmed', async () => {
    const asked = await file({ output: '1.200', sales: '600.000.000', jobs: '8' })
    expect(asked.status).toBe(422)
    expect(asked.body).toContain('có thừa hay thiếu số 0 không')
    expect(asked.body).toContain('value="600.000.000"')
    expect(await stored()).toHaveLength(1)
    expect((await file({ output: '1.200', sales: '600.000.000', jobs: '8', confirmed: 'yes' })).status).toBe(
      303,
    )
    const [, row] = await stored()
    expect(row?.doubts.map((doubt) => doubt.about)).toEqual(['sales-up', 'price'])
    expect((await salesGrowth(app.kernel.db, [product])).get(product)).toBe(900)
  })

  it('is corrected in place; what stood before is kept', async () => {
    expect((await file({ output: '1.300', sales: '66.000.000', jobs: '9' })).status).toBe(303)
    const [, row] = await stored()
    expect(row).toMatchObject({ sales: 66_000_000, revision: 2 })
    const former = await app.kernel.db
      .selectFrom('producer_return_former')
      .select('figures')
      .where('return_id', '=', row!.id)
      .executeTakeFirstOrThrow()
    expect(former.figures).toMatchObject({ sales: 600_000_000 })
  })

  it('is still due after the recognition was renewed in the period that follows', async () => {
    const db = app.kernel.db
    const id = uuidv7()
    await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no)
      select ${id}, ${id}, producer_id, 'Hương công nhận lại', 'huong', '46', '19813', '2026-01-01', 'qd26-2026', 1 from product
      where id = ${product}`.execute(db)
    const old = uuidv7()
    await sql`insert into recognition (id, product_id, star, issuer, issued_on, valid_until, status, origin) values
      (${old}, ${id}, 3, 'UBND', '2023-08-20', '2026-08-19', 'superseded', 'recorded'),
      (${uuidv7()}, ${id}, 4, 'UBND', '2026-08-15', '2029-08-14', 'valid', 'recorded')`.execute(db)
    await sql`insert into recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
      values (${old}, 1, 'superseded', '2026-08-15', now(), 'thử', '{}')`.execute(db)
    const filed = await owner.post(`/lam-viec/bao-cao-ky/${id}`, {
      period: '2026-04-01',
      jobs: '3',
      unit: 'kg',
    })
    expect(filed.status).toBe(303)
  })

  it('refuses a period that is not over, a word for a number, an empty form', async () => {
    expect((await file({ period: '2026-07-01', jobs: '3' })).body).toContain('Chọn một kỳ đã hết')
    expect((await file({ sales: 'nhiều' })).body).toContain('Ghi số')
    expect((await file({})).body).toContain('Điền ít nhất một số')
  })

  it('of another producer is not theirs to file or to read; an officer needs a consent', async () => {
    const commune = await signedIn('can-bo-thuy-xuan', '198.51.100.3')
    const refused = await file({ jobs: '8' }, commune)
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('ủy quyền')
    const stranger = await signedIn('can-bo-a-luoi-2', '198.51.100.4')
    expect((await stranger.get(page())).status).toBe(404)
  })
})

describe('a change', () => {
  it('of the recipe asks for a new test; once, also when it is reported again; settled with words by the office', async () => {
    expect((await file({ jobs: '9', changes: 'recipe' })).to).toContain('viec=1')
    expect((await file({ jobs: '9', changes: 'recipe', words: 'Bột trầm mới' })).to).toContain('viec=0')
    const body = (await office.get(page())).body
    expect(body).toContain('Nộp phiếu kiểm nghiệm mới')
    const { id } = await app.kernel.db
      .selectFrom('return_task')
      .select('id')
      .where('product_id', '=', product)
      .executeTakeFirstOrThrow()
    expect((await owner.post(`/lam-viec/bao-cao-ky/viec/${id}`, { words: 'Tự ghi' })).status).not.toBe(303)
    const bare = await office.post(`/lam-viec/bao-cao-ky/viec/${id}`, { words: '' })
    expect([bare.status, bare.body.includes(`href="#f-${id}-words"`)]).toEqual([422, true])
    expect((await office.post(`/lam-viec/bao-cao-ky/viec/${id}`, { words: 'Phiếu 12/KN' })).status).toBe(303)
    const late = await office.post(`/lam-viec/bao-cao-ky/viec/${id}`, { words: 'Phiếu 13/KN' })
    expect([late.status, late.body.includes('Phiếu 12/KN')]).toEqual([422, true])
    expect((await owner.get(page())).body).toContain('Phiếu 12/KN')
  })

  it('Điều 8 khoản 4: that production stopped is confirmed by the commune', async () => {
    await file({ jobs: '0', changes: 'stopped', confirmed: 'yes' })
    const { id } = await app.kernel.db
      .selectFrom('return_task')
      .select('id')
      .where('product_id', '=', product)
      .where('change', '=', 'stopped')
      .executeTakeFirstOrThrow()
    const commune = await signedIn('can-bo-thuy-xuan', '198.51.100.5')
    expect((await commune.post(`/lam-viec/bao-cao-ky/viec/${id}`, { words: 'Đã đến xem' })).status).toBe(303)
    // The office has 15 days from that day, and is told the last of them.
    const told = await app.kernel.db
      .selectFrom('notice as n')
      .innerJoin('notice_copy as c', 'c.notice_id', 'n.id')
      .innerJoin('account as a', 'a.id', 'c.account_id')
      .select(['a.username', 'n.words'])
      .where('n.kind', '=', 'returns.stopped')
      .execute()
    expect(told.map(({ username }) => username)).toContain('van-phong-1')
    expect(JSON.stringify(told[0]!.words)).toContain('16/09/2026')
  })
})

describe('figures', () => {
  it('sum the records they list, by the last day of the period', async () => {
    const { count } = app.house.programme.returns
    const quarter = { from: '2026-04-01', to: '2026-06-30' }
    const sales = await count('sales', quarter)
    expect(sales.total).toBe(sales.records.reduce((sum, row) => sum + Number(row.amount), 0))
    expect(sales.records.length).toBe(sales.count)
    const filed = await count('returns-filed', { from: '2020-01-01', to: '2020-12-31' })
    expect(filed).toEqual({ count: 0, total: 0, records: [] })
  })
})

it('the regulation is public, each duty with its source', async () => {
  const { body } = await new Browser(app).get('/quy-che')
  for (const part of ['Điều 8 khoản 1 điểm d', 'Mặc định của cơ quan']) expect(body).toContain(part)
  expect((await new Browser(app).get('/en/quy-che')).body).toContain('Default of this office')
})

it('is filed on a telephone of 360 px in one screen of fields', async () => {
  const chromium = await openChromium(app)
  const phone = await chromium.open({ viewport: { width: 360, height: 740 } })
  await phone.goto('/dang-nhap')
  await phone.fill('input[name=login]', 'chu-the-doi-may')
  await phone.fill('input[name=password]', 'saolang-demo-2026')
  await phone.click('form[action$="dang-nhap"] button[type=submit]')
  await phone.waitForURL(/lam-viec/)
  await phone.goto(page())
  expect(await accessibilityFaults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await phone.locator('input[name=period][value="2026-04-01"]').press('Space')
  await phone.fill('input[name=output]', '1.250')
  await phone.fill('input[name=jobs]', '9')
  await phone.locator('input[name=changes][value=label]').press('Space')
  await phone.locator('form.form button.primary[type=submit]').click()
  await phone.waitForURL(/viec=1/)
  expect(await phone.textContent('main')).toContain('Nộp ảnh nhãn mới')
})
