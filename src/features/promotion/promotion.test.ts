import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../test/factories/chromium.ts'
import { atOnce, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { matchKey } from '../../rules/vietnamese/index.ts'
import { producersItFits } from './audience.ts'
import { promotionFigures } from './index.ts'
import { promotionInvariants } from './invariants.ts'

let app: Application
let owner: Browser
let office: Browser
const desk = '/lam-viec/xuc-tien'
const clock = fixedClock('2026-09-01')
const db = () => app.kernel.db

async function signedIn(login: string, address: string): Promise<Browser> {
  const browser = new Browser(app, address)
  expect((await browser.post('/dang-nhap', { login, password: 'saolang-demo-2026' })).status, login).toBe(303)
  return browser
}

const idIn = (to: string | undefined) => to!.match(/([0-9a-f-]{36})/)![1]!

const fields = {
  titleVi: 'Phiên chợ thử',
  kind: 'week',
  venue: 'Thương Bạc',
  leadAgency: 'snnmt-hue',
  startsOn: '20/09/2026',
  endsOn: '22/09/2026',
  applyUntil: '10/09/2026',
  stalls: '1',
  sectors: '',
}

async function act(id: string, path: string, typed: Record<string, string> = {}, who = office) {
  const { version } = await db()
    .selectFrom('fair')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return who.post(`${desk}/${id}/${path}`, { version: String(version), ...typed })
}

async function called(typed: Partial<typeof fields> = {}): Promise<string> {
  clock.set('2026-09-01')
  const drafted = await office.post(`${desk}/moi`, { ...fields, ...typed })
  expect(drafted.status, drafted.body).toBe(303)
  const id = idIn(drafted.to)
  expect((await act(id, 'cong-bo')).status).toBe(303)
  return id
}

/** A product of a producer with a recognition that stands. */
async function product(
  producer: string,
  star: number,
  name = `Sản phẩm ${uuidv7().slice(-6)}`,
): Promise<string> {
  const id = uuidv7()
  await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no)
    select ${id}, ${id}, id, ${name}, ${matchKey(name)}, '46', '19813', '2026-01-01', 'qd26-2026', 1 from producer where name = ${producer}`.execute(
    db(),
  )
  await sql`insert into recognition (id, product_id, producer_id, star, issuer, issued_on, valid_until, status, origin)
    select ${uuidv7()}, p.id, p.producer_id, ${star}, 'UBND thành phố Huế', '2026-01-01', '2028-12-31', 'valid', 'recorded'
    from product p where p.id = ${id}`.execute(db())
  return id
}

const doiMay = 'Hợp tác xã Hương trầm Đồi Mây'

async function applied(
  fairId: string,
  producer: string,
  productId: string,
  status = 'submitted',
): Promise<string> {
  const id = uuidv7()
  await sql`insert into fair_application (id, fair_id, producer_id, telephone, status, applied_at, applied_by)
    select ${id}, ${fairId}, id, '0905 123 456', ${status}, now(), 'thử' from producer where name = ${producer}`.execute(
    db(),
  )
  await sql`insert into fair_application_product values (${id}, ${productId})`.execute(db())
  return id
}

async function otherProducer(): Promise<string> {
  const name = `Hộ thử ${uuidv7().slice(-6)}`
  await sql`insert into producer (id, slug, name, name_folded, legal_type, province_code, place_code, place_day)
    select ${uuidv7()}, ${uuidv7()}, ${name}, ${name}, legal_type, '46', '19813', '2026-01-01' from producer where name = ${doiMay}`.execute(
    db(),
  )
  return name
}

beforeAll(async () => {
  app = await testApplication({ clock })
  owner = await signedIn('chu-the-doi-may', '198.51.100.1')
  office = await signedIn('van-phong-1', '198.51.100.2')
})

describe('a call', () => {
  it('with days that do not follow one another is refused at its fields and keeps what was typed', async () => {
    const refused = await office.post(`${desk}/moi`, {
      ...fields,
      endsOn: '19/09/2026',
      applyUntil: '20/09/2026',
      stalls: 'nhiều',
    })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('Ngày bế mạc không trước ngày khai mạc')
    expect(refused.body).toContain('Hạn đăng ký phải trước ngày khai mạc')
    expect(refused.body).toContain('Ghi số gian từ 1 đến 2000')
    expect(refused.body).toContain('value="Phiên chợ thử"')
  })

  it('freezes its rule and seed, and shows them to everybody', async () => {
    const id = await called()
    const { rule, seed, slug } = await db()
      .selectFrom('fair')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(rule?.version).toBe(2)
    const page = (await new Browser(app).get(`/xuc-tien/${slug}`)).body
    expect(page).toContain(seed!)
    expect(page).toContain('Mặc định của cơ quan')
    expect((await act(id, 'cong-bo')).body).toContain('không còn làm được')
    expect((await owner.post(`${desk}/moi`, fields)).status).toBe(403)
  })
})

describe('a call that stands', () => {
  it('is told to producers it fits alone, by its sectors and its star', async () => {
    const [fits, other] = [await otherProducer(), await otherProducer()]
    await product(fits, 4)
    const low = uuidv7()
    await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, regime, set_no)
      select ${low}, ${low}, id, 'Chưa công nhận', 'x', '46', 'qd26-2026', 1 from producer where name = ${other}`.execute(
      db(),
    )
    const id = await called({ sectors: 'I' })
    const fair = await db().selectFrom('fair').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const deps = { provinceCode: '46', sectorOf: () => 'I' } as unknown as Parameters<
      typeof producersItFits
    >[2]
    const names = async (of: typeof fair, around = deps) =>
      (
        await db()
          .selectFrom('producer')
          .select('name')
          .where('id', 'in', [...(await producersItFits(db(), of, around)), uuidv7()])
          .execute()
      ).map(({ name }) => name)
    expect(await names(fair)).toContain(fits)
    expect(await names(fair)).not.toContain(other)
    expect(await names({ ...fair, rule: { ...fair.rule!, minimumStar: 5 } })).not.toContain(fits)
    expect(await names(fair, { ...deps, sectorOf: () => 'II' })).not.toContain(fits)
    expect((await new Browser(app).get(`/xuc-tien/${fair.slug}`)).body).toContain(
      'được công nhận từ 3 sao, còn hiệu lực vào ngày khai mạc',
    )
  })

  it('is amended with a reason: only wider, what changed stands for everybody, rule and seed stay', async () => {
    const id = await called()
    const one = () => db().selectFrom('fair').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const before = await one()
    const amend = (typed: Partial<typeof fields> & { words?: string }) =>
      act(id, 'sua', { ...fields, ...typed })
    expect((await amend({ stalls: '3' })).status).toBe(422)
    const words = 'Ban tổ chức mượn thêm mặt bằng'
    for (const [narrower, said] of [
      [{ stalls: '0' }, 'Ghi số gian từ 1 đến 2000'],
      [{ applyUntil: '05/09/2026' }, 'không rút ngắn được'],
      [{ sectors: 'I' }, 'không bớt được'],
      [{}, 'Chưa có gì thay đổi'],
    ] as const)
      expect((await amend({ ...narrower, words })).body, said).toContain(said)
    expect((await owner.post(`${desk}/${id}/sua`, { ...fields, version: '2', words })).status).not.toBe(303)
    expect(
      (await amend({ stalls: '3', venue: 'Nghinh Lương Đình', titleVi: 'Tên khác', words })).status,
    ).toBe(303)
    const after = await one()
    expect(after).toMatchObject({
      stalls: 3,
      venue: 'Nghinh Lương Đình',
      title: before.title,
      seed: before.seed,
    })
    const page = (await new Browser(app).get(`/xuc-tien/${before.slug}`)).body
    for (const part of [words, 'Thương Bạc', 'Nghinh Lương Đình', 'Điều chỉnh thư mời'])
      expect(page).toContain(part)
    for (const invariant of promotionInvariants.slice(0, 1)) expect(await invariant.run(db())).toEqual([])
  })
})

