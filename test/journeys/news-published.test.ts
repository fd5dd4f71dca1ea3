import { expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

const application = await testApplication()
const { db } = application.kernel
const [editor, office] = [
  new Browser(application, '198.51.100.23'),
  new Browser(application, '198.51.100.24'),
]
const visitor = new Browser(application)
await editor.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })

const fields = (title: string, body: string, version: number) => ({
  title,
  body,
  lead: '',
  category: 'thong-bao',
  lang: 'vi',
  authorName: '',
  unitName: '',
  updatedOn: '15/09/2026',
  version: String(version),
})

async function write(title: string) {
  const { to } = await editor.post('/lam-viec/tin-bai/moi', fields(title, 'Nội dung đầu.', 0))
  const id = /tin-bai\/([0-9a-f-]{36})/.exec(to ?? '')?.[1]
  expect(id, to).toBeDefined()
  const { slug } = await db
    .selectFrom('article')
    .select('slug')
    .where('id', '=', id!)
    .executeTakeFirstOrThrow()
  return { page: `/tin-tuc/${slug}`, desk: `/lam-viec/tin-bai/${id}`, id: id! }
}

test('what is out stays out: its new version is published now or not yet, never at a later time', async () => {
  const { page, desk } = await write('Tin đang đăng')
  await editor.post(`${desk}/dang`, { at: '', seen: '1' })
  await editor.post(desk, fields('Tin đang đăng', 'Nội dung mới.', 1))
  const later = await editor.post(`${desk}/dang`, { at: '30/04/2099 07:30', seen: '2' })
  expect([later.status, later.body]).toEqual([422, expect.stringContaining('không hẹn giờ được')])
  expect((await visitor.get(page)).body).toContain('Nội dung đầu.')
  expect((await editor.get(desk)).body).not.toContain('name="at"')
  await editor.post(`${desk}/dang`, { at: '', seen: '2' })
  expect((await visitor.get(page)).body).toContain('Nội dung mới.')
})

test('a piece that is set for later may be set for another time, and its former address leads nowhere until it is out', async () => {
  const { page, desk, id } = await write('Tin hẹn giờ')
  for (const at of ['30/04/2099 07:30', '01/05/2099 07:30'])
    expect((await editor.post(`${desk}/dang`, { at, seen: '1' })).status).toBe(303)
  await editor.post(`${desk}/dia-chi`, { slug: 'Kế hoạch còn kín' })
  const former = await visitor.get(page)
  expect([former.status, former.to]).toEqual([404, undefined])
  await db
    .updateTable('article')
    .set({ published_at: new Date(0) })
    .where('id', '=', id)
    .execute()
  expect((await visitor.get(page)).to).toBe('/tin-tuc/ke-hoach-con-kin')
})

test('files and the address of a published piece are changed by who may publish, those of a draft by its writers', async () => {
  const { page, desk, id } = await write('Tin có tập tin')
  const content = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  const attach = (who: Browser, name: string) =>
    who.upload(`${desk}/tap-tin`, {}, { field: 'file', name, type: 'application/pdf', content })
  const files = async () => {
    const rows = await db
      .selectFrom('article_attachment')
      .select(['id', 'name'])
      .where('article_id', '=', id)
      .where('removed_at', 'is', null)
      .orderBy('ordinal')
      .execute()
    return rows
  }
  expect((await attach(office, 'cua-van-phong.pdf')).status).toBe(303)
  await editor.post(`${desk}/dang`, { at: '', seen: '1' })
  expect((await attach(office, 'chen-them.pdf')).status).toBe(422)
  const [own] = await files()
  await office.post(`/lam-viec/tin-bai/tap-tin/${own!.id}/go`)
  expect((await office.post(`${desk}/dia-chi`, { slug: 'dia-chi-khac' })).status).toBe(422)
  expect((await files()).map(({ name }) => name)).toEqual(['cua-van-phong.pdf'])
  expect((await visitor.get(page)).status).toBe(200)
  const seen = (await office.get(desk)).body
  expect(seen).toContain('do người có quyền đăng tin thay đổi')
  expect(seen).not.toMatch(/dia-chi"|\/go"/)
  expect((await attach(editor, 'cua-bien-tap.pdf')).status).toBe(303)
  expect((await files()).map(({ name }) => name)).toEqual(['cua-van-phong.pdf', 'cua-bien-tap.pdf'])
})
