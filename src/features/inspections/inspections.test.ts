import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../test/factories/chromium.ts'
import { atOnce, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../test/factories/papers.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { drawOrder } from '../../rules/inspections/index.ts'
import { sha256 } from './commands.ts'
import { inspectionInvariants } from './invariants.ts'

const clock = fixedClock('2026-09-01')
let chromiumOpen: ReturnType<typeof openChromium> | undefined
const browserOnce = () => (chromiumOpen ??= openChromium(app))
let app: Application
let office: Browser
let inspector: Browser
let address = 0

async function signedIn(login: string): Promise<Browser> {
  address += 1
  const browser = new Browser(app, `198.51.100.${address}`)
  const answer = await browser.post('/dang-nhap', { login, password: 'saolang-demo-2026' })
  expect(answer.status, login).toBe(303)
  return browser
}
const accountId = async (username: string) =>
  (
    await app.kernel.db
      .selectFrom('account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  ).id

/** A recognised product of the demo producer that signs in, with an inspection put into the demo inspector's hands. */
async function assigned(): Promise<string> {
  const producer = await app.kernel.db
    .selectFrom('producer')
    .select('id')
    .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
    .executeTakeFirstOrThrow()
  const productId = uuidv7()
  await sql`insert into product (id, slug, producer_id, name, name_folded, province_code, place_code, place_day, regime, set_no, is_public)
    values (${productId}, ${productId}, ${producer.id}, ${`Hương thử ${productId.slice(-4)}`}, 'huong thu', '46', '19813', '2026-01-01', 'qd26-2026', 1, true)`.execute(
    app.kernel.db,
  )
  const recognition = uuidv7()
  await sql`insert into recognition (id, product_id, producer_id, star, issuer, issued_on, valid_until, status, origin)
    values (${recognition}, ${productId}, ${producer.id}, 3, 'UBND', '2026-01-10', '2029-01-09', 'valid', 'recorded')`.execute(
    app.kernel.db,
  )
  await sql`insert into recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
    values (${recognition}, 1, 'issued', '2026-01-10', now(), 'thử', ${JSON.stringify({ validUntil: '2029-01-09' })}::jsonb)`.execute(
    app.kernel.db,
  )
  const made = await office.post('/lam-viec/kiem-tra/dot-xuat', {
    productId,
    why: 'Thử',
    dueOn: '30/09/2026',
  })
  expect(made.status, made.body.slice(-3000)).toBe(303)
  const id = made.to!.match(/kiem-tra\/([0-9a-f-]{36})/)![1]!
  const team = await office.post(`/lam-viec/kiem-tra/${id}/doan`, { leader: await accountId('kiem-tra') })
  expect(team.status).toBe(303)
  return id
}
const generals = ['producing', 'mark', 'promotion', 'papers']
const png = async () =>
  (
    await sharp({ create: { width: 60, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
  ).toString('base64')
const json = (url: string, body: unknown, who: Browser, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      cookie: `saolang.session_token=${who.cookie('saolang.session_token')}`,
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    payload: JSON.stringify(body),
    remoteAddress: '198.51.100.77',
  })
const noteAll = (id: string, failing: string | null, at = '2026-09-01T04:00:00.000Z') =>
  json(
    `/api/v1/inspections/${id}/notes`,
    {
      notes: generals.map((code) => ({
        code,
        verdict: code === failing ? 'not-met' : 'met',
        severity: code === failing ? 'major' : null,
        note: code === failing ? 'Dán nhãn OCOP trên túi hương khác' : '',
        notedAt: at,
      })),
    },
    inspector,
  )
const sign = async (id: string) =>
  json(
    `/api/v1/inspections/${id}/signature`,
    {
      statement: 'Sẽ bỏ nhãn',
      producerName: 'Ngô Thị Mây Trắng',
      producerSignature: await png(),
      inspectorSignature: await png(),
    },
    inspector,
  )

beforeAll(async () => {
  app = await testApplication({ clock })
  office = await signedIn('van-phong-1')
  inspector = await signedIn('kiem-tra')
})

describe('Điều 9 khoản 2: the plan', () => {
  it('keeps its seed and its pool, so that the drawn share can be drawn again by anybody', async () => {
    const plan = await app.kernel.db.selectFrom('inspection_plan').selectAll().executeTakeFirstOrThrow()
    expect(plan.pool).toEqual(drawOrder(plan.pool, plan.seed, sha256))
    const drawn = await app.kernel.db
      .selectFrom('inspection')
      .select('product_id')
      .where('plan_id', '=', plan.id)
      .where('reason', '=', 'draw')
      .execute()
    expect(drawn.map((row) => row.product_id).sort()).toEqual(plan.pool.slice(0, drawn.length).sort())
    expect(drawn.length).toBeGreaterThan(0)
    expect((await new Browser(app).get('/kiem-tra')).body).toContain(plan.seed)
    const again = await office.post('/lam-viec/kiem-tra/ke-hoach', {
      year: '2026',
      wanted: '3',
      seed: 'một chuỗi khác',
      dueOn: '31/12/2026',
    })
    expect(again.status).toBe(422)
    expect(again.body).toContain('đã có kế hoạch')
  })

  it('ranks a product reported for misuse higher, and says why', async () => {
    const id = await assigned()
    await office.post(`/lam-viec/kiem-tra/${id}/huy`, { reason: 'Thử' })
    const { product_id: product } = await app.kernel.db
      .selectFrom('inspection')
      .select('product_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await sql`insert into misuse_report (id, code, product_id, seen_at, words, province_code, reported_at)
      values (${uuidv7()}, 'ABCDEFGH', ${product}, 'Chợ', 'Nhãn dán trên hàng khác', '46', now())`.execute(
      app.kernel.db,
    )
    expect((await office.get('/lam-viec/kiem-tra/ke-hoach')).body).toContain('phản ánh đang xử lý (1): 20')
    expect((await office.get('/lam-viec/kiem-tra')).body).toContain('Nhãn dán trên hàng khác')
  })
})

describe('Điều 9 khoản 2 điểm b: a conflicted inspector', () => {
  it('is refused with the reason, and the same way if the interest shows later', async () => {
    const id = await assigned()
    const account = await accountId('to-tu-van-1')
    await sql`insert into role_grant (id, account_id, role, place_code, from_day, reason) values (${uuidv7()}, ${account}, 'inspector', '46', '2026-01-01', 'thử')`.execute(
      app.kernel.db,
    )
    await sql`update account set phone = (select phone from producer where name = 'Hợp tác xã Hương trầm Đồi Mây') where id = ${account}`.execute(
      app.kernel.db,
    )
    const refused = await office.post(`/lam-viec/kiem-tra/${id}/doan`, { leader: account })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('trùng số điện thoại với chủ thể nên không được kiểm tra')
    const outsider = await office.post(`/lam-viec/kiem-tra/${id}/doan`, {
      leader: await accountId('hoi-dong-1'),
    })
    expect(outsider.body).toContain('không giữ vai trò kiểm tra')

    const name = await sql<{ name: string }>`select name from account where username = 'kiem-tra'`.execute(
      app.kernel.db,
    )
    const producer = sql`update producer set representative = representative || ${JSON.stringify({ name: name.rows[0]!.name })}::jsonb where name = 'Hợp tác xã Hương trầm Đồi Mây'`
    await producer.execute(app.kernel.db)
    const late = await noteAll(id, null)
    await sql`update producer set representative = representative || '{"name": "Ngô Thị Mây Trắng"}' where name = 'Hợp tác xã Hương trầm Đồi Mây'`.execute(
      app.kernel.db,
    )
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('trùng tên người đại diện')
  })

  it('by what binds the inspector to a record laid together with this one: a dossier written, a telephone', async () => {
    const id = await assigned()
    const other = uuidv7()
    const { id: dossier } = await app.kernel.db
      .selectFrom('dossier')
      .select('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    const account = await accountId('kiem-tra')
    await sql`insert into producer (id, slug, name, name_folded, legal_type, province_code, merged_into)
      select ${other}, ${other}, 'Hộ ghi hai lần', 'ho ghi hai lan', legal_type, '46', id
      from producer where name = 'Hợp tác xã Hương trầm Đồi Mây'`.execute(app.kernel.db)
    const before = await sql<{ producer_id: string; created_by: string | null }>`
      select producer_id, created_by from dossier where id = ${dossier}`.execute(app.kernel.db)
    const filed = (producer: string, by: string | null) =>
      sql`update dossier set producer_id = ${producer}, created_by = ${by} where id = ${dossier}`.execute(
        app.kernel.db,
      )
    await filed(other, account)
    const wrote = await noteAll(id, null)
    await filed(before.rows[0]!.producer_id, before.rows[0]!.created_by)
    expect(wrote.statusCode).toBe(422)
    expect(wrote.body).toContain('từng lập hồ sơ cho chủ thể')
    await sql`update producer set phone = '0903 909 090' where id = ${other}`.execute(app.kernel.db)
    await sql`update account set phone = '0903909090' where id = ${account}`.execute(app.kernel.db)
    expect((await noteAll(id, null)).body).toContain('trùng số điện thoại')
    await sql`update account set phone = null where id = ${account}`.execute(app.kernel.db)
    expect((await noteAll(id, null)).statusCode).toBe(200)
  })

  it('who declares an interest reads nothing of it any more', async () => {
    const id = await assigned()
    expect((await inspector.get(`/lam-viec/kiem-tra/${id}`)).status).toBe(200)
    expect((await inspector.post(`/lam-viec/kiem-tra/${id}/rut`, { interest: '' })).status).toBe(422)
    expect((await inspector.post(`/lam-viec/kiem-tra/${id}/rut`, { interest: 'Anh em họ' })).status).toBe(303)
    expect((await inspector.get(`/lam-viec/kiem-tra/${id}`)).status).toBe(404)
    expect((await noteAll(id, null)).statusCode).toBe(422)
    const back = await office.post(`/lam-viec/kiem-tra/${id}/doan`, { leader: await accountId('kiem-tra') })
    expect(back.body).toContain('đã khai liên quan')
  })
})

describe('on the spot', () => {
  it('of two notes on one item the later on the devices stands, whichever arrives last', async () => {
    const id = await assigned()
    await noteAll(id, 'mark', '2026-09-01T04:00:00.000Z')
    await noteAll(id, null, '2026-09-01T03:00:00.000Z')
    const { verdict } = await app.kernel.db
      .selectFrom('inspection_answer')
      .select('verdict')
      .where('inspection_id', '=', id)
      .where('code', '=', 'mark')
      .executeTakeFirstOrThrow()
    expect(verdict).toBe('not-met')
  })

  it('a note says whether it stands; sent for another account than is signed in here it is not taken', async () => {
    const id = await assigned()
    expect((await noteAll(id, 'mark', '2026-09-01T04:00:00.000Z')).json().noted.mark).toBe(
      '2026-09-01T04:00:00.000Z',
    )
    expect((await noteAll(id, null, '2026-09-01T03:00:00.000Z')).json()).toEqual({ noted: {} })
    const notes = {
      notes: [{ code: 'mark', verdict: 'met', severity: null, note: '', notedAt: clock().toISOString() }],
    }
    const url = `/api/v1/inspections/${id}/notes`
    const foreign = await json(url, notes, inspector, { 'x-account': await accountId('van-phong-1') })
    expect([foreign.statusCode, foreign.json().code]).toEqual([401, 'another-account'])
    const signature = await json(`/api/v1/inspections/${id}/signature`, {}, inspector, {
      'x-account': await accountId('van-phong-1'),
    })
    expect(signature.statusCode).toBe(401)
    const own = await json(url, notes, inspector, { 'x-account': await accountId('kiem-tra') })
    expect(own.statusCode).toBe(200)
  })

  it('the plain form saves what was changed on it, and nothing else of a page drawn long ago', async () => {
    const id = await assigned()
    const visit = `/lam-viec/kiem-tra/${id}/hien-truong`
    await noteAll(id, null, '2026-09-01T03:00:00.000Z')
    const drawn = (await inspector.get(visit)).body
    const shown = Object.fromEntries(
      [...drawn.matchAll(/name="(shown-[^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!.replaceAll('&quot;', '"'),
      ]),
    )
    expect(Object.keys(shown).length).toBeGreaterThan(3)
    await noteAll(id, 'mark', '2026-09-01T04:00:00.000Z')
    const posted = await inspector.post(visit, {
      ...shown,
      ...Object.fromEntries(generals.map((code) => [`v-${code}`, 'met'])),
      'n-papers': 'Đủ giấy tờ',
    })
    expect(posted.status).toBe(303)
    const kept = await app.kernel.db
      .selectFrom('inspection_answer')
      .select(['code', 'verdict', 'note'])
      .where('inspection_id', '=', id)
      .where('code', 'in', ['mark', 'papers'])
      .orderBy('code')
      .execute()
    expect(kept).toEqual([
      { code: 'mark', verdict: 'not-met', note: 'Dán nhãn OCOP trên túi hương khác' },
      { code: 'papers', verdict: 'met', note: 'Đủ giấy tờ' },
    ])
  })

  it('minutes need every general item, words to each failure, and signatures; nothing is lost by a refusal', async () => {
    const id = await assigned()
    const early = await sign(id)
    expect(early.statusCode).toBe(422)
    expect(early.body).toContain('phải có kết quả trước khi ký')
    await json(
      `/api/v1/inspections/${id}/notes`,
      {
        notes: [
          { code: 'mark', verdict: 'not-met', severity: null, note: '', notedAt: '2026-09-01T04:00:00.000Z' },
        ],
      },
      inspector,
    )
    expect((await sign(id)).body).toContain('Không đạt thì ghi rõ')
    expect(
      (await json(`/api/v1/inspections/${id}/notes`, { notes: [{ code: 'mark' }] }, inspector)).statusCode,
    ).toBe(400)
    await noteAll(id, 'mark', '2026-09-01T04:30:00.000Z')
    // Two devices sign at once: one paper, one number.
    const both = await Promise.all([sign(id), sign(id)])
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(new Set(both.map((answer) => answer.json().number)).size).toBe(1)
    // Another phone of the team signs the same minutes: they are the same minutes.
    expect((await sign(id)).json().number).toMatch(/BB-KTOCOP\/2026/)
    expect((await noteAll(id, null, '2026-09-01T04:40:00.000Z')).body).toContain('đã ký biên bản')
    const pdf = await office.get(`/lam-viec/kiem-tra/${id}/bien-ban.pdf`)
    const docx = await office.get(`/lam-viec/kiem-tra/${id}/bien-ban.docx`)
    for (const text of [await pdfText(pdf.bytes), docxText(docx.bytes)])
      for (const part of [
        'Sử dụng nhãn hiệu OCOP',
        'Dán nhãn OCOP trên túi hương khác',
        '16/09/2026',
        'Sẽ bỏ nhãn',
      ])
        expect(text.replace(/\s+/g, ' ')).toContain(part)
  })
})

const findingOf = async (inspectionId: string) =>
  (
    await app.kernel.db
      .selectFrom('finding')
      .select('id')
      .where('inspection_id', '=', inspectionId)
      .executeTakeFirstOrThrow()
  ).id

describe('a finding', () => {
  it('is answered, found wanting, answered again, accepted; each of it by who may', async () => {
    const id = await assigned()
    await noteAll(id, 'mark')
    await sign(id)
    const finding = await findingOf(id)
    const deed = (verb: string) => `/lam-viec/kiem-tra/phat-hien/${finding}/${verb}`
    const owner = await signedIn('chu-the-doi-may')
    const other = await signedIn('chu-the-suoi-hoa').catch(() => null)
    if (other) expect((await other.post(deed('tra-loi'), { words: 'Của người khác' })).status).toBe(404)
    const tooEarly = await office.post(deed('xem-lai'), { result: 'reject', words: 'x', dueOn: '20/09/2026' })
    expect(tooEarly.body).toContain('Chủ thể chưa trả lời')
    expect((await owner.post(deed('tra-loi'), { words: '' })).status).toBe(422)
    expect((await owner.post(deed('tra-loi'), { words: 'Đã bỏ nhãn trên túi khác' })).status).toBe(303)
    expect((await owner.post(deed('xem-lai'), { result: 'accept', words: 'Tự chấm' })).status).not.toBe(303)
    const noDay = await inspector.post(deed('xem-lai'), {
      result: 'reject',
      words: 'Còn ở kệ sau',
      dueOn: '',
    })
    expect(noDay.body).toContain('Ghi hạn mới')
    const wanting = { result: 'reject', words: 'Còn ở kệ sau', dueOn: '20/09/2026' }
    expect((await inspector.post(deed('xem-lai'), wanting)).status).toBe(303)
    expect((await owner.get(`/lam-viec/kiem-tra/${id}`)).body).toContain('20/09/2026')
    await owner.post(deed('tra-loi'), { words: 'Đã bỏ nốt' })
    const accepted = { result: 'accept', words: 'Đã xem tại chỗ' }
    expect((await inspector.post(deed('xem-lai'), accepted)).status).toBe(303)
    expect((await owner.post(deed('tra-loi'), { words: 'Nữa' })).body).toContain('đã đóng')
  })

  it('closed by two at once is closed once: what one says, the other is told', async () => {
    const id = await assigned()
    await noteAll(id, 'mark')
    await sign(id)
    const finding = await findingOf(id)
    const deed = (verb: string) => `/lam-viec/kiem-tra/phat-hien/${finding}/${verb}`
    const owner = await signedIn('chu-the-doi-may')
    expect((await owner.post(deed('tra-loi'), { words: 'Đã bỏ nhãn' })).status).toBe(303)
    const both = await atOnce(app.kernel.db, [
      () => inspector.post(deed('xem-lai'), { result: 'accept', words: 'Đã xem tại chỗ' }),
      () => office.post(deed('xem-lai'), { result: 'accept', words: 'Đã xem ảnh' }),
      () => office.post(deed('de-nghi'), { measure: 'suspend', words: 'Tái phạm' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422, 422])
    const actions = await app.kernel.db
      .selectFrom('finding_action')
      .select('action')
      .where('finding_id', '=', finding)
      .orderBy('seq')
      .execute()
    expect(actions.slice(0, -1).map(({ action }) => action)).toEqual(['find', 'answer'])
  })

  it('that is not mended becomes a draft decision of revocation with the letter of Điều 8 khoản 1', async () => {
    const id = await assigned()
    await noteAll(id, 'mark')
    await sign(id)
    const finding = await findingOf(id)
    // Khoản 4: the 15 days run from the minutes, not from the day somebody proposes.
    clock.set('2026-09-03')
    const proposed = await office.post(`/lam-viec/kiem-tra/phat-hien/${finding}/de-nghi`, {
      measure: 'revoke',
      words: 'Quá hạn, tái phạm',
    })
    expect(proposed.status, proposed.body.match(/error[^<]*<[^>]*>[^<]*/)?.[0]).toBe(303)
    clock.set('2026-09-01')
    const { detail, kind } = await app.kernel.db
      .selectFrom('decision as d')
      .innerJoin('finding as f', 'f.decision_id', 'd.id')
      .select(['d.detail', 'd.kind'])
      .where('f.id', '=', finding)
      .executeTakeFirstOrThrow()
    expect(kind).toBe('revoke')
    expect(detail).toMatchObject({ ground: 'd', concludedOn: '2026-09-01' })
    const { count } = app.house.programme.inspections
    const figure = await count('measures-proposed', { from: '2026-01-01', to: '2026-12-31' })
    expect(figure.count).toBe(figure.records.length)
    expect(figure.records.map((each) => each.id)).toContain(finding)
  })
})

describe('a finding, in whose hands', () => {
  it('is open again when the draft decision of its measure is cancelled, and a measure can be proposed anew (Điều 8)', async () => {
    const id = await assigned()
    await noteAll(id, 'mark')
    await sign(id)
    const finding = await findingOf(id)
    const propose = () =>
      office.post(`/lam-viec/kiem-tra/phat-hien/${finding}/de-nghi`, { measure: 'suspend', words: 'Quá hạn' })
    const kept = () =>
      app.kernel.db
        .selectFrom('finding')
        .select(['status', 'decision_id'])
        .where('id', '=', finding)
        .executeTakeFirstOrThrow()
    expect((await propose()).status).toBe(303)
    expect((await propose()).body).toContain('đã đóng')
    const { decision_id } = await kept()
    const cancelled = await office.post(`/lam-viec/quyet-dinh/${decision_id}/huy`, {
      reason: 'Thiếu biên bản',
    })
    expect(cancelled.status).toBe(303)
    expect((await kept()).status).toBe('open')
    expect((await office.get(`/lam-viec/kiem-tra/${id}`)).body).toContain('dự thảo quyết định đã hủy')
    expect((await propose()).status).toBe(303)
    expect((await kept()).decision_id).not.toBe(decision_id)
    expect(await inspectionInvariants[0]!.run(app.kernel.db)).toEqual([])
  })

  it('is answered by an officer only with the producer’s consent, and then for the producer (Điều 7 khoản 1)', async () => {
    const id = await assigned()
    await noteAll(id, 'mark')
    await sign(id)
    const finding = await findingOf(id)
    const officer = await signedIn('can-bo-thuy-xuan')
    const answer = () =>
      officer.post(`/lam-viec/kiem-tra/phat-hien/${finding}/tra-loi`, { words: 'Đã bỏ nhãn' })
    const refused = await answer()
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('đồng ý của chủ thể trước khi làm thay')
    await sql`insert into consent (id, producer_id, officer_id, officer_name, way, given_by, given_on, until, file_hash, created_at)
      select ${uuidv7()}, o.id, a.id, a.name, 'signature-photo', 'Ngô Thị Mây', '2026-08-01', '2026-12-31', 'thu', now()
      from producer o, account a where o.name = 'Hợp tác xã Hương trầm Đồi Mây' and a.username = 'can-bo-thuy-xuan'`.execute(
      app.kernel.db,
    )
    await sql`update inspection_member set stepped_back_at = now() where inspection_id = ${id}`.execute(
      app.kernel.db,
    )
    expect((await answer()).status).toBe(303)
    expect((await office.get(`/lam-viec/kiem-tra/${id}`)).body).toContain('(làm thay chủ thể)')
    const { rows } = await sql<{ behalf: string | null }>`select on_behalf_of as behalf from audit_entry
      where action = 'inspection.finding-answered' and subject_id = ${id}`.execute(app.kernel.db)
    const { producer_id } = await app.kernel.db
      .selectFrom('inspection')
      .select('producer_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(rows).toEqual([{ behalf: producer_id }])
    const told = await sql`select 1 from notice n join notice_copy c on c.notice_id = n.id
      where n.kind = 'inspections.answered' and n.about_id = ${id}`.execute(app.kernel.db)
    expect(told.rows, 'who stepped back is told nothing').toEqual([])
  })
})

it('an inspection by a report of misuse tells nobody but the office what the report says', async () => {
  const id = await assigned()
  await office.post(`/lam-viec/kiem-tra/${id}/huy`, { reason: 'Thử' })
  const { product_id: product } = await app.kernel.db
    .selectFrom('inspection')
    .select('product_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const report = uuidv7()
  await sql`insert into misuse_report (id, code, product_id, seen_at, words, province_code, reported_at)
    values (${report}, 'KQRSTUVW', ${product}, 'Chợ Đông Ba', 'Nhãn OCOP dán trên hàng khác', '46', now())`.execute(
    app.kernel.db,
  )
  const made = await office.post(`/lam-viec/kiem-tra/theo-phan-anh/${report}`)
  expect(made.status).toBe(303)
  const inspection = made.to!.match(/kiem-tra\/([0-9a-f-]{36})/)![1]!
  await office.post(`/lam-viec/kiem-tra/${inspection}/doan`, { leader: await accountId('kiem-tra') })
  const page = async (who: Browser) => (await who.get(`/lam-viec/kiem-tra/${inspection}`)).body
  expect(await page(office)).toContain('KQRSTUVW')
  for (const who of [inspector, await signedIn('chu-the-doi-may')]) {
    expect(await page(who)).toContain('Theo phản ánh')
    expect(await page(who)).not.toContain('KQRSTUVW')
    expect(await page(who)).not.toContain('Chợ Đông Ba')
  }
  await noteAll(inspection, null)
  expect((await sign(inspection)).statusCode).toBe(200)
  const text = docxText((await office.get(`/lam-viec/kiem-tra/${inspection}/bien-ban.docx`)).bytes)
  expect(text).toContain('theo phản ánh')
  expect(text).not.toContain('KQRSTUVW')
})

describe('an inspection on several telephones', () => {
  it('shows the later note of somebody else after the own one was sent, and why a signature was refused', async () => {
    const id = await assigned()
    const chromium = await browserOnce()
    const page = await chromium.open({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
    await page.goto('/dang-nhap')
    await page.fill('input[name=login]', 'kiem-tra')
    await page.fill('input[name=password]', 'saolang-demo-2026')
    await page.click('form[action$="dang-nhap"] button[type=submit]')
    await page.waitForURL(/lam-viec/)
    const visit = `/lam-viec/kiem-tra/${id}/hien-truong`
    await page.goto(visit)
    const state = (words: string) =>
      page.waitForFunction(
        (wanted) => document.querySelector('[data-state]')?.textContent?.includes(wanted),
        words,
      )
    const chosen = (code: string) =>
      page.evaluate(
        (name) => document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value,
        `v-${code}`,
      )
    await page.locator('input[name="v-mark"][value="met"]').press('Space')
    // The page says that all is sent before the note is, too: what tells is that the device knows the note as sent.
    const isKnownAsSent = () =>
      page.evaluate(async () => {
        const asked = indexedDB.open('visits', 1)
        await new Promise((opened) => asked.addEventListener('success', opened))
        const kept = asked.result.transaction('notes').objectStore('notes').getAll()
        await new Promise((read) => kept.addEventListener('success', read))
        asked.result.close()
        return kept.result.some((each) => each.notes.mark?.sent === true)
      })
    await expect.poll(isKnownAsSent, { timeout: 30_000 }).toBe(true)
    await state('Mọi thứ đã tới máy chủ')
    await page.reload()
    expect(await chosen('mark')).toBe('met')
    await sql`update inspection_answer set verdict = 'not-met', severity = 'minor', note = 'Nhãn cũ', noted_at = noted_at + interval '1 minute'
      where inspection_id = ${id} and code = 'mark'`.execute(app.kernel.db)
    await page.reload()
    expect(await chosen('mark')).toBe('not-met')
    await page.fill('input[name=refused]', 'Vắng mặt')
    await page.locator('form#sign button[type=submit]').press('Enter')
    await state('phải có kết quả trước khi ký')
    await page.reload()
    await state('phải có kết quả trước khi ký')
    const again = page.locator('[data-refused] li', { hasText: 'Biên bản đã ký' }).locator('button')
    expect(await again.textContent()).toBe('Gửi lại')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

describe('an inspection on a telephone without network', () => {
  it('is filled in offline, photographed with and without a place, signed, and arrives once', async () => {
    const id = await assigned()
    const chromium = await browserOnce()
    const page = await chromium.open({
      viewport: { width: 360, height: 740 },
      geolocation: { latitude: 16.4637, longitude: 107.5909, accuracy: 12 },
      permissions: ['geolocation'],
    })
    await page.goto('/dang-nhap')
    await page.fill('input[name=login]', 'kiem-tra')
    await page.fill('input[name=password]', 'saolang-demo-2026')
    await page.click('form[action$="dang-nhap"] button[type=submit]')
    await page.waitForURL(/lam-viec/)
    const visit = `/lam-viec/kiem-tra/${id}/hien-truong`
    await page.goto(visit)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await page.waitForFunction(async () =>
      (await caches.keys()).some((name) => name.startsWith('visit-pages')),
    )

    await page.context().setOffline(true)
    // By keyboard: sticky bars of a small screen may lie over what a blind click aims at.
    const choose = (name: string, value: string) =>
      page.locator(`input[name="${name}"][value="${value}"]`).press('Space')
    for (const code of generals) await choose(`v-${code}`, code === 'mark' ? 'not-met' : 'met')
    await choose('s-mark', 'major')
    await page.fill('textarea[name="n-mark"]', 'Nhãn trên túi khác')
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a52' } })
      .jpeg()
      .toBuffer()
    const file = { name: 'nhan.jpg', mimeType: 'image/jpeg', buffer: photo }
    await page.setInputFiles('input[data-photo="mark"]', file)
    await page.waitForFunction(() => document.querySelectorAll('[data-thumbs="mark"] li').length === 1)
    await page.context().clearPermissions()
    await page.setInputFiles('input[data-photo="papers"]', {
      ...file,
      buffer: await sharp(photo).negate().jpeg().toBuffer(),
    })
    await page.waitForFunction(() => document.querySelectorAll('[data-thumbs="papers"] li').length === 1)
    await page.waitForFunction(() =>
      document.querySelector('[data-state]')?.textContent?.includes('Chưa có mạng'),
    )

    // The telephone is put away and taken out again: the page and what was noted are still there.
    await page.reload()
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('textarea[name="n-mark"]')?.value ===
        'Nhãn trên túi khác',
    )
    await page.fill('input[name=producerName]', 'Ngô Thị Mây Trắng')
    for (const name of ['producerSignature', 'inspectorSignature']) {
      const pad = page.locator(`[data-signature="${name}"] canvas`)
      await pad.scrollIntoViewIfNeeded()
      const box = (await pad.boundingBox())!
      await page.mouse.move(box.x + 20, box.y + 20)
      await page.mouse.down()
      await page.mouse.move(box.x + 120, box.y + 50, { steps: 5 })
      await page.mouse.up()
    }
    await page.click('form#sign button[type=submit]')
    await page.waitForFunction(() =>
      document.querySelector('[data-state]')?.textContent?.includes('Chưa có mạng'),
    )
    await page.context().setOffline(false)
    await page.waitForURL(new RegExp(`kiem-tra/${id}$`), { timeout: 60_000 })
    expect(await page.textContent('main')).toContain('Đã ký biên bản')

    const photos = await app.kernel.db
      .selectFrom('inspection_photo')
      .select(['code', 'latitude'])
      .where('inspection_id', '=', id)
      .orderBy('code')
      .execute()
    expect(photos.map((each) => [each.code, each.latitude !== null])).toEqual([
      ['mark', true],
      ['papers', false],
    ])
    expect((await office.get(`/lam-viec/kiem-tra/${id}`)).body).toContain('Không có vị trí')
    const findings = await app.kernel.db
      .selectFrom('finding')
      .select(['code', 'due_on'])
      .where('inspection_id', '=', id)
      .execute()
    expect(findings).toEqual([{ code: 'mark', due_on: '2026-09-16' }])
    expect(await accessibilityFaults(page)).toEqual([])

    // The producer mends it and says so from a telephone; the team looks again and closes it.
    const here = `/lam-viec/kiem-tra/${id}`
    const producer = await chromium.open({ viewport: { width: 360, height: 740 } })
    await producer.goto('/dang-nhap')
    await producer.fill('input[name=login]', 'chu-the-doi-may')
    await producer.fill('input[name=password]', 'saolang-demo-2026')
    await producer.click('form[action$="dang-nhap"] button[type=submit]')
    await producer.waitForURL(/lam-viec/)
    await producer.goto(here)
    const answer = producer.locator('form[action$="/tra-loi"]')
    await answer.locator('textarea[name=words]').fill('Đã bỏ nhãn trên túi khác, gửi ảnh kèm')
    await answer.locator('input[type=file]').setInputFiles(file)
    await answer.locator('button').last().press('Enter')
    await producer.locator('main :is(p, li, dd, td):not(form *)', { hasText: 'gửi ảnh kèm' }).last().waitFor()
    expect(await producer.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityFaults(producer)).toEqual([])

    await page.goto(here)
    const review = page.locator('form[action$="/xem-lai"]')
    await review.locator('input[name=result][value=accept]').press('Space')
    await review.locator('textarea[name=words]').fill('Đã xem lại tại chỗ')
    await review.locator('button').last().press('Enter')
    await page.locator('form[action$="/xem-lai"]').waitFor({ state: 'detached' })
    expect(await page.textContent('main')).toContain('Đã xem lại tại chỗ')
    const closed = await app.kernel.db
      .selectFrom('finding')
      .select('status')
      .where('inspection_id', '=', id)
      .execute()
    expect(closed).toEqual([{ status: 'closed' }])
  })
})

it('keeps its invariants, and they notice what is not so', async () => {
  for (const invariant of inspectionInvariants)
    expect(await invariant.run(app.kernel.db), invariant.name).toEqual([])
  await sql`update finding set status = 'closed' where id = (select id from finding where status = 'open' order by id limit 1)`.execute(
    app.kernel.db,
  )
  expect((await inspectionInvariants[0]!.run(app.kernel.db)).length).toBe(1)
})
