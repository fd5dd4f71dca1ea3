import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { atOnce, Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import type { Application } from '../../../application.ts'
import { demoPassword } from '../../accounts/index.ts'
import { pointIn } from './routes.tsx'

let app: Application
let office: Browser
let address = ''
const path = '/lam-viec/ke-hoach/2026/mo-hinh'

/** A JPEG as a telephone writes it: camera and position inside. */
const fromPhone = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a3b2e' } })
    .withExif({
      IFD0: { Make: 'Phone', Model: 'X' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '16/1 11/1 5000/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 51/1 3500/100',
      },
    })
    .jpeg()
    .toBuffer()

beforeAll(async () => {
  app = await testApplication({ clock: fixedClock('2026-06-15') })
  address = await app.listen()
  office = new Browser(app, '203.0.113.23')
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
})

/** The plain form of the page, as a browser without script sends it. */
async function photograph(bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ takenOn: '01/05/2026', ...fields })) form.append(name, value)
  form.append('photo', new Blob([new Uint8Array(bytes)]), 'IMG_0001.jpg')
  const answer = await fetch(`${address}${path}/anh`, {
    method: 'POST',
    body: form,
    headers: { cookie: office.cookies(), 'sec-fetch-site': 'same-origin', 'user-agent': 'test' },
    redirect: 'manual',
  })
  return { status: answer.status, body: await answer.text() }
}

const photos = () =>
  app.kernel.db
    .selectFrom('plan_pilot_photo')
    .selectAll()
    .where('is_demo', '=', false)
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

