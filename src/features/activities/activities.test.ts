import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../test/factories/chromium.ts'
import { type Answer, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { pdfText } from '../../../test/factories/papers.ts'
import type { Application } from '../../application.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { attendanceCodes } from './attendance-code.ts'
import { activityInvariants } from './invariants.ts'

const clock = fixedClock('2026-09-01')
let app: Application
let office: Browser
let address = 0

async function signedIn(login: string): Promise<Browser> {
  address += 1
  const browser = new Browser(app, `198.51.100.${address}`)
  const answer = await browser.post('/dang-nhap', { login, password: 'saolang-demo-2026' })
  expect(answer.status, login).toBe(303)
  return browser
}
function stranger(): Browser {
  address += 1
  return new Browser(app, `203.0.113.${address}`)
}
const ids = (answer: Answer) => answer.to!.match(/hoat-dong\/([0-9a-f-]{36})/)![1]!
const at = (time: string) => clock.set(new Date(`2026-09-${time}:00+07:00`))

const typed = {
  kind: 'training',
  titleVi: 'Tập huấn thử',
  place: '46',
  venue: 'Hội trường',
  leadAgency: 'snnmt-hue',
  'day-1': '03/09/2026',
  'from-1': '08:00',
  'to-1': '11:00',
  'day-2': '04/09/2026',
  'from-2': '08:00',
  'to-2': '11:00',
}

/** An announced course of two sessions on 03/09 and 04/09. */
async function course(fields: Record<string, string> = {}): Promise<{ id: string; slug: string }> {
  const made = await office.post('/lam-viec/hoat-dong/them', { ...typed, ...fields })
  expect(made.status, made.body).toBe(303)
  const id = ids(made)
  expect((await office.post(`/lam-viec/hoat-dong/${id}/cong-bo`)).status).toBe(303)
  const { slug } = await app.kernel.db
    .selectFrom('activity')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, slug }
}
const sessionsOf = (id: string) =>
  app.kernel.db
    .selectFrom('activity_session')
    .select('id')
    .where('activity_id', '=', id)
    .orderBy('ordinal')
    .execute()
const enrolAt = (slug: string, name: string, phone: string, who = stranger()) =>
  who.post(`/hoat-dong/${slug}/dang-ky`, { name, phone, unit: '' })
const codeOf = (answer: Answer) => answer.to!.match(/dang-ky\/([A-Z0-9]{10})/)![1]!
/** The code as it hangs on the wall. */
async function wallCode(sessionId: string): Promise<string> {
  const key = await app.kernel.keys.symmetric('attendance')
  return attendanceCodes(key, 3).issue(sessionId, clock())
}

beforeAll(async () => {
  app = await testApplication({ clock })
  office = await signedIn('van-phong-1')
})

describe('enrolling', () => {
  it('needs a name and a telephone number, no account; what was typed is kept', async () => {
    const { slug } = await course()
    const bad = await enrolAt(slug, 'Nguyễn Thử', '12')
    expect(bad.status).toBe(422)
    expect(bad.body).toContain('value="Nguyễn Thử"')
    expect(bad.body).toContain('bắt đầu bằng 0')
    const good = await enrolAt(slug, 'Nguyễn Thử', '+84 903 123 456')
    expect(good.status).toBe(303)
    expect((await stranger().get(good.to!)).body).toContain('Đã có chỗ')
    expect((await enrolAt(slug, 'Người khác', '0903.123.456')).body).toContain('đã đăng ký')
    expect((await stranger().get(`/hoat-dong/${slug}`)).body).toContain('"@type":"EducationEvent"')
  })

  it('gives the last seat to one of two who ask at once; who waits has it when the other withdraws', async () => {
    const { id, slug } = await course({ seats: '1' })
    const both = await Promise.all([
      enrolAt(slug, 'Người Một', '0903000001'),
      enrolAt(slug, 'Người Hai', '0903000002'),
    ])
    expect(both.map((answer) => answer.status)).toEqual([303, 303])
    const rows = () =>
      app.kernel.db
        .selectFrom('activity_enrolment')
        .select(['status', 'code'])
        .where('activity_id', '=', id)
        .execute()
    const before = await rows()
    expect(before.map((row) => row.status).sort()).toEqual(['enrolled', 'waiting'])
    const holder = before.find((row) => row.status === 'enrolled')!
    await stranger().post(`/hoat-dong/dang-ky/${holder.code}/rut`)
    expect((await rows()).map((row) => row.status).sort()).toEqual(['enrolled', 'withdrawn'])
  })

  it('closes on its day, and says so', async () => {
    const { slug } = await course({ enrolUntil: '02/09/2026' })
    at('03T09:00')
    const late = await enrolAt(slug, 'Nguyễn Muộn', '0903000009')
    at('01T12:00')
    expect(late.status).toBe(422)
    expect(late.body).toContain('Đã hết hạn đăng ký (ngày 02/09/2026)')
  })
})