describe('an application', () => {
  it('takes own products and a telephone number, once, until its last day', async () => {
    const id = await called()
    const { id: producer } = await db()
      .selectFrom('producer')
      .select('id')
      .where('name', '=', doiMay)
      .executeTakeFirstOrThrow()
    const own = await product(doiMay, 4)
    const foreign = await db()
      .selectFrom('product')
      .select('id')
      .where('producer_id', '<>', producer)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const ask = (typed: Record<string, string>) =>
      owner.post(`${desk}/${id}/dang-ky`, { producer, telephone: '0905123456', ...typed })
    expect((await ask({})).body).toContain('Chọn ít nhất một sản phẩm')
    expect((await ask({ products: foreign.id })).body).toContain('sản phẩm của chính chủ thể')
    expect((await ask({ products: own, telephone: 'gọi sau' })).body).toContain('Ghi số điện thoại')
    expect((await owner.post(`${desk}/${id}/dang-ky`, { producer: uuidv7(), products: own })).status).toBe(
      404,
    )
    expect((await ask({ products: own })).status).toBe(303)
    expect((await ask({ products: own })).body).toContain('đã đăng ký hội chợ')
    const late = await called()
    clock.set('2026-09-11')
    const tooLate = await owner.post(`${desk}/${late}/dang-ky`, {
      producer,
      telephone: '0905123456',
      products: own,
    })
    expect(tooLate.status).toBe(422)
    clock.set('2026-09-01')
  })
})

