import { beforeAll, describe, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
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