describe('attendance', () => {
  it('by a forged, an altered, an old code is refused and said; by the one on the wall it is noted once', async () => {
    const { id, slug } = await course()
    const [session] = await sessionsOf(id)
    const who = stranger()
    await enrolAt(slug, 'Trần Có Mặt', '0903111222', who)
    at('03T08:10')
    const good = await wallCode(session!.id)
    const forged = attendanceCodes(Buffer.alloc(32, 7), 3).issue(session!.id, clock())
    const altered = `${good.slice(0, 30)}${good[30] === 'A' ? 'B' : 'A'}${good.slice(31)}`
    for (const bad of [forged, altered, 'abc']) {
      const answer = await who.get(`/diem-danh/${bad}`)
      expect(answer.status).toBe(422)
      expect(answer.body).toContain('không phải do hệ thống cấp')
      expect((await who.post(`/diem-danh/${bad}`, { phone: '0903111222' })).status).toBe(422)
    }
    const page = await who.get(`/diem-danh/${good}`)
    expect(page.body).toContain('Điểm danh cho Trần Có Mặt')
    const handed = page.body.match(/action="(\/diem-danh\/[\w-]{44})"/)![1]!
    const elsewhere = await stranger().get(handed)
    expect(elsewhere.status).toBe(422)
    expect(elsewhere.body).toContain('Quét lại mã đang chiếu trong phòng')
    expect(elsewhere.body).not.toContain('action="/diem-danh/')
    expect((await stranger().post(handed, { phone: '0903999999' })).body).toContain('Không có đăng ký nào')
    const roll = `/lam-viec/hoat-dong/${id}/buoi/${session!.id}/danh-sach`
    const enrolled = await app.kernel.db
      .selectFrom('activity_enrolment')
      .select('id')
      .where('activity_id', '=', id)
      .executeTakeFirstOrThrow()
    // Twice from a telephone and once from the organiser's list, all at once.
    const [first, second] = await Promise.all([
      who.post(handed, { phone: '0903111222' }),
      who.post(handed, { phone: '0903111222' }),
    ])
    for (const answer of [first, second]) expect(answer.body).toContain('Trần Có Mặt có mặt')
    expect((await office.post(roll, { present: enrolled.id })).status).toBe(303)
    const noted = await app.kernel.db
      .selectFrom('activity_attendance')
      .select('way')
      .where('session_id', '=', session!.id)
      .execute()
    expect(noted).toEqual([{ way: 'code' }])
    at('03T08:14')
    expect((await who.get(`/diem-danh/${good}`)).body).toContain('đã quá hạn')
    at('01T12:00')
    expect((await who.get(`/diem-danh/${await wallCode(session!.id)}`)).body).toContain('chỉ điểm danh từ')
  })

  it('by code after the organiser’s list was drawn stays; who is unticked on it is taken off, by name', async () => {
    const { id, slug } = await course()
    const [session] = await sessionsOf(id)
    const who = stranger()
    await enrolAt(slug, 'Người Vào Sau', '0903444001', who)
    await enrolAt(slug, 'Người Nhầm', '0903444002')
    const people = await app.kernel.db
      .selectFrom('activity_enrolment')
      .select(['id', 'phone'])
      .where('activity_id', '=', id)
      .execute()
    const [late, wrong] = ['0903444001', '0903444002'].map(
      (phone) => people.find((each) => each.phone === phone)!.id,
    ) as [string, string]
    const roll = `/lam-viec/hoat-dong/${id}/buoi/${session!.id}/danh-sach`
    at('03T08:10')
    await office.post(roll, { present: wrong })
    const drawn = (await office.get(roll)).body
    expect(drawn.match(/name="shown" value="([^"]+)"/)?.[1]).toBe(wrong)
    const page = await who.get(`/diem-danh/${await wallCode(session!.id)}`)
    await who.post(page.body.match(/action="(\/diem-danh\/[\w-]{44})"/)![1]!, { phone: '0903444001' })
    expect((await office.post(roll, { shown: wrong })).status).toBe(303)
    const present = await app.kernel.db
      .selectFrom('activity_attendance')
      .select('enrolment_id')
      .where('session_id', '=', session!.id)
      .execute()
    expect(present).toEqual([{ enrolment_id: late }])
    const { rows } = await sql<{ detail: unknown }>`select detail from audit_entry
      where action = 'activity.roll-written' and subject_id = ${id} order by seq desc limit 1`.execute(
      app.kernel.db,
    )
    expect(rows[0]!.detail).toMatchObject({ takenOff: [wrong] })
    at('01T12:00')
  })

  it('by the organiser’s list counts too, and takes people who came without enrolling', async () => {
    const { id } = await course()
    const [session] = await sessionsOf(id)
    const roll = `/lam-viec/hoat-dong/${id}/buoi/${session!.id}/danh-sach`
    expect((await office.post(roll, { present: '' })).body).toContain('chưa điểm danh được')
    at('03T08:10')
    expect((await office.post(`${roll}/them`, { name: 'Lê Đến Thẳng', phone: '' })).status).toBe(303)
    expect((await office.get(`/lam-viec/hoat-dong/${id}`)).body).toMatch(/Lê Đến Thẳng[\s\S]*?1\/2/)
    at('01T12:00')
  })
})