describe('a producer recorded twice', () => {
  it('has had the stalls of both records: it applies once, its turn counts, its results come from either', async () => {
    const earlier = await called()
    const other = await otherProducer()
    await applied(earlier, other, await product(other, 4))
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    expect((await act(earlier, 'phan-gian')).status).toBe(303)
    await sql`update fair set status = 'held', starts_on = '2026-08-10', ends_on = '2026-08-12', apply_until = '2026-08-01'
      where id = ${earlier}`.execute(db())
    const [asked, next] = [await called(), await called()]
    await applied(asked, other, await product(other, 4))
    const own = await product(doiMay, 5)
    const point = (name: string, into: string | null) =>
      sql`update producer set merged_into = (select id from producer where name = ${into}) where name = ${name}`.execute(
        db(),
      )
    const between = await otherProducer()
    await point(other, between)
    await point(between, doiMay)
    // Products follow to the record kept: the other one has none any more.
    await sql`update product set producer_id = (select id from producer where name = ${doiMay})
      where producer_id = (select id from producer where name = ${other})`.execute(db())
    const { id: producer } = await db()
      .selectFrom('producer')
      .select('id')
      .where('name', '=', doiMay)
      .executeTakeFirstOrThrow()
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    const ask = (fair: string) =>
      owner.post(`${desk}/${fair}/dang-ky`, { producer, telephone: '0905123456', products: own })
    expect((await ask(asked)).body).toContain('đã đăng ký hội chợ')
    const { id: standing } = await db()
      .selectFrom('fair_application')
      .select('id')
      .where('fair_id', '=', asked)
      .executeTakeFirstOrThrow()
    const shown = (await owner.get(`${desk}/${asked}`)).body
    expect(shown, 'the application of the other record is on the page').toContain(standing)
    expect((await ask(next)).status).toBe(303)
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    expect((await act(next, 'phan-gian')).status).toBe(303)
    const { lines } = await db()
      .selectFrom('fair_action')
      .select('lines')
      .where('fair_id', '=', next)
      .where('action', '=', 'allot')
      .executeTakeFirstOrThrow()
    const turn = lines![0]!.terms.find(({ criterion }) => criterion === 'rotation')
    expect(turn).toMatchObject({ fact: 1 })
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    const page = await owner.get(`${desk}/ket-qua/moi`)
    expect(page.body, 'the stall of the other record is offered').toContain(`fair/${earlier}`)
    const told = await owner.post(`${desk}/ket-qua/moi`, {
      product: own,
      source: `fair/${earlier}`,
      kind: 'sales',
      amount: '5.000.000',
      day: '11/08/2026',
    })
    expect(told.status, told.body.slice(0, 300)).toBe(303)
    const sound = async () => {
      for (const invariant of promotionInvariants)
        expect(await invariant.run(db()), invariant.name).toEqual([])
    }
    await sql`update fair set status = 'allotted' where id = ${earlier}`.execute(db())
    await sound()
    await point(between, null)
    await sound()
    clock.set('2026-09-01')
  })
})

