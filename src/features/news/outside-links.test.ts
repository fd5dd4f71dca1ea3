import { describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Visit } from '../../platform/outbound/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { dueOutsideLinks, outsideLinkJob } from './outside-links.ts'

describe('links of news to other sites', async () => {
  const clock = fixedClock('2026-11-20')
  const application = await testApplication({ clock })
  const { db } = application.kernel
  const editor = new Browser(application, '198.51.100.31')
  await editor.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  const desk = '/lam-viec/tin-bai/lien-ket'
  const [here, gone] = ['https://co.example.vn/a?x=1&y=2', 'https://mat.example.vn/trang']

  const fields = (body: string, version: number) => ({
    title: 'Tin dẫn ra ngoài',
    body,
    lead: '',
    category: 'thong-bao',
    lang: 'vi',
    authorName: 'A',
    unitName: 'B',
    updatedOn: '19/11/2026',
    version: String(version),
  })
  const asked: string[] = []
  const run = (answers: Record<string, Visit> = {}) =>
    outsideLinkJob(application.kernel, async (url) => {
      asked.push(url)
      return answers[url] ?? { kind: 'answered', status: 200 }
    }).handler({})
  const ignored = async () =>
    (await db.selectFrom('outside_link').select('ignored_by').where('url', '=', gone).executeTakeFirst())
      ?.ignored_by

  it('are asked once published, weekly, those that do not answer daily; what is not there stands at the desk with its piece', async () => {
    const { to } = await editor.post(
      '/lam-viec/tin-bai/moi',
      fields(
        `<p><a href="${here}#phan-2">Có</a> <a href="${gone}">Mất</a> <a href="/van-ban">Trong cổng</a></p>`,
        0,
      ),
    )
    const id = /tin-bai\/([0-9a-f-]{36})/.exec(to ?? '')![1]!
    expect(await dueOutsideLinks(db, clock())).toEqual([])
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    expect(await dueOutsideLinks(db, clock())).toEqual([here, gone])

    await run({ [gone]: { kind: 'answered', status: 404 } })
    const page = (await editor.get(desk)).body
    expect(page).toContain(gone)
    expect(page).toContain('Trang không còn (404)')
    expect(page).not.toContain('co.example.vn')
    const piece = (await editor.get(`/lam-viec/tin-bai/${id}`)).body
    expect(piece).toContain('Tin này có 1 liên kết ra trang khác không mở được')
    expect((await editor.get(`/en${desk}`)).body).toContain('Page is gone (404)')

    asked.length = 0
    await run()
    clock.forward(2)
    await run({ [gone]: { kind: 'unreachable' } })
    expect(asked).toEqual([gone])
    clock.forward(6)
    await run({ [gone]: { kind: 'unreachable' } })
    expect(asked.slice(1).sort()).toEqual([here, gone])
    expect((await editor.get(desk)).body).toContain('Không kết nối được')
  })

  it('may be ignored, which is taken back at once or later; an address no piece has cannot', async () => {
    const auditor = new Browser(application, '198.51.100.32')
    await auditor.post('/dang-nhap', { login: 'giam-sat', password: demoPassword })
    expect((await auditor.post(`${desk}/bo-qua`, { url: gone })).status).toBe(403)
    expect((await editor.post(`${desk}/bo-qua`, { url: 'https://khac.example.vn' })).status).toBe(422)

    const { to } = await editor.post(`${desk}/bo-qua`, { url: gone })
    expect(await ignored()).toBe('Mai Thị Ngọc Biên')
    expect((await editor.get(to!)).body).toContain('Đã bỏ qua địa chỉ này')
    clock.forward(2)
    expect(await dueOutsideLinks(db, clock())).toEqual([])
    expect((await editor.get(desk)).body).toContain('Địa chỉ đã bỏ qua (1)')

    await editor.post(`${desk}/theo-doi`, { url: gone })
    expect(await ignored()).toBeNull()
    expect(await dueOutsideLinks(db, clock())).toEqual([gone])
    const deeds = await db
      .selectFrom('audit_entry')
      .select('action')
      .where('action', 'like', 'article.link-%')
      .orderBy('seq')
      .execute()
    expect(deeds.map(({ action }) => action)).toEqual(['article.link-ignored', 'article.link-watched'])
  })

  it('of demo pieces are never asked, and shown as they were made up', async () => {
    expect(asked.join()).not.toContain('tuan-hang-ocop')
    expect((await editor.get(desk)).body).toContain('tuan-hang-ocop.example')
  })
})