describe('seats', () => {
  const standing = (id: string) =>
    app.kernel.db
      .selectFrom('activity_enrolment')
      .select(['person_name as name', 'status', 'way'])
      .where('activity_id', '=', id)
      .orderBy('person_name')
      .execute()
  const change = async (id: string, fields: Record<string, string>) => {
    const { version } = await app.kernel.db
      .selectFrom('activity')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return office.post(`/lam-viec/hoat-dong/${id}/sua`, {
      ...typed,
      version: String(version),
      ...fields,
    })
  }

  it('that are added go to who waits, in order', async () => {
    const { id, slug } = await course({ seats: '1' })
    for (const [name, phone] of [
      ['A', '0903666001'],
      ['B', '0903666002'],
      ['C', '0903666003'],
    ] as const)
      expect((await enrolAt(slug, `Người ${name}`, phone)).status).toBe(303)
    expect((await change(id, { seats: '2' })).status).toBe(303)
    expect((await standing(id)).map((each) => each.status)).toEqual(['enrolled', 'enrolled', 'waiting'])
  })

  it('do not hold who is written down in the room; any other change goes on afterwards', async () => {
    const { id, slug } = await course({ seats: '1' })
    await enrolAt(slug, 'Người Một', '0903666011')
    await enrolAt(slug, 'Người Hai', '0903666012')
    const [session] = await sessionsOf(id)
    at('03T08:10')
    const roll = `/lam-viec/hoat-dong/${id}/buoi/${session!.id}/danh-sach`
    expect((await office.post(`${roll}/them`, { name: 'Người Hai', phone: '0903666012' })).status).toBe(303)
    expect(await standing(id)).toEqual([
      { name: 'Người Hai', status: 'enrolled', way: 'room' },
      { name: 'Người Một', status: 'enrolled', way: 'open' },
    ])
    for (const invariant of activityInvariants)
      expect(await invariant.run(app.kernel.db), invariant.name).toEqual([])
    expect((await change(id, { seats: '1', venue: 'Hội trường lớn' })).status).toBe(303)
    at('01T12:00')
  })
})