describe('the stalls', () => {
  it('are shared out by the rule after the last day; who withdraws passes the stall on, and anybody can repeat it', async () => {
    const id = await called()
    const other = await otherProducer()
    const mine = await applied(id, doiMay, await product(doiMay, 5))
    const theirs = await applied(id, other, await product(other, 3))
    const outside = await otherProducer()
    const bare = uuidv7()
    await sql`insert into product (id, slug, producer_id, name, name_folded, province_code)
      select ${bare}, ${bare}, id, 'Chưa công nhận', 'x', '46' from producer where name = ${outside}`.execute(
      db(),
    )
    await applied(id, outside, bare)
    expect((await act(id, 'phan-gian')).body).toContain('Còn nhận đăng ký đến hết ngày 10/09/2026')
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    expect((await act(id, 'phan-gian')).status).toBe(303)
    const states = async () =>
      Object.fromEntries(
        (
          await db()
            .selectFrom('fair_application')
            .select(['id', 'status'])
            .where('fair_id', '=', id)
            .execute()
        ).map((each) => [each.id, each.status]),
      )
    expect(await states()).toMatchObject({ [mine]: 'stall', [theirs]: 'waiting' })
    expect(Object.values(await states())).toContain('not-eligible')
    const { slug } = await db()
      .selectFrom('fair')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const published = JSON.parse((await new Browser(app).get(`/api/v1/fairs/${slug}/allotment`)).body)
    expect(published.lines).toHaveLength(2)
    expect(published.lines[0].terms).toHaveLength(3)
    expect((await new Browser(app).get(`/xuc-tien/${slug}`)).body).not.toContain('0905 123 456')
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    const own = (await owner.get(`${desk}/${id}`)).body
    expect(own.split('0905 123 456')).toHaveLength(2)
    expect((await office.get(`${desk}/${id}`)).body).toContain(outside)
    expect(own).toContain(other)
    expect(own).not.toContain(outside)
    expect((await owner.post(`${desk}/dang-ky/${theirs}/rut`)).status).toBe(403)
    expect((await owner.post(`${desk}/dang-ky/${mine}/rut`)).status).toBe(303)
    expect(await states()).toMatchObject({ [mine]: 'withdrawn', [theirs]: 'stall' })
    for (const kind of ['pdf', 'docx'])
      for (const name of ['thu-moi', 'danh-sach'])
        expect((await office.get(`${desk}/${id}/${name}.${kind}`)).status, `${name}.${kind}`).toBe(200)
    clock.set('2026-09-01')
  })
})

describe('a stall', () => {
  it('that nobody claims by its day passes to the next on the published list; one that is claimed stays', async () => {
    const id = await called({ stalls: '2' })
    const [second, third] = [await otherProducer(), await otherProducer()]
    const mine = await applied(id, doiMay, await product(doiMay, 5))
    const theirs = await applied(id, second, await product(second, 4))
    const last = await applied(id, third, await product(third, 3))
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    expect((await act(id, 'phan-gian')).status).toBe(303)
    const of = (application: string) =>
      db()
        .selectFrom('fair_application')
        .select(['status', 'stall_no', 'claim_by', 'claimed_at'])
        .where('id', '=', application)
        .executeTakeFirstOrThrow()
    const given = await of(mine)
    expect(given).toMatchObject({ status: 'stall', claim_by: '2026-09-16', claimed_at: null })
    expect((await owner.post(`${desk}/dang-ky/${theirs}/nhan`)).status).toBe(403)
    expect((await owner.get('/lam-viec')).body).toContain('Xác nhận nhận gian hàng')
    expect((await owner.get(`${desk}/${id}`)).body).toContain('nhận đến hết ngày 16/09/2026')
    expect((await owner.post(`${desk}/dang-ky/${mine}/nhan`)).status).toBe(303)
    clock.set('2026-09-17')
    const [lapse] = app.house.programme.promotion.feature.jobs!
    await lapse!.handler({})
    expect(await of(mine)).toMatchObject({ status: 'stall', stall_no: given.stall_no })
    expect(await of(theirs)).toMatchObject({ status: 'lapsed', stall_no: null })
    // Two days before the fair nobody else could come: the last one keeps it without a claim, or with the time that is left.
    expect(await of(last)).toMatchObject({ status: 'stall', claim_by: '2026-09-18' })
    await lapse!.handler({})
    expect((await of(last)).status).toBe('stall')
    for (const invariant of promotionInvariants) expect(await invariant.run(db()), invariant.name).toEqual([])
    clock.set('2026-09-01')
    office = await signedIn('van-phong-1', '198.51.100.2')
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
  })
})

