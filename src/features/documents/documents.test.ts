import { beforeAll, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { type StatePaper, statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { demoPassword } from '../accounts/index.ts'

const application = await testApplication({ env: { PORT: '0' } })
const { db } = application.kernel
const visitor = new Browser(application)
const office = new Browser(application, '198.51.100.41')
const desk = '/lam-viec/van-ban'
let address = ''

const byNumber = (number: string) =>
  db
    .selectFrom('legal_document')
    .select(['id', 'slug'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow()

/** The plain form of the page, as a browser without script sends it. */
async function upload(id: string, files: readonly { name: string; bytes: Uint8Array }[]) {
  const form = new FormData()
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${address}${desk}/${id}/tap-tin`, {
    method: 'POST',
    body: form,
    headers: { cookie: office.cookies(), 'sec-fetch-site': 'same-origin', 'user-agent': 'test' },
    redirect: 'manual',
  })
  return { status: answer.status, body: await answer.text() }
}

const paper = (word: string): StatePaper => ({
  title: 'Thông báo',
  kind: 'Thông báo',
  body: [{ kind: 'paragraph', text: `Bãi giữ xe ở ${word} mở cửa từ bảy giờ.` }],
})

beforeAll(async () => {
  address = await application.listen()
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
})

test('a Word file and a PDF laid to a document are found by a word in them; taken off they are not, and come back', async () => {
  const { id, slug } = await byNumber('135/KH-UBND')
  const sent = await upload(id, [
    { name: 'Toàn văn.docx', bytes: await statePaperDocx(paper('Quylongxanh')) },
    { name: 'Bản ký.pdf', bytes: await statePaperPdf(paper('Hạcvàngđông'), { at: new Date() }) },
  ])
  expect(sent.status, sent.body.slice(0, 500)).toBe(303)
  const page = (await visitor.get(`/van-ban/${slug}`)).body
  expect(page).toContain('Toàn văn.docx')
  expect(page).toContain('Bản ký.pdf')
  for (const [word, name] of [
    ['quylongxanh', 'Toàn văn.docx'],
    ['hacvangdong', 'Bản ký.pdf'],
  ] as const)
    await expect.poll(async () => (await visitor.get(`/tim-kiem?q=${word}`)).body, patient).toContain(name)

  const { id: fileId } = await db
    .selectFrom('document_file')
    .select('id')
    .where('name', '=', 'Toàn văn.docx')
    .executeTakeFirstOrThrow()
  const off = await office.post(`${desk}/tap-tin/${fileId}/go`)
  expect(off.to).toBe(`${desk}/${id}?go=${fileId}`)
  expect((await office.get(off.to!)).body).toContain('Đã gỡ tập tin Toàn văn.docx')
  expect((await visitor.get(`/van-ban/tap-tin/${fileId}`)).status).toBe(404)
  expect((await visitor.get('/tim-kiem?q=quylongxanh')).body).not.toContain('Toàn văn.docx')
  await office.post(`${desk}/tap-tin/${fileId}/lai`)
  expect((await visitor.get(`/van-ban/tap-tin/${fileId}`)).status).toBe(200)
})

/** The reading runs beside, in the jobs of the same process. */
const patient = { timeout: 60_000, interval: 200 }

test('a file that is no PDF or Word file, and a form without one, are refused at the field', async () => {
  const { id } = await byNumber('135/KH-UBND')
  const wrong = await upload(id, [{ name: 'ghi-chu.pdf', bytes: Buffer.from('không phải PDF') }])
  expect(wrong.status).toBe(422)
  const none = await upload(id, [])
  expect(none.status).toBe(422)
  expect(none.body).toContain('Hãy chọn ít nhất một tập tin.')
})

test('a relation is said from either side, shows on both public pages, and can be taken back and said again', async () => {
  const plan = await byNumber('135/KH-UBND')
  const decree = await byNumber('26/2026/QĐ-TTg')
  const said = await office.post(`${desk}/${plan.id}/quan-he`, {
    relation: 'amended-by',
    other: '26 2026 qd-ttg',
  })
  expect(said.status, said.body.slice(0, 500)).toBe(303)
  expect((await visitor.get(`/van-ban/${plan.slug}`)).body).toMatch(
    /Được sửa đổi, bổ sung bởi[\s\S]*26\/2026\/QĐ-TTg/,
  )
  expect((await visitor.get(`/van-ban/${decree.slug}`)).body).toMatch(/Sửa đổi, bổ sung[\s\S]*135\/KH-UBND/)

  const opposite = await office.post(`${desk}/${plan.id}/quan-he`, {
    relation: 'amends',
    other: '26/2026/QĐ-TTg',
  })
  expect(opposite.status).toBe(422)
  expect(opposite.body).toContain('chiều ngược lại')

  const off = await office.post(`${desk}/${plan.id}/quan-he/bo`, { bo: 'amended-by', voi: decree.id })
  expect((await visitor.get(`/van-ban/${plan.slug}`)).body).not.toContain('26/2026/QĐ-TTg')
  const page = (await office.get(off.to!)).body
  expect(page).toContain('Đã bỏ: Được sửa đổi, bổ sung bởi 26/2026/QĐ-TTg.')
  expect(page).toContain(`name="otherId" value="${decree.id}"`)
  await office.post(`${desk}/${plan.id}/quan-he`, { relation: 'amended-by', otherId: decree.id })
  expect((await visitor.get(`/van-ban/${plan.slug}`)).body).toContain('26/2026/QĐ-TTg')
})

test('a number that is not in the register, or its own, is refused and kept as typed', async () => {
  const { id } = await byNumber('135/KH-UBND')
  const unknown = await office.post(`${desk}/${id}/quan-he`, { relation: 'supersedes', other: '999/QĐ-XYZ' })
  expect(unknown.status).toBe(422)
  expect(unknown.body).toContain('Chưa có văn bản số 999/QĐ-XYZ trong sổ')
  expect(unknown.body).toContain('value="999/QĐ-XYZ"')
  const own = await office.post(`${desk}/${id}/quan-he`, { relation: 'amends', other: '135/KH-UBND' })
  expect(own.status).toBe(422)
  const stranger = await visitor.post(`${desk}/${id}/quan-he`, { relation: 'amends', other: '148/QĐ-TTg' })
  expect([303, 401, 403]).toContain(stranger.status)
})