describe('from invitation to evidence', () => {
  it('an invited producer enrols by a link, attends, evaluates, and finds the attestation in the vault', async () => {
    const { id } = await course()
    const producer = await app.kernel.db
      .selectFrom('producer')
      .select('id')
      .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
      .executeTakeFirstOrThrow()
    const invited = await office.post(`/lam-viec/hoat-dong/${id}/moi`, {
      producers: producer.id,
      thuoc: '46',
    })
    expect(invited.to).toContain('moi=1')
    const again = await office.post(`/lam-viec/hoat-dong/${id}/moi`, { producers: producer.id, thuoc: '46' })
    expect(again.to).toContain('moi=0')
    const { code } = await app.kernel.db
      .selectFrom('activity_invitation')
      .select('code')
      .where('activity_id', '=', id)
      .executeTakeFirstOrThrow()
    const who = stranger()
    expect((await who.get(`/hoat-dong/moi/${code}`)).body).toContain('Thư mời dành cho Hợp tác xã Hương trầm')
    const enrolled = codeOf(
      await who.post(`/hoat-dong/moi/${code}`, { name: 'Ngô Thị Mây', phone: '0903222333' }),
    )
    for (const [index, session] of (await sessionsOf(id)).entries()) {
      at(`0${3 + index}T08:10`)
      const page = await who.get(`/diem-danh/${await wallCode(session.id)}`)
      await who.post(page.body.match(/action="(\/diem-danh\/[\w-]{44})"/)![1]!, { enrolment: enrolled })
    }
    const own = `/hoat-dong/dang-ky/${enrolled}`
    expect((await who.post(`${own}/danh-gia`, { 'q-useful': '9' })).body).toContain('Chọn một mức')
    const marks = { 'q-useful': '5', 'q-clear': '4', 'q-applied': '3' }
    expect((await who.post(`${own}/danh-gia`, marks)).status).toBe(303)
    expect((await office.post(`/lam-viec/hoat-dong/${id}/xac-nhan`)).body).not.toContain('Đã cấp 1')
    expect((await office.post(`/lam-viec/hoat-dong/${id}/ket-thuc`)).status).toBe(303)
    const twice = [1, 2].map(() => office.post(`/lam-viec/hoat-dong/${id}/xac-nhan`, { _once: `cap-${id}` }))
    for (const answer of await Promise.all(twice)) expect(answer.to).toContain('so=1')

    const text = await pdfText((await bytes(`${own}/giay-xac-nhan`))!)
    for (const part of ['GIẤY XÁC NHẬN', 'Ngô Thị Mây', 'Tập huấn thử', '2/2']) expect(text).toContain(part)
    const paper = await app.kernel.db
      .selectFrom('activity_attestation as x')
      .innerJoin('paper as p', 'p.id', 'x.paper_id')
      .select(['p.producer_id', 'p.id', 'x.id as attestation', 'x.number'])
      .where('x.number', 'like', '%/2026')
      .where('p.title', 'like', '%Ngô Thị Mây%')
      .executeTakeFirstOrThrow()
    expect(paper.producer_id).toBe(producer.id)
    const owner = await signedIn('chu-the-doi-may')
    expect((await owner.get(`/lam-viec/tai-lieu/giay/${paper.id}`)).body).toContain(paper.number)
    const verified = (await stranger().get(`/hoat-dong/xac-nhan/${paper.attestation}`)).body
    expect(verified).toContain('là thật')
    expect(verified).not.toContain('Ngô Thị Mây')
    at('01T12:00')
  })
})