describe('two at one fair at once', () => {
  const versionOf = (id: string) =>
    db().selectFrom('fair').select('version').where('id', '=', id).executeTakeFirstOrThrow()
  const actionsOf = (id: string) =>
    db().selectFrom('fair_action').select('action').where('fair_id', '=', id).orderBy('seq').execute()

  it('share out its stalls once: one list is published, each stall has one producer', async () => {
    const id = await called({ stalls: '2' })
    const asked = [doiMay, await otherProducer(), await otherProducer()]
    for (const producer of asked) await applied(id, producer, await product(producer, 4))
    clock.set('2026-09-11')
    const desks = [
      await signedIn('van-phong-1', '198.51.100.2'),
      await signedIn('van-phong-2', '198.51.100.3'),
    ]
    const { version } = await versionOf(id)
    const both = await atOnce(
      db(),
      desks.map((who) => () => who.post(`${desk}/${id}/phan-gian`, { version: String(version) })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await actionsOf(id)).map(({ action }) => action)).toEqual(['draft', 'call', 'allot'])
    const stalls = await db()
      .selectFrom('fair_application')
      .select('stall_no')
      .where('fair_id', '=', id)
      .where('status', '=', 'stall')
      .orderBy('stall_no')
      .execute()
    expect(stalls.map(({ stall_no }) => stall_no)).toEqual([1, 2])
    const told = await db()
      .selectFrom('audit_entry')
      .select('seq')
      .where('action', '=', 'fair.allotted')
      .where('subject_id', '=', id)
      .execute()
    expect(told).toHaveLength(1)
  })

  it('amend it: one amendment stands, the other is told that it was changed meanwhile', async () => {
    const id = await called()
    office = await signedIn('van-phong-1', '198.51.100.2')
    const second = await signedIn('van-phong-2', '198.51.100.3')
    const { version } = await versionOf(id)
    const typed = { ...fields, version: String(version), words: 'Thêm mặt bằng' }
    const both = await atOnce(db(), [
      () => office.post(`${desk}/${id}/sua`, { ...typed, stalls: '4' }),
      () => second.post(`${desk}/${id}/sua`, { ...typed, stalls: '9' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await actionsOf(id)).map(({ action }) => action)).toEqual(['draft', 'call', 'amend'])
    const won = both[0]!.status === 303 ? 4 : 9
    expect(
      await db().selectFrom('fair').select('stalls').where('id', '=', id).executeTakeFirstOrThrow(),
    ).toEqual({ stalls: won })
  })

  it('ask for a stall of one producer: one application', async () => {
    const id = await called()
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    const { id: producer } = await db()
      .selectFrom('producer')
      .select('id')
      .where('name', '=', doiMay)
      .executeTakeFirstOrThrow()
    const products = await product(doiMay, 4)
    const ask = (words: string) =>
      owner.post(`${desk}/${id}/dang-ky`, { producer, telephone: '0905123456', products, words })
    const both = await atOnce(db(), [() => ask('một'), () => ask('hai')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    const found = await db().selectFrom('fair_application').select('id').where('fair_id', '=', id).execute()
    expect(found).toHaveLength(1)
  })

  it('claim a stall and give it back: claimed once, and no stall is left to nobody', async () => {
    const id = await called()
    const other = await otherProducer()
    const mine = await applied(id, doiMay, await product(doiMay, 5))
    const next = await applied(id, other, await product(other, 3))
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    expect((await act(id, 'phan-gian')).status).toBe(303)
    const claim = () => owner.post(`${desk}/dang-ky/${mine}/nhan`)
    const claims = await atOnce(db(), [claim, claim, claim])
    expect(claims.map(({ status }) => status)).toEqual([303, 303, 303])
    const told = (action: string) =>
      db()
        .selectFrom('audit_entry')
        .select('seq')
        .where('action', '=', action)
        .where('subject_id', '=', id)
        .execute()
    expect(await told('fair.stall-claimed')).toHaveLength(1)
    const giveBack = () => owner.post(`${desk}/dang-ky/${mine}/rut`)
    const givenBack = await atOnce(db(), [giveBack, claim, giveBack])
    expect(givenBack.filter(({ status }, at) => at !== 1 && status === 303)).toHaveLength(1)
    const of = (application: string) =>
      db()
        .selectFrom('fair_application')
        .select(['status', 'stall_no', 'claimed_at'])
        .where('id', '=', application)
        .executeTakeFirstOrThrow()
    expect(await of(mine)).toEqual({ status: 'withdrawn', stall_no: null, claimed_at: null })
    expect(await of(next)).toMatchObject({ status: 'stall', stall_no: 1 })
    expect(await told('fair.moved-up')).toHaveLength(1)
    for (const invariant of promotionInvariants) expect(await invariant.run(db()), invariant.name).toEqual([])
  })

  it('look for unclaimed stalls: each lapses once and passes on once', async () => {
    const id = await called({ stalls: '1' })
    const other = await otherProducer()
    const mine = await applied(id, doiMay, await product(doiMay, 5))
    await applied(id, other, await product(other, 3))
    clock.set('2026-09-11')
    office = await signedIn('van-phong-1', '198.51.100.2')
    expect((await act(id, 'phan-gian')).status).toBe(303)
    clock.set('2026-09-17')
    const [lapse] = app.house.programme.promotion.feature.jobs!
    const look = () => lapse!.handler({})
    await atOnce(db(), [look, look, look])
    const deeds = await db()
      .selectFrom('audit_entry')
      .select('action')
      .where('subject_id', '=', id)
      .where('action', 'in', ['fair.stall-lapsed', 'fair.moved-up'])
      .orderBy('action')
      .execute()
    expect(deeds.map(({ action }) => action)).toEqual(['fair.moved-up', 'fair.stall-lapsed'])
    const lapsed = await db()
      .selectFrom('fair_application')
      .select('status')
      .where('id', '=', mine)
      .executeTakeFirstOrThrow()
    expect(lapsed.status).toBe('lapsed')
    clock.set('2026-09-01')
    office = await signedIn('van-phong-1', '198.51.100.2')
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
  })
})

describe('a selling point', () => {
  it('lists all it sells whatever is searched for, and of two officers the second is told that it was changed', async () => {
    const opened = await office.post(`${desk}/diem-ban/moi`, {
      name: `Điểm thử ${uuidv7().slice(-6)}`,
      kind: 'shop',
      address: '1 Lê Lợi',
      placeCode: '19813',
      operator: 'HTX thử',
      openedOn: '01/08/2026',
    })
    expect(opened.status).toBe(303)
    const id = idIn(opened.to)
    const [sold, other] = [
      await product(doiMay, 4, 'Hương bán sẵn'),
      await product(doiMay, 4, 'Trầm tìm thêm'),
    ]
    const set = (version: string, products: string) =>
      office.post(`${desk}/diem-ban/${id}/san-pham`, { version, products })
    expect((await set('1', sold)).status).toBe(303)
    const found = (await office.get(`${desk}/diem-ban/${id}?q=tram tim`)).body
    expect(found).toContain(other)
    expect(found).toMatch(new RegExp(`value="${sold}"[^>]*checked`))
    const second = await set('1', other)
    expect([second.status, second.body.includes('name="version" value="2"')]).toEqual([422, true])
    const { rows } = await sql<{ id: string }>`select product_id as id from selling_point_product
      where point_id = ${id} and to_day is null`.execute(db())
    expect(rows.map((row) => row.id)).toEqual([sold])
  })
})

describe('results', () => {
  it('are read by their own producer, however many others tell of theirs, and show at once on the public page', async () => {
    const [own, other] = [
      await product(doiMay, 4, 'Hương kể kết quả'),
      await product(await otherProducer(), 4),
    ]
    const fair = await called()
    const { slug } = await db()
      .selectFrom('fair')
      .select('slug')
      .where('id', '=', fair)
      .executeTakeFirstOrThrow()
    const stall = await applied(fair, doiMay, own)
    await sql`update fair_application set status = 'stall', stall_no = 1, rank = 1 where id = ${stall}`.execute(
      db(),
    )
    await db().updateTable('fair').set({ status: 'held' }).where('id', '=', fair).execute()
    await app.kernel.purge(['promotion'])
    expect((await new Browser(app).get(`/xuc-tien/${slug}`)).body).not.toContain('7.654.321')
    clock.set('2026-09-20')
    const told = await (await signedIn('van-phong-1', '198.51.100.2')).post(`${desk}/ket-qua/moi`, {
      product: own,
      kind: 'sales',
      source: `fair/${fair}`,
      amount: '7.654.321',
      day: '20/09/2026',
    })
    expect(told.status).toBe(303)
    expect((await new Browser(app).get(`/xuc-tien/${slug}`)).body).toContain('7.654.321')
    await sql`insert into trade_result (id, product_id, producer_id, kind, buyer, country, amount, day, paper_no, words, told_by, told_at)
      select gen_random_uuid(), id, producer_id, 'sales', '', '', 1000, '2026-09-20', '', '', 'thử', now()
      from product, generate_series(1, 501) where id = ${other}`.execute(db())
    owner = await signedIn('chu-the-doi-may', '198.51.100.1')
    expect((await owner.get(`${desk}/ket-qua`)).body).toContain('7.654.321')
    await db().deleteFrom('trade_result').where('product_id', 'in', [own, other]).execute()
    await db().updateTable('fair').set({ status: 'called' }).where('id', '=', fair).execute()
    clock.set('2026-09-01')
  })
})

describe('a cost', () => {
  it('never takes more of a head than supports and fairs together leave', async () => {
    const head = uuidv7()
    await sql`insert into plan_budget_head (id, plan_id, ordinal, words, source, amount)
      select ${head}, p.id, (select max(ordinal) + 1 from plan_budget_head where plan_id = p.id), '{"vi":"Nguồn thử"}', 'other', 10000000
      from plan p where p.year = 2026 and p.status = 'published' and p.place_code = '46'`.execute(db())
    const id = await called()
    const cost = (amount: string) => act(id, 'chi-phi', { what: 'Thuê gian', amount, head })
    expect((await cost('10.000.001')).body).toContain('chỉ còn 10.000.000 đồng')
    const both = await Promise.all([cost('6.000.000'), cost('6.000.000')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await app.house.programme.chargedTo(db(), head)).toBe(6_000_000n)
    const row = await db()
      .selectFrom('fair_cost')
      .select('id')
      .where('head_id', '=', head)
      .executeTakeFirstOrThrow()
    expect((await office.post(`${desk}/chi-phi/${row.id}/thu-hoi`, { reason: '' })).status).toBe(422)
    expect((await office.post(`${desk}/chi-phi/${row.id}/thu-hoi`, { reason: 'Đổi địa điểm' })).status).toBe(
      303,
    )
    expect((await cost('10.000.000')).status).toBe(303)
    expect(
      (await owner.post(`${desk}/chi-phi/${row.id}/chi`, { day: '01/09/2026', paperNo: 'x' })).status,
    ).toBe(403)
  })
})

describe('a buyer', () => {
  it('asks without an account, safe from machines, and is matched; the contact opens by a yes', async () => {
    const anybody = new Browser(app, '203.0.113.40')
    const ask = (typed: Record<string, string>) =>
      anybody.post('/nguoi-mua', {
        buyer: 'Cửa hàng thử',
        contact: '0905 999 888',
        words: 'Cần hương trầm đóng hộp',
        ...typed,
      })
    for (const contact of ['gọi tôi', 'a@b']) {
      const refused = await ask({ contact })
      expect([refused.status, refused.body.includes('để được trả lời')], contact).toEqual([422, true])
    }
    expect((await ask({ website: 'http://spam' })).to).toBe('/nguoi-mua')
    const sent = await ask({ minimumStar: '4', perMonth: '100', unit: 'hộp' })
    const code = sent.to!.match(/nguoi-mua\/([A-Z0-9]{8})/)![1]!
    const { id } = await db()
      .selectFrom('buyer_request')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    const fits = await product(doiMay, 4, 'Hương hộp thử')
    const low = await product(doiMay, 3, 'Hương ba sao thử')
    expect((await owner.get(`${desk}/nguoi-mua/${id}`)).status).toBe(404)
    const seen = (await office.get(`${desk}/nguoi-mua/${id}`)).body
    expect(seen).toContain('Hương hộp thử')
    expect(seen).not.toContain('Hương ba sao thử')
    const pass = (products: string) =>
      office.post(`${desk}/nguoi-mua/${id}/chuyen`, { version: '1', products })
    expect((await pass(low)).body).toContain('không còn phù hợp')
    expect((await pass(fits)).status).toBe(303)
    expect((await owner.get(`${desk}/nguoi-mua/${id}`)).body).not.toContain('0905 999 888')
    expect(
      (await owner.post(`${desk}/nguoi-mua/${id}/tra-loi`, { product: fits, answer: 'yes', words: 'Được' }))
        .status,
    ).toBe(303)
    expect((await owner.get(`${desk}/nguoi-mua/${id}`)).body).toContain('0905 999 888')
    expect((await anybody.get(`/nguoi-mua/${code}`)).body).toContain('1 chủ thể nhận lời')
    const tell = (source: string) =>
      owner.post(`${desk}/ket-qua/moi`, {
        product: fits,
        kind: 'order',
        source,
        buyer: 'Cửa hàng thử',
        amount: '5.000.000',
        day: '01/09/2026',
        paperNo: 'ĐH 1',
      })
    expect((await tell(`buyer/${uuidv7()}`)).body).toContain('không có gian hàng, người mua hay điểm bán ấy')
    expect((await tell(`buyer/${id}`)).status).toBe(303)
    expect((await tell(`buyer/${id}`)).body).toContain('đã được ghi')
  })
})

describe('figures', () => {
  it('are the lists they open, and what is checked on a live system holds', async () => {
    const { promotion } = app.house.programme
    const year = { from: '2026-01-01', to: '2026-12-31' }
    for (const figure of promotionFigures) {
      const { count, total, records } = await promotion.count(figure, year)
      expect(count).toBe(records.length)
      expect(total).toBe(records.reduce((sum, row) => sum + Number(row.amount), 0))
      if (!['exports'].includes(figure)) expect(count, figure).toBeGreaterThan(0)
      expect((await promotion.count(figure, { from: '2001-01-01', to: '2001-12-31' })).count).toBe(0)
    }
    const { rows } = await sql<{
      product_id: string
      id: string
    }>`select product_id, id from trade_result where not is_demo order by id limit 1`.execute(db())
    const before = (await promotion.count('trade-value', year)).total
    expect((await owner.post(`${desk}/ket-qua/dong/${rows[0]!.id}/gach`, { reason: '' })).status).toBe(422)
    expect(
      (await owner.post(`${desk}/ket-qua/dong/${rows[0]!.id}/gach`, { reason: 'Ghi nhầm' })).status,
    ).toBe(303)
    expect((await promotion.count('trade-value', year)).total).toBe(before - 5_000_000)
    for (const invariant of promotionInvariants) expect(await invariant.run(db()), invariant.name).toEqual([])
    await sql`update fair set status = 'called' where status = 'held'`.execute(db())
    expect((await promotionInvariants[0]!.run(db())).length).toBeGreaterThan(0)
    await sql`update fair set status = 'held' where id in (select fair_id from fair_action where action = 'hold')`.execute(
      db(),
    )
  })
})

it('a fair from call to contract, in a browser: the producer on a telephone, the office at its desk', async () => {
  clock.set('2026-09-01')
  const chromium = await openChromium(app)
  const enter = async (login: string, viewport: { width: number; height: number }) => {
    const page = await chromium.open({ viewport })
    await page.goto('/dang-nhap')
    await page.fill('input[name=login]', login)
    await page.fill('input[name=password]', 'saolang-demo-2026')
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.waitForURL(/lam-viec/)
    return page
  }
  await product(doiMay, 4, 'Hương hội chợ')
  const table = await enter('van-phong-1', { width: 1280, height: 800 })
  await table.goto(`${desk}/moi`)
  expect(await accessibilityFaults(table)).toEqual([])
  await table.fill('input[name=titleVi]', 'Hội chợ hành trình')
  await table.selectOption('select[name=kind]', 'fair')
  await table.fill('input[name=venue]', 'Thương Bạc')
  for (const [name, day] of [
    ['startsOn', '20/09/2026'],
    ['endsOn', '22/09/2026'],
    ['applyUntil', '10/09/2026'],
  ])
    await table.fill(`input[name=${name}]`, day!)
  await table.fill('input[name=stalls]', '5')
  await table.getByRole('button', { name: 'Lưu', exact: true }).click()
  await table.waitForURL(/xuc-tien\/[0-9a-f-]{36}$/)
  const path = new URL(table.url()).pathname
  await table.getByRole('button', { name: 'Công bố thư mời' }).click()
  await table.waitForSelector('text=Đã mời đăng ký')

  const phone = await enter('chu-the-doi-may', { width: 360, height: 740 })
  await phone.goto(`${path}/dang-ky`)
  expect(await accessibilityFaults(phone)).toEqual([])
  await phone.getByLabel('Hương hội chợ').check()
  await phone.fill('input[name=telephone]', '0905 123 456')
  await phone.getByRole('button', { name: 'Gửi đăng ký' }).click()
  await phone.waitForURL(/bao=gui/)

  clock.set('2026-09-11')
  await table.goto(path)
  await table.getByRole('button', { name: 'Phân gian hàng' }).click()
  await table.waitForSelector('text=luân phiên')
  clock.set('2026-09-22')
  await table.goto(path)
  await table.getByRole('button', { name: 'Xác nhận đã tổ chức' }).click()
  await table.waitForSelector('text=Đã tổ chức')

  await phone.goto(path)
  expect(await phone.textContent('main')).toContain('Gian 1')
  await phone.getByRole('link', { name: 'Ghi kết quả' }).first().click()
  await phone.waitForURL(/ket-qua\/moi/)
  expect(await accessibilityFaults(phone)).toEqual([])
  await phone.selectOption('select[name=product]', { label: `Hương hội chợ – ${doiMay}` })
  await phone.getByLabel('Hợp đồng', { exact: true }).check()
  await phone.fill('input[name=amount]', '120.000.000')
  await phone.fill('input[name=buyer]', 'Siêu thị thử')
  await phone.fill('input[name=paperNo]', 'HĐ 7')
  await phone.locator('form.form button.primary[type=submit]').click()
  await phone.waitForURL(/bao=ghi/)
  expect(await phone.textContent('main')).toContain('120.000.000')
  for (const page of [phone, table])
    for (const at of [
      desk,
      path,
      `${desk}/ket-qua`,
      `${desk}/diem-ban`,
      `${desk}/nguoi-mua`,
      '/xuc-tien',
      '/diem-ban',
      '/nguoi-mua',
    ]) {
      await page.goto(at)
      expect(await accessibilityFaults(page), at).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), at).toBe(true)
    }
  const contracts = await app.house.programme.promotion.count('contracts', {
    from: '2026-09-20',
    to: '2026-09-22',
  })
  expect(contracts.total).toBeGreaterThanOrEqual(120_000_000)
})
