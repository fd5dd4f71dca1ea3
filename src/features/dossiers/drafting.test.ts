import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { papersWhere } from '../evidence/index.ts'
import { dossierById } from './dossier.ts'
import { pinsOf } from './pins.ts'

const application = await testApplication()
const { db } = application.kernel
const person = new Browser(application, '198.51.100.46')
const stranger = new Browser(application, '198.51.100.47')
let id: string
let here: string

beforeAll(async () => {
  await person.post('/dang-nhap', { login: 'chu-the-doi-may', password: demoPassword })
  await stranger.post('/dang-nhap', { login: 'chu-the-suoi-hoa', password: demoPassword })
  const drafts = (await person.get('/lam-viec/ho-so?tinh-trang=draft')).body
  id = /\/lam-viec\/ho-so\/([0-9a-f-]{36})/.exec(drafts)![1]!
  here = `/lam-viec/ho-so/${id}`
})

const dossier = async () => (await dossierById(db, id))!

describe('another set (Phụ lục I): shown first, done then, taken back whole', () => {
  test('the preview changes nothing and names what is lost; the change keeps papers; undo restores everything', async () => {
    const before = await dossier()
    const pins = await pinsOf(db, id)
    const other = before.setNo === 26 ? 21 : 26
    const preview = await person.get(`${here}/doi-bo?bo=${other}`)
    expect(preview.body).toContain('Không mang sang được')
    expect((await dossier()).setNo).toBe(before.setNo)

    expect((await person.post(`${here}/doi-bo`, { setNo: String(other) })).status).toBe(303)
    const after = await dossier()
    expect([after.setNo, after.product.setNo]).toEqual([other, other])
    const papers = (list: typeof pins) => [...new Set(list.map((pin) => pin.paperId))].sort()
    expect(papers(await pinsOf(db, id))).toEqual(papers(pins))

    const changeId = /name="changeId" value="([^"]+)"/.exec((await person.get(`${here}/doi-bo`)).body)![1]!
    expect((await person.post(`${here}/doi-bo/lui`, { changeId })).status).toBe(303)
    const back = await dossier()
    expect([back.setNo, back.product.setNo, back.answers, back.notes]).toEqual([
      before.setNo,
      before.product.setNo,
      before.answers,
      before.notes,
    ])
    const places = (list: typeof pins) =>
      list.map((pin) => `${pin.paperId}/${pin.criterion}/${pin.page}`).sort()
    expect(places(await pinsOf(db, id))).toEqual(places(pins))
    expect((await person.post(`${here}/doi-bo/lui`, { changeId })).status).toBe(422)
  })

  test('a change is not taken back under a dossier that was filed since (Điều 6 khoản 1)', async () => {
    const before = await dossier()
    const other = before.setNo === 26 ? 21 : 26
    expect((await person.post(`${here}/doi-bo`, { setNo: String(other) })).status).toBe(303)
    const changeId = /name="changeId" value="([^"]+)"/.exec((await person.get(`${here}/doi-bo`)).body)![1]!
    const filed = (day: string | null) =>
      db.updateTable('dossier').set({ filed_on: day }).where('id', '=', id).execute()
    await filed('2026-09-01')
    expect((await person.get(`${here}/doi-bo`)).body).not.toContain('name="changeId"')
    expect((await person.post(`${here}/doi-bo/lui`, { changeId })).status).toBe(422)
    expect((await dossier()).setNo).toBe(other)
    await filed(null)
    expect((await person.post(`${here}/doi-bo/lui`, { changeId })).status).toBe(303)
  })

  test('a set that is none, the same set, somebody else’s dossier', async () => {
    for (const setNo of ['99', String((await dossier()).setNo), 'x'])
      expect((await person.post(`${here}/doi-bo`, { setNo })).status, setNo).toBe(422)
    expect((await stranger.get(`${here}/doi-bo`)).status).toBe(404)
    expect((await stranger.post(`${here}/doi-bo`, { setNo: '1' })).status).not.toBe(303)
  })
})