describe('an attestation for a producer recorded twice', () => {
  it('lies in the vault of the record kept, and who enrolled after it has theirs too', async () => {
    const { id, slug } = await course()
    const [first, second] = await sessionsOf(id)
    const { id: kept } = await app.kernel.db
      .selectFrom('producer')
      .select('id')
      .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
      .executeTakeFirstOrThrow()
    const merged = uuidv7()
    await sql`insert into producer (id, slug, name, name_folded, legal_type, province_code)
      select ${merged}, ${merged}, 'Hộ ghi hai lần', 'ho ghi hai lan', legal_type, '46' from producer where id = ${kept}`.execute(
      app.kernel.db,
    )
    for (const [name, phone] of [
      ['Ngô Ghi Lại', '0903555001'],
      ['Trần Đến Sau', '0903555002'],
    ] as const)
      expect((await enrolAt(slug, name, phone)).status).toBe(303)
    await sql`update activity_enrolment set producer_id = ${merged} where activity_id = ${id} and phone = '0903555001'`.execute(
      app.kernel.db,
    )
    const present = (
      await app.kernel.db
        .selectFrom('activity_enrolment')
        .select('id')
        .where('activity_id', '=', id)
        .execute()
    ).map((each) => each.id)
    for (const [index, session] of [first!, second!].entries()) {
      at(`0${3 + index}T08:10`)
      const roll = `/lam-viec/hoat-dong/${id}/buoi/${session.id}/danh-sach`
      expect((await office.post(roll, { present })).status).toBe(303)
    }
    await sql`update producer set merged_into = ${kept} where id = ${merged}`.execute(app.kernel.db)
    expect((await office.post(`/lam-viec/hoat-dong/${id}/ket-thuc`)).status).toBe(303)
    const issued = await office.post(`/lam-viec/hoat-dong/${id}/xac-nhan`)
    expect(issued.to, issued.body.slice(0, 300)).toContain('so=2')
    const papers = await app.kernel.db
      .selectFrom('activity_attestation as x')
      .innerJoin('activity_enrolment as e', 'e.id', 'x.enrolment_id')
      .leftJoin('paper as p', 'p.id', 'x.paper_id')
      .select(['e.person_name as name', 'p.producer_id as vault'])
      .where('e.activity_id', '=', id)
      .orderBy('e.person_name')
      .execute()
    expect(papers).toEqual([
      { name: 'Ngô Ghi Lại', vault: kept },
      { name: 'Trần Đến Sau', vault: null },
    ])
    at('01T12:00')
  })
})

describe('figures', () => {
  it('count the very records they open: a person trained twice is one person', async () => {
    const { count } = app.house.programme.activities
    const year = { from: '2026-01-01', to: '2026-12-31' }
    const before = (await count('trained-people', year)).count
    for (let i = 0; i < 2; i++) {
      const { id, slug } = await course()
      const [session] = await sessionsOf(id)
      await enrolAt(slug, 'Phạm Chăm Học', '0903777888')
      at('03T08:10')
      const page = await stranger().get(`/diem-danh/${await wallCode(session!.id)}`)
      await stranger().post(page.body.match(/action="(\/diem-danh\/[\w-]{44})"/)![1]!, {
        phone: '0903777888',
      })
      at('01T12:00')
    }
    const after = await count('trained-people', year)
    expect(after.count).toBe(before + 1)
    expect(after.records.length).toBe(after.count)
    expect((await count('trained-people', { ...year, placeCodes: ['46'] })).count).toBe(after.count)
    expect((await count('trained-people', { from: '2027-01-01', to: '2027-12-31' })).count).toBe(0)
    const page = await office.get('/lam-viec/hoat-dong/so-lieu/trained-people?nam=2026')
    expect(page.body).toContain('Phạm Chăm Học')
  })
})