describe('the pilot', () => {
  it('stands in the demo plan, marked as demo data, on the public page what is shown there only', async () => {
    const { body } = await new Browser(app).get('/ke-hoach/2026')
    const part = body.slice(body.indexOf('id="mo-hinh"'), body.indexOf('id="kinh-phi"'))
    for (const said of ['3,50 ha', '90.000.000', 'Dữ liệu minh họa', 'Hình vẽ minh họa vùng nguyên liệu'])
      expect(part).toContain(said)
    expect(part).not.toContain('không rõ nơi chụp')
  })

  it('tells its area and money within its head', async () => {
    const { db } = app.kernel
    const head = await db
      .selectFrom('plan_budget_head as h')
      .innerJoin('plan as p', 'p.id', 'h.plan_id')
      .select(['h.id', 'h.amount'])
      .where('p.year', '=', 2026)
      .orderBy('h.ordinal')
      .executeTakeFirstOrThrow()
    const tell = (typed: Record<string, string>) =>
      office.post(path, { version: '1', areaWords: 'Dâu rừng Bạch Mã', area: '12,5', ...typed })
    expect((await tell({ budget: '5.000.000' })).body).toContain('cả số tiền và nguồn kinh phí')
    expect((await tell({ budget: String(head.amount + 1), head: head.id })).body).toContain(
      'Vượt nguồn kinh phí này',
    )
    expect((await tell({ area: 'rộng' })).body).toContain('Ghi số lớn hơn 0')
    expect((await tell({ budget: '5.000.000', head: head.id })).status).toBe(303)
    expect((await tell({ budget: '5.000.000', head: head.id })).status).toBe(422)
    expect((await office.get(path)).body).toContain('12,50 ha')
    expect((await new Browser(app).get('/ke-hoach/2026')).body).toContain('Dâu rừng Bạch Mã')
  })

  it('told by two at once stands as one told it; the other is told that it changed meanwhile', async () => {
    const { version } = await app.kernel.db
      .selectFrom('plan_pilot as t')
      .innerJoin('plan as p', 'p.id', 't.plan_id')
      .select('t.version')
      .where('p.year', '=', 2026)
      .executeTakeFirstOrThrow()
    const second = new Browser(app, '203.0.113.24')
    await second.post('/dang-nhap', { login: 'van-phong-2', password: demoPassword })
    const tell = (who: Browser, areaWords: string) =>
      who.post(path, { version: String(version), areaWords, area: '12,5' })
    const both = await atOnce(app.kernel.db, [
      () => tell(office, 'Dâu rừng một'),
      () => tell(second, 'Dâu rừng hai'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    const { area_words } = await app.kernel.db
      .selectFrom('plan_pilot as t')
      .innerJoin('plan as p', 'p.id', 't.plan_id')
      .select('t.area_words')
      .where('p.year', '=', 2026)
      .executeTakeFirstOrThrow()
    expect(area_words).toBe(both[0]!.status === 303 ? 'Dâu rừng một' : 'Dâu rừng hai')
  })

  it('keeps a photograph without a place and marks it; refuses days and hours that cannot be', async () => {
    expect((await photograph(await fromPhone())).status).toBe(303)
    expect((await office.get(path)).body).toContain('Không rõ nơi chụp')
    for (const [wrong, said] of [
      [{ takenOn: '01/01/2027' }, 'Ngày hoàn thành không thể ở tương lai'],
      [{ takenOn: '01/01/2020' }, 'Ngày chụp không trước ngày ban hành kế hoạch'],
      [{ takenAt: '25:00' }, 'Ghi giờ dạng 14:30'],
      [{ point: '91, 10' }, 'Ghi vĩ độ, kinh độ'],
    ] as const) {
      const answer = await photograph(await fromPhone(), wrong)
      expect([answer.status, answer.body.includes(said)], said).toEqual([422, true])
    }
    expect(pointIn('16.1972, 107.8595')).toEqual({ lat: 16.1972, lon: 107.8595 })
    for (const wrong of ['x', '91, 10', '16']) expect(pointIn(wrong), wrong).toBeUndefined()
  })

  it('leaks no position: what the camera wrote is gone from every picture, coordinates stay inside', async () => {
    expect((await sharp(await fromPhone()).metadata()).exif).toBeDefined()
    const typed = { point: '16.18050, 107.85970', placeWords: 'Khe Tre', isPublic: '1', note: 'Vườn dâu' }
    expect((await photograph(await fromPhone(), typed)).status).toBe(303)
    const [photo] = await photos()
    for (const [url, who] of [
      [`/ke-hoach/2026/anh/${photo!.id}`, ''],
      [`${path}/anh/${photo!.id}`, office.cookies()],
    ] as const) {
      const answer = await fetch(`${address}${url}`, { headers: { cookie: who, 'user-agent': 'test' } })
      expect(answer.status, url).toBe(200)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const { exif, xmp, iptc, format } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, format], url).toEqual([undefined, undefined, undefined, 'webp'])
    }
    const page = (await new Browser(app).get('/ke-hoach/2026')).body
    expect(page).toContain('Vườn dâu')
    expect(page).toContain('Khe Tre')
    expect(page).not.toContain('16.1805')
    expect((await office.get(path)).body).toContain('16.18050')
  })

  it('a photograph is shown and hidden, removed and put back; strangers see what is shown only', async () => {
    const [photo] = await photos()
    const shown = `/ke-hoach/2026/anh/${photo!.id}`
    const visitor = new Browser(app)
    expect((await visitor.get(shown)).status).toBe(200)
    expect((await office.post(`${path}/anh/${photo!.id}/dang`)).status).toBe(303)
    expect((await visitor.get(shown)).status).toBe(404)
    expect((await office.post(`${path}/anh/${photo!.id}/dang`)).status).toBe(303)
    const removed = await office.post(`${path}/anh/${photo!.id}/bo`)
    expect(removed.headers.location).toContain(`?bo=${photo!.id}`)
    expect((await visitor.get(shown)).status).toBe(404)
    expect((await office.get(String(removed.headers.location))).body).toContain('Đã bỏ một ảnh')
    expect((await office.post(`${path}/anh/${photo!.id}/dat-lai`)).status).toBe(303)
    expect((await visitor.get(shown)).status).toBe(200)
    const agency = new Browser(app, '203.0.113.24')
    await agency.post('/dang-nhap', { login: 'so-nnmt', password: demoPassword })
    expect((await agency.post(`${path}/anh/${photo!.id}/bo`)).status).toBe(403)
  })
})