describe('a paper laid to a page and a part of it', () => {
  test('pages are shown to choose from; a part is drawn over the page; a part that lies off the page is refused', async () => {
    const { producer } = await dossier()
    const paper = (await papersWhere(db, { producerId: producer.id })).find((one) => one.pages > 0)!
    const chooser = (await person.get(`${here}/minh-chung?giay=${paper.id}`)).body
    expect(chooser).toContain(`/lam-viec/tai-lieu/giay/${paper.id}/anh/1?nho=1`)
    const readings = async () =>
      (await db.selectFrom('audit_entry').select('seq').where('subject_id', '=', paper.id).execute()).length
    const before = await readings()
    expect((await person.get(`/lam-viec/tai-lieu/giay/${paper.id}/anh/1?nho=1`)).status).toBe(200)
    expect(await readings()).toBe(before)
    expect((await person.get(`/lam-viec/tai-lieu/giay/${paper.id}/anh/1`)).status).toBe(200)
    expect(await readings()).toBe(before + 1)
    const pin = { paperId: paper.id, criterion: '5.1', page: '1' }
    const region = { 'region.x': '100', 'region.y': '50', 'region.width': '400', 'region.height': '300' }
    const off = await person.post(`${here}/minh-chung/gan`, { ...pin, ...region, 'region.x': '900' })
    expect([off.status, off.body.includes('Vùng khoanh phải nằm trong trang')]).toEqual([422, true])
    expect((await person.post(`${here}/minh-chung/gan`, { ...pin, ...region })).status).toBe(303)
    expect((await person.post(`${here}/minh-chung/gan`, { ...pin, ...region })).status).toBe(303)
    const own = (await pinsOf(db, id)).filter(
      (one) => one.paperId === paper.id && one.criterion === '5.1' && one.page === 1,
    )
    expect(own.map((one) => one.region)).toEqual([{ x: 100, y: 50, width: 400, height: 300 }])
    const leaf = (await person.get(`${here}/giay/${paper.id}/trang/1`)).body
    expect(leaf).toContain('<rect x="100" y="50" width="400" height="300"')
    expect((await stranger.get(`${here}/giay/${paper.id}/trang/1`)).status).toBe(404)
    // A page read leaves its line, by whichever view it is read; one too small to read does not.
    const seen = await readings()
    expect((await person.get(`${here}/giay/${paper.id}/anh/1?nho=1`)).status).toBe(200)
    expect((await stranger.get(`${here}/giay/${paper.id}/anh/1`)).status).toBe(404)
    expect(await readings()).toBe(seen)
    expect((await person.get(`${here}/giay/${paper.id}/anh/1`)).status).toBe(200)
    expect(await readings()).toBe(seen + 1)
  })
})

describe('tampered posts and two people at once', () => {
  test('an option that is none, a criterion that is none, a page that is none are refused at their place', async () => {
    const before = (await dossier()).answers
    for (const fields of [
      { 'a:1.1': '99' },
      { 'a:9.9.9': '0' },
      { 'a:1.1': 'DROP TABLE' },
      { 'n:zz': 'x' },
    ] as Record<string, string>[]) {
      const answer = await person.post(`${here}/tu-danh-gia`, fields)
      expect(answer.status, JSON.stringify(fields)).toBe(422)
    }
    expect((await dossier()).answers).toEqual(before)
    expect((await person.get(`${here}/minh-chung?giay=khong-phai-uuid`)).status).toBe(200)
    expect((await stranger.post(`${here}/tu-danh-gia`, { 'a:1.1': '0' })).status).not.toBe(303)
  })

  test('what two people changed differently is named to the second, kept in the form, and not overwritten', async () => {
    const seen = /name="base" value="([^"]+)"/.exec((await person.get(`${here}/to-khai/ke-hoach`)).body)![1]!
    const base = seen.replaceAll('&quot;', '"')
    const first = await person.post(`${here}/to-khai/ke-hoach`, { base, plan: 'Bản của người thứ nhất' })
    expect(first.status).toBe(303)
    const second = await person.post(`${here}/to-khai/ke-hoach`, { base, plan: 'Bản của người thứ hai' })
    expect(second.status).toBe(422)
    expect(second.body).toContain('Bản của người thứ hai')
    expect((await dossier()).form.plan).toBe('Bản của người thứ nhất')
  })
})