describe('who may', () => {
  it('a producer reads no list of people, a commune runs its own events only', async () => {
    const { id } = await course()
    const producer = await signedIn('chu-the-doi-may')
    expect((await producer.get(`/lam-viec/hoat-dong/${id}`)).status).toBe(403)
    const commune = await signedIn('can-bo-thuy-xuan')
    expect((await commune.post(`/lam-viec/hoat-dong/${id}/cong-bo`)).status).not.toBe(303)
    const agency = await signedIn('so-nnmt')
    expect((await agency.get(`/lam-viec/hoat-dong/${id}/moi`)).status).toBe(200)
  })
  it('calling an event off needs a reason, and the public page says it', async () => {
    const { id, slug } = await course()
    expect((await office.post(`/lam-viec/hoat-dong/${id}/huy`, { reason: '' })).status).toBe(422)
    expect((await office.post(`/lam-viec/hoat-dong/${id}/huy`, { reason: 'Bão số 5' })).status).toBe(303)
    expect((await stranger().get(`/hoat-dong/${slug}`)).body).toContain('Bão số 5')
    expect((await enrolAt(slug, 'Nguyễn Thử', '0903123456')).status).toBe(422)
  })
  it('keeps its invariants', async () => {
    for (const invariant of activityInvariants)
      expect(await invariant.run(app.kernel.db), invariant.name).toEqual([])
  })
})

async function bytes(path: string): Promise<Buffer | null> {
  const answer = await app.server.inject({ method: 'GET', url: path })
  return answer.statusCode === 200 ? answer.rawPayload : null
}

it('from the invitation in the inbox to the evidence in the vault, on a telephone', async () => {
  at('01T12:00')
  const { id } = await course({ titleVi: 'Tập huấn hành trình' })
  const { id: producer } = await app.kernel.db
    .selectFrom('producer')
    .select('id')
    .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
    .executeTakeFirstOrThrow()
  await office.post(`/lam-viec/hoat-dong/${id}/moi`, { producers: producer, thuoc: '46' })
  const chromium = await openChromium(app)
  const phone = await chromium.open({ viewport: { width: 360, height: 740 } })
  const submit = () => phone.locator('main form.form button[type=submit]').first().click()
  await phone.goto('/dang-nhap')
  await phone.fill('input[name=login]', 'chu-the-doi-may')
  await phone.fill('input[name=password]', 'saolang-demo-2026')
  await phone.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await phone.waitForURL(/lam-viec/)
  await phone.goto('/lam-viec/thong-bao')
  await phone
    .getByRole('link', { name: /Tập huấn hành trình/ })
    .first()
    .click()
  await phone.waitForURL(/hoat-dong\/moi\//)
  expect(await accessibilityFaults(phone)).toEqual([])
  await phone.fill('input[name=name]', 'Ngô Thị Mây')
  await phone.fill('input[name=phone]', '0903 777 888')
  await submit()
  await phone.waitForURL(/hoat-dong\/dang-ky\/[A-Z0-9]{10}/)
  const own = new URL(phone.url()).pathname
  for (const [index, session] of (await sessionsOf(id)).entries()) {
    at(`0${3 + index}T08:10`)
    await phone.goto(`/diem-danh/${await wallCode(session.id)}`)
    expect(await accessibilityFaults(phone)).toEqual([])
    await phone.getByRole('button', { name: /Ngô Thị Mây/ }).click()
    await phone.waitForSelector('.message.success')
  }
  office = await signedIn('van-phong-1')
  await office.post(`/lam-viec/hoat-dong/${id}/ket-thuc`)
  await office.post(`/lam-viec/hoat-dong/${id}/xac-nhan`)
  await phone.goto(own)
  expect(await accessibilityFaults(phone)).toEqual([])
  expect(await phone.textContent('main')).toContain('Giấy xác nhận')
  const paper = await app.kernel.db
    .selectFrom('activity_attestation as x')
    .innerJoin('activity_enrolment as e', 'e.id', 'x.enrolment_id')
    .select(['x.paper_id', 'x.number'])
    .where('e.activity_id', '=', id)
    .executeTakeFirstOrThrow()
  await phone.goto(`/lam-viec/tai-lieu/giay/${paper.paper_id}`)
  expect(await phone.content()).toContain(paper.number)
  at('01T12:00')
})
