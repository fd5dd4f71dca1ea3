import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../test/factories/chromium.ts'
import { atOnce, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { supportInvariants } from './invariants.ts'

let app: Application
let owner: Browser
let office: Browser
const desk = '/lam-viec/ho-tro'
const clock = fixedClock('2026-09-01')
const db = () => app.kernel.db

async function signedIn(login: string, address: string): Promise<Browser> {
  const browser = new Browser(app, address)
  expect((await browser.post('/dang-nhap', { login, password: 'saolang-demo-2026' })).status, login).toBe(303)
  return browser
}

async function product(name: string): Promise<string> {
  const id = uuidv7()
  await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no)
    select ${id}, ${id}, id, ${name}, ${name}, '46', '19813', '2026-01-01', 'qd26-2026', 1 from producer
    where name = 'Hợp tác xã Hương trầm Đồi Mây'`.execute(db())
  return id
}

/** A head of this year's published plan with so much money. */
async function head(amount: number): Promise<string> {
  const id = uuidv7()
  await sql`insert into plan_budget_head (id, plan_id, ordinal, words, source, amount)
    select ${id}, p.id, (select coalesce(max(ordinal), 0) + 1 from plan_budget_head where plan_id = p.id),
      '{"vi":"Nguồn thử","en":"Trial"}', 'other', ${amount} from plan p where p.year = 2026 and p.status = 'published' and p.place_code = '46'`.execute(
    db(),
  )
  return id
}

const request = (fields: Record<string, string>, who = owner) =>
  who.post(`${desk}/moi`, {
    measure: 'packaging',
    cost: '40.000.000',
    asked: '20.000.000',
    reason: 'Bao bì mới',
    agency: 'snnmt-hue',
    ...fields,
  })

async function asked(fields: Record<string, string> = {}): Promise<string> {
  const done = await request({ product: await product(`Hương ${uuidv7().slice(-6)}`), ...fields })
  expect(done.status, done.body).toBe(303)
  return done.to!.match(/ho-tro\/([0-9a-f-]{36})/)![1]!
}

const stored = (id: string) =>
  db().selectFrom('support').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

async function act(id: string, path: string, fields: Record<string, string>, who = office) {
  const { version } = await stored(id)
  return who.post(`${desk}/${id}/${path}`, { version: String(version), ...fields })
}

beforeAll(async () => {
  app = await testApplication({ clock })
  owner = await signedIn('chu-the-doi-may', '198.51.100.1')
  office = await signedIn('van-phong-1', '198.51.100.2')
})

describe('a request', () => {
  it('over the measure is refused at its field, with the most there is, and keeps what was typed', async () => {
    const id = await product('Hương xin nhiều')
    const refused = await request({ product: id, asked: '25.000.000', reason: 'Cần in bao bì Tết' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('tối đa lúc này là 20.000.000 đồng')
    expect(refused.body).toContain('value="25.000.000"')
    expect(refused.body).toContain('Cần in bao bì Tết')
  })

  it('of a forged or foreign product, measure or agency is refused; twice for the same is too', async () => {
    const id = await product('Hương giả')
    const foreign = await db()
      .selectFrom('product as p')
      .innerJoin('producer as o', 'o.id', 'p.producer_id')
      .select('p.id')
      .where('o.name', '<>', 'Hợp tác xã Hương trầm Đồi Mây')
      .orderBy('p.id')
      .executeTakeFirstOrThrow()
    const forgeries: Record<string, string>[] = [
      { product: uuidv7() },
      { product: 'x' },
      { product: foreign.id },
      { product: id, measure: 'gold' },
      { product: id, agency: 'bnnmt' },
      { product: id, asked: 'nhiều' },
      { product: id, asked: '50.000.000' },
    ]
    for (const forged of forgeries) expect((await request(forged)).status, JSON.stringify(forged)).toBe(422)
    expect((await request({ product: id })).status).toBe(303)
    expect((await request({ product: id })).body).toContain('đang có một đề nghị cùng nội dung')
  })

  it('by an officer of the commune needs the producer’s consent; another commune does not see it', async () => {
    const officer = await signedIn('can-bo-thuy-xuan', '198.51.100.3')
    const refused = await request({ product: await product('Hương xã') }, officer)
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('đồng ý của chủ thể trước khi làm thay')
    expect(refused.body).toContain('/lam-viec/uy-quyen/')
    const id = await asked()
    const stranger = await signedIn('can-bo-a-luoi-2', '198.51.100.4')
    expect((await stranger.get(`${desk}/${id}`)).status).toBe(404)
    expect((await officer.get(`${desk}/${id}`)).status).toBe(200)
  })
})

it('filed under a record laid together with another is the officer’s to withdraw by the consent of the record kept', async () => {
  const id = await asked()
  const officer = await signedIn('can-bo-thuy-xuan', '198.51.100.3')
  const merged = uuidv7()
  await sql`insert into producer (id, slug, name, name_folded, legal_type, province_code, merged_into)
    select ${merged}, ${merged}, 'Hộ ghi hai lần', 'ho ghi hai lan', legal_type, '46', id
    from producer where name = 'Hợp tác xã Hương trầm Đồi Mây'`.execute(db())
  await sql`update support set producer_id = ${merged} where id = ${id}`.execute(db())
  const refused = await act(id, 'rut', {}, officer)
  expect(refused.status).toBe(422)
  const consent = uuidv7()
  await sql`insert into consent (id, producer_id, officer_id, officer_name, way, given_by, given_on, until, file_hash, created_at)
    select ${consent}, o.id, a.id, a.name, 'signature-photo', 'Ngô Thị Mây', '2026-08-01', '2026-12-31', 'thu', now()
    from producer o, account a where o.name = 'Hợp tác xã Hương trầm Đồi Mây' and a.username = 'can-bo-thuy-xuan'`.execute(
    db(),
  )
  expect((await act(id, 'rut', {}, officer)).status).toBe(303)
  await sql`delete from consent where id = ${consent}`.execute(db())
})

describe('an approval', () => {
  it('never goes over the measure, over what was asked, or over its head, and says what is left', async () => {
    const small = await head(9_000_000)
    const id = await asked({ asked: '15.000.000' })
    const over = async (amount: string, headId = small) => {
      const answer = await act(id, 'duyet', { amount, head: headId, words: 'Ghi nhớ này' })
      expect(answer.status).toBe(422)
      expect(answer.body).toContain('Ghi nhớ này')
      return answer.body
    }
    expect(await over('21.000.000')).toContain('tối đa lúc này là 20.000.000')
    expect(await over('16.000.000')).toContain('Vượt số chủ thể đề nghị: 15.000.000')
    expect(await over('10.000.000')).toContain('chỉ còn 9.000.000 đồng')
    expect(await over('1.000.000', uuidv7())).toContain('Chọn nguồn kinh phí')
    expect(await over('1.000.000', 'x')).toContain('Chọn nguồn kinh phí')
    expect((await act(id, 'duyet', { amount: '9.000.000', head: small })).status).toBe(303)
    expect(await stored(id)).toMatchObject({ status: 'approved', approved: 9_000_000, head_id: small })
  })

  it('of two at once over the last money of a head, one wins', async () => {
    const last = await head(20_000_000)
    const ids = [await asked(), await asked()]
    const answers = await atOnce(
      db(),
      ids.map((id) => () => act(id, 'duyet', { amount: '20.000.000', head: last })),
    )
    expect(answers.map((each) => each.status).sort()).toEqual([303, 422])
    expect(answers.find((each) => each.status === 422)?.body).toContain('chỉ còn 0 đồng')
  })

  it('counts what the product had this year: a measure split in two is not given twice', async () => {
    const plenty = await head(100_000_000)
    const productId = await product('Hương chia nhỏ')
    const first = await asked({ product: productId })
    await act(first, 'duyet', { amount: '20.000.000', head: plenty })
    const second = await request({ product: productId })
    expect(second.body).toContain('tối đa lúc này là 10.000.000')
  })

  it('is not the producer’s, nor of somebody who saw an older version', async () => {
    const plenty = await head(100_000_000)
    const id = await asked()
    const fields = { amount: '1.000.000', head: plenty }
    expect((await act(id, 'duyet', fields, owner)).status).toBe(403)
    expect((await act(id, 'duyet', { ...fields, version: '7' })).status).toBe(422)
    expect((await stored(id)).status).toBe('requested')
    expect((await office.post(`${desk}/${uuidv7()}/duyet`, fields)).status).toBe(404)
  })

  it('recalled before payment gives the money back to its head', async () => {
    const only = await head(20_000_000)
    const id = await asked()
    await act(id, 'duyet', { amount: '20.000.000', head: only })
    expect((await act(id, 'thu-hoi', { reason: '' })).status).toBe(422)
    expect((await act(id, 'thu-hoi', { reason: 'Chủ thể không làm nữa' })).status).toBe(303)
    expect(await app.house.programme.support.chargedTo(db(), only)).toBe(0n)
  })
})

it('a refusal says why, and the producer is told', async () => {
  const id = await asked()
  expect((await act(id, 'khong-duyet', { reason: '' })).status).toBe(422)
  expect((await act(id, 'khong-duyet', { reason: 'Thiếu báo giá' })).status).toBe(303)
  expect((await owner.get(`${desk}/${id}`)).body).toContain('Thiếu báo giá')
  const { rows } =
    await sql`select 1 from notice where kind = 'support.refused' and path = ${`${desk}/${id}`}`.execute(db())
  expect(rows.length).toBeGreaterThan(0)
  expect((await act(id, 'duyet', { amount: '1', head: uuidv7() })).body).toContain('đã chuyển sang bước khác')
})

describe('a payment and its result', () => {
  it('never more than approved, each by its own paper, between the approval and today', async () => {
    const plenty = await head(100_000_000)
    const id = await asked()
    await act(id, 'duyet', { amount: '10.000.000', head: plenty })
    const pay = (fields: Record<string, string>) =>
      act(id, 'chi', { day: '01/09/2026', amount: '6.000.000', paperNo: 'UNC 1', ...fields })
    expect((await pay({ amount: '10.000.001' })).body).toContain('còn được chi 10.000.000 đồng')
    const wrongs: Record<string, string>[] = [
      { day: '31/08/2026' },
      { day: '02/09/2026' },
      { day: 'mai' },
      { paperNo: ' ' },
    ]
    for (const wrong of wrongs) expect((await pay(wrong)).status, JSON.stringify(wrong)).toBe(422)
    const twice = await atOnce(db(), [() => pay({}), () => pay({ paperNo: 'UNC 0' })])
    expect(twice.map(({ status }) => status).sort(), 'two at once, together over what was approved').toEqual([
      303, 422,
    ])
    const written = twice[0]!.status === 303 ? 'UNC 1' : 'UNC 0'
    expect((await pay({ paperNo: written, amount: '1.000.000' })).body).toContain('Chứng từ này đã được ghi')
    expect((await pay({ paperNo: 'UNC 2' })).body).toContain('còn được chi 4.000.000 đồng')
    expect((await pay({ paperNo: 'UNC 2', amount: '4.000.000' })).status).toBe(303)
    expect((await act(id, 'ket-qua', { words: 'Doanh thu mùa Tết tăng' }, owner)).status).toBe(303)
    const { product_id: productId, status } = await stored(id)
    expect(status).toBe('finished')
    expect((await owner.get(`/lam-viec/san-pham/${productId}`)).body).toContain('Doanh thu mùa Tết tăng')
  })
})

describe('for others', () => {
  it('figures sum the records they list, and the giver is a sponsor', async () => {
    const { support } = app.house.programme
    const year = { from: '2026-01-01', to: '2026-12-31' }
    for (const figure of ['support-approved', 'support-paid', 'products-supported'] as const) {
      const { count, total, records } = await support.count(figure, year)
      expect(count).toBe(records.length)
      expect(total).toBe(records.reduce((sum, row) => sum + Number(row.amount), 0))
      expect(count).toBeGreaterThan(0)
      const elsewhere = await support.count(figure, { ...year, placeCodes: ['20044'] })
      expect(elsewhere.count).toBeLessThan(count)
    }
    const { producer_id: producerId } = await db()
      .selectFrom('support')
      .select('producer_id')
      .where('approved', 'is not', null)
      .where('is_demo', '=', false)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const givers = async (id: string) => (await support.sponsorsOf(db(), id)).map((each) => each.agencyId)
    expect(await givers(producerId)).toContain('snnmt-hue')
    // A support stays on the record it was given to: whoever that record was laid together with has the same sponsor.
    const [between, kept] = [uuidv7(), uuidv7()]
    await sql`insert into producer (id, slug, name, name_folded, province_code)
      select id, id::text, 'Gộp', 'gop', '46' from unnest(array[${between}, ${kept}]::uuid[]) id`.execute(
      db(),
    )
    const point = (id: string, into: string | null) =>
      sql`update producer set merged_into = ${into} where id = ${id}`.execute(db())
    await point(producerId, between)
    await point(between, kept)
    expect(await givers(kept)).toContain('snnmt-hue')
    await point(producerId, null)
    expect(await givers(kept)).toEqual([])
  })

  it('the agency asked decides too, another office of the matrix only reads', async () => {
    const agency = await signedIn('so-nnmt', '198.51.100.5')
    const id = await asked()
    expect((await act(id, 'khong-duyet', { reason: 'Đã hỗ trợ năm ngoái' }, agency)).status).toBe(303)
    const auditor = await signedIn('giam-sat', '198.51.100.6')
    expect((await auditor.get(`${desk}/${id}`)).body).not.toContain('name="version"')
  })

  it('what is checked on a live system holds', async () => {
    for (const invariant of supportInvariants) expect(await invariant.run(db()), invariant.name).toEqual([])
    const id = await asked()
    await db().updateTable('support').set({ status: 'withdrawn' }).where('id', '=', id).execute()
    expect(await supportInvariants[0]!.run(db())).toHaveLength(1)
    await db().updateTable('support').set({ status: 'requested' }).where('id', '=', id).execute()
  })
})

it('is asked for on a telephone of 360 px', async () => {
  const chromium = await openChromium(app)
  const phone = await chromium.open({ viewport: { width: 360, height: 740 } })
  await phone.goto('/dang-nhap')
  await phone.fill('input[name=login]', 'chu-the-doi-may')
  await phone.fill('input[name=password]', 'saolang-demo-2026')
  await phone.click('form[action$="dang-nhap"] button[type=submit]')
  await phone.waitForURL(/lam-viec/)
  const id = await product('Hương điện thoại')
  await phone.goto(`${desk}/moi?san-pham=${id}`)
  expect(await accessibilityFaults(phone)).toEqual([])
  await phone.selectOption('select[name=measure]', 'test')
  await phone.fill('input[name=cost]', '8.000.000')
  await phone.fill('input[name=asked]', '5.000.000')
  await phone.fill('textarea[name=reason]', 'Kiểm nghiệm lại')
  await phone.setInputFiles('input[name=quote]', {
    name: 'bao-gia.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await phone.locator('form.form button.primary[type=submit]').click()
  await phone.waitForURL(/bao=gui/)
  expect(await phone.textContent('main')).toContain('bao-gia.png')
  for (const path of [desk, phone.url()]) {
    await phone.goto(path)
    expect(await accessibilityFaults(phone), path).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
  }
})