test('who has a self-assessment only to read sees what was chosen, and nothing to change it with', async () => {
  const office = new Browser(application, '198.51.100.49')
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  const filed = await db
    .selectFrom('dossier')
    .select(['id', 'notes'])
    .where('status', '=', 'commune.received')
    .where('answers', '<>', jsonb({}))
    .orderBy('id')
    .executeTakeFirstOrThrow()
  for (const lead of ['', '/en']) {
    const { body } = await office.get(`${lead}/lam-viec/ho-so/${filed.id}/tu-danh-gia`)
    expect(body).toContain('class="sheet-chosen"')
    expect(body).toContain(Object.values(filed.notes)[0]!.slice(0, 30))
    expect(body).not.toContain('data-draft')
    expect(body).not.toMatch(/type="radio"|name="n:/)
  }
})

describe('the desks for programs, by bearer token', () => {
  const tokens = '/lam-viec/tai-khoan/ma-truy-cap'
  const bearerOf = async (login: string) => {
    const desk = new Browser(application, '198.51.100.48')
    await desk.post('/dang-nhap', { login, password: demoPassword })
    const made = await desk.post(tokens, { name: 'máy của cơ quan', days: '30', password: demoPassword })
    return { authorization: `Bearer ${/<code>(saolang_[\w-]+)</.exec(made.body)![1]}` }
  }
  const call = (method: 'GET' | 'POST', url: string, headers: object, payload?: object) =>
    application.server.inject({
      method,
      url,
      headers: { ...headers, ...(payload && { 'content-type': 'application/json' }) },
      ...(payload && { payload: JSON.stringify(payload) }),
    })

  test('Điều 5 khoản 1: rounds are listed, opened and closed; the law’s days come by themselves, a further one needs its plan', async () => {
    const office = await bearerOf('van-phong-1')
    const rounds = '/api/v1/rounds'
    const listed = (await call('GET', rounds, office)).json().items as { year: number; ordinal: number }[]
    expect(listed.length).toBeGreaterThan(0)
    const year = Math.max(...listed.map((round) => round.year))
    const ordinal = 11
    const bare = await call('POST', rounds, office, { year, ordinal })
    expect([bare.statusCode, bare.json().errors[0].code]).toEqual([422, 'round-needs-plan'])
    const extra = { planNo: '12/KH-UBND', proposalsBefore: `01/11/${year}`, heldBefore: `${year}-12-01` }
    const opened = await call('POST', rounds, office, { year, ordinal, extra })
    expect([opened.statusCode, opened.json()]).toMatchObject([
      201,
      { year, ordinal, planNo: '12/KH-UBND', proposalsBefore: `${year}-11-01`, open: true },
    ])
    expect((await call('POST', rounds, office, { year, ordinal, extra })).statusCode).toBe(409)
    const closed = await call('POST', `${rounds}/${opened.json().id}/close`, office)
    expect([closed.statusCode, closed.json().open]).toEqual([200, false])
    const producer = await bearerOf('chu-the-doi-may')
    expect((await call('POST', rounds, producer, { year, ordinal: 12, extra })).statusCode).toBe(403)
    const paths = (await call('GET', '/api/v1/openapi.json', {})).json().paths
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([rounds, `${rounds}/{id}/close`, '/api/v1/survey-photos']),
    )
  })

  test('photos of a survey come piece by piece before it, and are named by it', async () => {
    const adviser = await bearerOf('to-tu-van-1')
    const office = await bearerOf('van-phong-1')
    const address = await application.server.listen({ port: 0, host: '127.0.0.1' })
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#486' } })
      .jpeg()
      .toBuffer()
    const send = async (bytes: Buffer, name: string, broken = false) => {
      const tus = { ...adviser, 'tus-resumable': '1.0.0' }
      const begun = await fetch(`${address}/api/v1/survey-photos`, {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': String(bytes.length),
          'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
        },
      })
      expect(begun.status).toBe(201)
      const where = begun.headers.get('location')!
      expect(where).toMatch(/^\/api\/v1\/survey-photos\//)
      const half = Math.floor(bytes.length / 2)
      for (const [from, to] of broken
        ? [[0, half]]
        : [
            [0, half],
            [half, bytes.length],
          ])
        await fetch(`${address}${where}`, {
          method: 'PATCH',
          headers: {
            ...tus,
            'upload-offset': String(from),
            'content-type': 'application/offset+octet-stream',
          },
          body: new Uint8Array(bytes.subarray(from, to)),
        })
      return where.split('/').at(-1)!
    }
    const mine = (await call('GET', '/api/v1/dossiers?status=in-round&per_page=200', adviser)).json()
      .items as { id: string; filedOn: string }[]
    const dossier = mine[0]!
    const visit = (photos: string[], more: object = {}) => ({
      id: randomUUID(),
      day: application.kernel.clock().toISOString().slice(0, 10),
      time: '09:15',
      place: 'Xưởng, thôn Một',
      findings: { facility: 'Sạch, có sổ từng mẻ.' },
      outcome: 'matches',
      conclusion: 'Đúng như hồ sơ.',
      photos,
      ...more,
    })
    const path = `/api/v1/dossiers/${dossier.id}/surveys`
    const before = (await call('GET', path, adviser)).json().items.length
    const paper = await send(Buffer.from('%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n%%EOF'), 'đơn.pdf')
    const told = (await call('GET', `/api/v1/survey-photos/${paper}`, adviser)).json()
    expect(told, 'only pictures are taken').toEqual({ problem: 'file-type' })
    const { db } = application.kernel
    const stored = db.selectFrom('file').select('hash').where('original_name', '=', 'đơn.pdf')
    expect(await stored.execute(), 'nothing of it is stored').toEqual([])
    const whole = await send(photo, 'xưởng.jpg')
    const half = await send(photo, 'nửa.jpg', true)
    const refused = await call('POST', path, adviser, visit([whole, half]))
    expect([refused.statusCode, refused.json().errors[0].field]).toEqual([422, 'photos/1'])
    const strange = await call('POST', path, office, visit([whole]))
    expect(strange.statusCode, 'another person’s upload is unknown').toBe(422)
    const recorded = await call('POST', path, adviser, visit([whole]))
    expect(recorded.statusCode, recorded.body).toBe(200)
    const items = (await call('GET', path, adviser)).json().items
    expect(items.length).toBe(before + 1)
    expect(items[0].photos).toMatchObject([{ mediaType: 'image/jpeg' }])
    const shown = await call(
      'GET',
      `/lam-viec/khao-sat/${dossier.id}/anh/${items[0].photos[0].hash}`,
      adviser,
    )
    expect([shown.statusCode, shown.rawPayload.equals(photo)]).toEqual([200, true])
    const table = Buffer.from('%PDF-1.4 không phải ảnh')
    const wrong = await call('POST', path, adviser, visit([await send(table, 'ảnh.jpg')]))
    expect(wrong.statusCode).toBe(422)
  })
})
