import { describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

describe('at the editor’s desk', async () => {
  const application = await testApplication()
  const { db } = application.kernel
  const editor = new Browser(application, '198.51.100.21')
  const visitor = new Browser(application)
  await editor.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  const fields = (title: string, body: string, version: number) => ({
    title,
    body,
    lead: '',
    category: 'thong-bao',
    lang: 'vi',
    authorName: 'A',
    unitName: 'B',
    updatedOn: '15/09/2026',
    version: String(version),
  })
  const write = async (title: string) => {
    const { to } = await editor.post('/lam-viec/tin-bai/moi', fields(title, 'Nội dung đầu.', 0))
    const id = /tin-bai\/([0-9a-f-]{36})/.exec(to ?? '')?.[1]
    expect(id, to).toBeDefined()
    return id!
  }
  const slugOf = async (id: string) =>
    (await db.selectFrom('article').select('slug').where('id', '=', id).executeTakeFirstOrThrow()).slug

  test('an edit of a published piece waits until it is published, and never gets lost', async () => {
    const id = await write('Tin có sửa đổi')
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin có sửa đổi', 'Nội dung thứ hai.', 1))
    const slug = await slugOf(id)
    expect((await visitor.get(`/tin-tuc/${slug}`)).body).toContain('Nội dung đầu.')
    expect((await editor.get(`/lam-viec/tin-bai/${id}`)).body).toContain('Nội dung thứ hai.')
    expect((await editor.get(`/lam-viec/tin-bai/${id}/xem-truoc/trang`)).body).toContain('Nội dung thứ hai.')
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '2' })
    expect((await visitor.get(`/tin-tuc/${slug}`)).body).toContain('Nội dung thứ hai.')
  })

  test('of two who save over each other the second is told, keeps what was typed and sees the difference', async () => {
    const id = await write('Tin hai người sửa')
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin hai người sửa', 'Bản của người thứ nhất.', 1))
    const second = await editor.post(
      `/lam-viec/tin-bai/${id}`,
      fields('Tin hai người sửa', 'Bản của người thứ hai.', 1),
    )
    expect(second.status).toBe(422)
    expect(second.body).toContain('Bản của người thứ hai.')
    expect(second.body).toMatch(/<del>[^<]*nhất/)
    const kept = await db.selectFrom('article').select('body').where('id', '=', id).executeTakeFirstOrThrow()
    expect(kept.body).toContain('thứ nhất')
  })

  test('publishing in bulk leaves alone what was saved meanwhile and says so', async () => {
    const [one, two] = [await write('Tin hàng loạt một'), await write('Tin hàng loạt hai')]
    await editor.post(`/lam-viec/tin-bai/${two}`, fields('Tin hàng loạt hai', 'Sửa sau.', 1))
    const { body } = await editor.post('/lam-viec/tin-bai/hang-loat', { viec: 'dang', chon: `${one}:1` })
    expect(body).toContain('Đã làm xong 1 tin')
    const stale = await editor.post('/lam-viec/tin-bai/hang-loat', { viec: 'dang', chon: `${two}:1` })
    expect(stale.body).toContain('Đã làm xong 0 tin')
    const rows = await db
      .selectFrom('article')
      .select(['id', 'status'])
      .where('id', 'in', [one, two])
      .execute()
    expect(rows.find(({ id }) => id === one)?.status).toBe('published')
    expect(rows.find(({ id }) => id === two)?.status).toBe('draft')
  })

  test('a former address leads to the present one; an earlier version can be taken up again', async () => {
    const id = await write('Tin đổi địa chỉ')
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    const former = await slugOf(id)
    await editor.post(`/lam-viec/tin-bai/${id}/dia-chi`, { slug: 'Địa chỉ mới của tin' })
    expect(await slugOf(id)).toBe('dia-chi-moi-cua-tin')
    expect((await visitor.get(`/tin-tuc/${former}`)).to).toBe('/tin-tuc/dia-chi-moi-cua-tin')
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin đổi địa chỉ', 'Bản hai.', 1))
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin đổi địa chỉ', 'Bản ba.', 2))
    expect((await editor.get(`/lam-viec/tin-bai/${id}/phien-ban/3`)).body).toMatch(
      /<del>hai<\/del>.*<ins>ba<\/ins>/,
    )
    await editor.post(`/lam-viec/tin-bai/${id}/phien-ban/2`)
    expect((await editor.get(`/lam-viec/tin-bai/${id}`)).body).toContain('Bản hai.')
  })

  test('a day that is not on the calendar is refused at its field, and what was typed is kept', async () => {
    const { status, body } = await editor.post('/lam-viec/tin-bai/moi', {
      ...fields('Tin ngày sai', 'Nội dung giữ lại.', 0),
      updatedOn: '30/02/2024',
    })
    expect(status).toBe(422)
    expect(body).toContain('Ngày không có trên lịch')
    expect(body).toContain('Nội dung giữ lại.')
    expect((await visitor.get('/tin-tuc?ngay=30/02/2024')).status).toBe(200)
    expect((await visitor.get('/tin-tuc?ngay=2024-02-30')).status).toBe(200)
  })

  test('a link to a file that was taken off is found, and its address says that it is gone', async () => {
    const gone = '01935c2e-1111-7000-8000-0000000000ff'
    const id = await write('Tin có liên kết hỏng')
    const body = `<p><a href="/tin-tuc/tap-tin/${gone}">Phụ lục</a></p>`
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin có liên kết hỏng', body, 1))
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '2' })
    expect((await editor.get('/lam-viec/tin-bai/lien-ket')).body).toContain(gone)
    expect((await visitor.get(`/tin-tuc/tap-tin/${gone}`)).status).toBe(404)
  })
})
