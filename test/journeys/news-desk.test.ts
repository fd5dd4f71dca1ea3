import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { atOnce, Browser, testApplication } from '../factories/index.ts'

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

  test('a step is taken back while nothing was done since: published, withdrawn, several at once', async () => {
    const id = await write('Tin hoàn tác')
    const standing = async (of = id) => {
      const { status, published_at, public_version } = await db
        .selectFrom('article')
        .select(['status', 'published_at', 'public_version'])
        .where('id', '=', of)
        .executeTakeFirstOrThrow()
      return { status, isOut: published_at !== null, version: public_version }
    }
    const stepOf = (to: string | undefined) => /buoc=(\d+)/.exec(to ?? '')?.[1] ?? ''
    const published = await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    const slug = await slugOf(id)
    expect((await editor.get(published.to!)).body).toContain('hoan-tac')
    // Of two who take it back at once one does.
    const undo = () => editor.post(`/lam-viec/tin-bai/${id}/hoan-tac`, { buoc: stepOf(published.to) })
    const both = await atOnce(db, [undo, undo])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await standing()).toEqual({ status: 'draft', isOut: false, version: null })
    expect((await visitor.get(`/tin-tuc/${slug}`)).status).toBe(404)
    // A step that others came after stays.
    const again = await editor.post(`/lam-viec/tin-bai/${id}/hoan-tac`, { buoc: stepOf(published.to) })
    expect(again.status).toBe(422)

    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin hoàn tác', 'Sửa sau khi đăng.', 1))
    const second = await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '2' })
    await editor.post(`/lam-viec/tin-bai/${id}/hoan-tac`, { buoc: stepOf(second.to) })
    expect(await standing()).toMatchObject({ status: 'published', version: 1 })
    expect((await visitor.get(`/tin-tuc/${slug}`)).body).toContain('Nội dung đầu.')

    const [one, two] = [await write('Tin loạt ba'), await write('Tin loạt bốn')]
    const { body } = await editor.post('/lam-viec/tin-bai/hang-loat', {
      viec: 'dang',
      chon: [`${one}:1`, `${two}:1`],
    })
    const steps = /name="buoc" value="([^"]+)"/.exec(body)?.[1] ?? ''
    expect(steps.split(',')).toHaveLength(2)
    const undone = await editor.post('/lam-viec/tin-bai/hang-loat/hoan-tac', { buoc: steps })
    expect(undone.body).toContain('Đã hoàn tác 2 tin')
    expect((await standing(one)).status).toBe('draft')
  })

  test('a submitted piece is returned with its reason, which its writer finds among the tasks and at its head', async () => {
    const id = await write('Tin trả lại')
    await editor.post(`/lam-viec/tin-bai/${id}/gui-duyet`)
    expect((await editor.post(`/lam-viec/tin-bai/${id}/tra-lai`, { reason: ' ' })).status).toBe(422)
    await editor.post(`/lam-viec/tin-bai/${id}/tra-lai`, { reason: 'Thiếu <b>số</b> kế hoạch' })
    expect((await editor.get(`/lam-viec/tin-bai/${id}`)).body).toContain('Thiếu &lt;b>số&lt;/b> kế hoạch')
    expect((await editor.get('/lam-viec')).body).toContain('Tin được trả lại để sửa')
  })

  test('a file that is taken off is gone from the page and laid back whole; a sound is heard at the head, in parts', async () => {
    const id = await write('Tin có bản đọc')
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    const slug = await slugOf(id)
    const sound = Buffer.concat([
      Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x0a', 'latin1'),
      Buffer.alloc(10),
      ...Array.from({ length: 40 }, () =>
        Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]),
      ),
    ])
    const sent = await editor.upload(
      `/lam-viec/tin-bai/${id}/tap-tin`,
      {},
      { field: 'file', name: 'ban-doc.mp3', type: 'audio/mpeg', content: sound },
    )
    expect(sent.status).toBe(303)
    const page = (await visitor.get(`/tin-tuc/${slug}`)).body
    const address = /<audio[^>]* src="([^"]+)"/.exec(page)?.[1]
    expect(address, page.slice(0, 200)).toBeDefined()
    const part = await application.server.inject({ url: address!, headers: { range: 'bytes=10-19' } })
    expect([part.statusCode, part.rawPayload.length, part.headers['content-range']]).toEqual([
      206,
      10,
      `bytes 10-19/${sound.length}`,
    ])
    const beyond = await application.server.inject({ url: address!, headers: { range: 'bytes=999999-' } })
    expect(beyond.statusCode).toBe(416)

    const file = address!.split('/').at(-1)!
    const off = await editor.post(`/lam-viec/tin-bai/tap-tin/${file}/go`)
    expect((await visitor.get(address!)).status).toBe(404)
    expect((await visitor.get(`/tin-tuc/${slug}`)).body).not.toContain('<audio')
    expect((await editor.get(off.to!)).body).toContain(`tap-tin/${file}/lai`)
    await editor.post(`/lam-viec/tin-bai/tap-tin/${file}/lai`)
    expect((await visitor.get(address!)).status).toBe(200)
  })

  test('a broken picture is refused at its field; one that a piece shows stays in the library, one that none shows leaves and comes back', async () => {
    const library = '/lam-viec/tin-bai/anh'
    const send = (content: Buffer) =>
      editor.upload(
        library,
        { alternative: 'Phơi "cá" <cơm>', caption: '' },
        {
          field: 'file',
          name: 'a.png',
          type: 'image/png',
          content,
        },
      )
    const whole = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a9' } })
      .png()
      .toBuffer()
    for (const broken of [whole.subarray(0, 60), Buffer.from('GIF89a'), Buffer.alloc(0)])
      expect((await send(broken)).status).toBe(422)
    expect((await send(whole)).status).toBe(303)
    const shelf = (await editor.get(library)).body
    expect(shelf).not.toContain('<cơm>')
    const picture = /tin-bai\/anh\/([0-9a-f-]{36})/.exec(shelf)![1]!
    const id = await write('Tin có ảnh')
    const figure = `<figure><img src="/tin-tuc/anh/${picture}" alt="Phơi cá"><figcaption>Ven phá</figcaption></figure>`
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin có ảnh', `<p>Ảnh:</p>${figure}`, 1))
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '2' })
    expect((await editor.post(`${library}/${picture}/bo`)).status).toBe(422)
    expect((await visitor.get(`/tin-tuc/anh/${picture}`)).status).toBe(200)
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin có ảnh', '<p>Không ảnh.</p>', 2))
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '3' })
    expect((await editor.post(`${library}/${picture}/bo`)).to).toContain(`bo=${picture}`)
    expect((await visitor.get(`/tin-tuc/anh/${picture}`)).status).toBe(404)
    await editor.post(`${library}/${picture}/lai`)
    expect((await visitor.get(`/tin-tuc/anh/${picture}`)).status).toBe(200)
  })

  test('script in every field comes out as letters, on the desk and on the portal', async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}`
    const { to } = await editor.post('/lam-viec/tin-bai/moi', {
      ...fields(evil, `<p>Thân${evil}</p>`, 0),
      lead: evil,
      authorName: evil,
      unitName: evil,
    })
    const id = /tin-bai\/([0-9a-f-]{36})/.exec(to ?? '')![1]!
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    await editor.post(`/lam-viec/tin-bai/${id}/dia-chi`, { slug: evil })
    const slug = await slugOf(id)
    expect(slug).toMatch(/^[a-z0-9-]+$/)
    for (const path of [
      `/tin-tuc/${slug}`,
      `/en/tin-tuc/${slug}`,
      '/tin-tuc',
      '/feed.xml',
      '/',
      '/sitemap.xml',
    ])
      expect((await visitor.get(path)).body, path).not.toMatch(/<script>alert|<img src=x/)
    for (const path of [
      '/lam-viec/tin-bai',
      `/lam-viec/tin-bai/${id}`,
      `/lam-viec/tin-bai/${id}/xem-truoc/trang`,
    ])
      expect((await editor.get(path)).body, path).not.toMatch(/<script>alert|<img src=x/)
    for (const path of ['/tin-tuc', '/van-ban', '/don-vi-ho-tro', '/san-pham', '/tim-kiem'])
      expect((await visitor.get(`${path}?${new URLSearchParams({ q: evil })}`)).body, path).not.toMatch(
        /<script>alert|<img src=x/,
      )
  })

  test('an article of 5,000 words is saved, published, read and compared whole', async () => {
    const sentence = (index: number) => `Đoạn ${index} có đúng mười từ để đếm cho đủ.`
    const body = Array.from({ length: 500 }, (_, index) => sentence(index)).join('\n\n')
    const id = await write('Tin năm nghìn từ')
    await editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin năm nghìn từ', body, 1))
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '2' })
    const page = (await visitor.get(`/tin-tuc/${await slugOf(id)}`)).body
    expect(page.match(/<p>Đoạn \d+ có/g)).toHaveLength(500)
    await editor.post(
      `/lam-viec/tin-bai/${id}`,
      fields('Tin năm nghìn từ', body.replace(sentence(250), `${sentence(250)} Thêm.`), 2),
    )
    expect((await editor.get(`/lam-viec/tin-bai/${id}/phien-ban/3`)).body).toMatch(/<ins>[^<]*Thêm/)
  })

  test('lists answer 10,000 letters, control characters, words in NFD and a day that is not on the calendar', async () => {
    const lists = ['/tin-tuc', '/van-ban', '/don-vi-ho-tro', '/san-pham', '/en/tin-tuc']
    for (const path of lists)
      for (const q of ['x'.repeat(10_000), 'mắm '.repeat(2_500), '\u0000\u0007\u200b', "'%_\\", '⟦⟧'])
        expect((await visitor.get(`${path}?${new URLSearchParams({ q })}`)).status, path).toBe(200)
    const id = await write('Hội nghị tổng kết chương trình')
    await editor.post(`/lam-viec/tin-bai/${id}/dang`, { at: '', seen: '1' })
    for (const form of ['NFC', 'NFD'] as const) {
      const q = 'hội nghị tổng kết'.normalize(form)
      for (const path of ['/tin-tuc', '/tim-kiem', '/en/tim-kiem'])
        expect((await visitor.get(`${path}?${new URLSearchParams({ q })}`)).body, form).toContain(
          await slugOf(id),
        )
    }
    for (const path of ['/tin-tuc', '/van-ban', '/tim-kiem'])
      expect((await visitor.get(`${path}?q=ocop&tu=30/02/2024`)).body, path).toContain(
        'Ngày “30/02/2024” không có trên lịch',
      )
  })

  test('of two editors who save at the same moment one is told, and both texts are there', async () => {
    const id = await write('Tin cùng lúc')
    const other = new Browser(application, '198.51.100.22')
    await other.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
    const answers = await Promise.all([
      editor.post(`/lam-viec/tin-bai/${id}`, fields('Tin cùng lúc', 'Lời của người này.', 1)),
      other.post(`/lam-viec/tin-bai/${id}`, fields('Tin cùng lúc', 'Lời của người kia.', 1)),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    const refused = answers.find(({ status }) => status === 422)!
    expect(refused.body.match(/<(del|ins)>(này|kia)/g)).toHaveLength(2)
    expect(refused.body.match(/class="error-summary"/g)).toHaveLength(1)
    const versions = await db
      .selectFrom('article_version')
      .select('version')
      .where('article_id', '=', id)
      .execute()
    expect(versions).toHaveLength(2)
  })

  test('news and documents are narrowed by kind and by day, supporting units by what is needed; units stand in the one search', async () => {
    const titles = async (path: string) =>
      [...(await visitor.get(path)).body.matchAll(/class="news-title"[^>]*>\s*<a[^>]*>([^<]+)/g)].map(
        (hit) => hit[1],
      )
    expect(await titles('/tin-tuc?tu=28/03/2024&den=28/03/2024')).toEqual([
      expect.stringContaining('30 sản phẩm OCOP năm 2024'),
    ])
    const guides = await titles('/tin-tuc?muc=huong-dan')
    expect(guides.length).toBeGreaterThan(0)
    expect(guides.join()).not.toContain('30 sản phẩm OCOP năm 2024')
    const plans = (await visitor.get('/van-ban?loai=ke-hoach&tu=01/01/2024&den=31/12/2024')).body
    expect(plans).toContain('135/KH-UBND')
    expect(plans).not.toContain('148/QĐ-TTg')
    const ended = (await visitor.get('/van-ban?hieuluc=ended')).body
    expect(ended).not.toContain('>26/2026/QĐ-TTg<')
    const unit = await db
      .selectFrom('support_unit')
      .select(['slug', 'name'])
      .orderBy('slug')
      .executeTakeFirstOrThrow()
    const answer = JSON.parse(
      (await visitor.get(`/api/v1/search?${new URLSearchParams({ q: unit.name.vi, kind: 'unit' })}`)).body,
    ) as { items: { kind: string; url: string }[] }
    expect(answer.items[0]).toMatchObject({ kind: 'unit', url: expect.stringContaining(unit.slug) })
    const { slug, name } = await db
      .selectFrom('support_unit')
      .select(['slug', 'name'])
      .where(sql<boolean>`name ? 'en'`)
      .orderBy('slug')
      .executeTakeFirstOrThrow()
    const found = async (path: string) =>
      (await visitor.get(`${path}?${new URLSearchParams({ q: name.en! })}`)).body.replaceAll(/<\/?mark>/g, '')
    const english = await found('/en/tim-kiem')
    expect(english).toMatch(new RegExp(`<h3 class="news-title"><a href="/en/don-vi-ho-tro#${slug}">`))
    expect(english).not.toContain(name.vi)
    expect(await found('/tim-kiem')).toContain(name.vi)
    const list = await visitor.get(`/don-vi-ho-tro?${new URLSearchParams({ q: unit.name.vi })}`)
    expect(list.body.match(/class="news-title"/g)).toHaveLength(1)
  })
})
