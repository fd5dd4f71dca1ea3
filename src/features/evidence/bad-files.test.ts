import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { papersWhere } from './queries.ts'

const application = await testApplication()
const { db } = application.kernel
let address: string
let cookie: string
let producer: string
let photo: Buffer

beforeAll(async () => {
  address = await application.server.listen({ port: 0, host: '127.0.0.1' })
  const person = new Browser(application, '198.51.100.45')
  await person.post('/dang-nhap', { login: 'chu-the-doi-may', password: demoPassword })
  cookie = person.cookies()
  producer = (await person.get('/lam-viec/tai-lieu')).to!.split('/').at(-1)!
  photo = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
})

const pdf = (inside: string) =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog ${inside}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`)

/** A zip with one entry that says it unpacks to `claimed` bytes: what an office file is, and what a bomb is. */
function archive(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateSync(content).subarray(2, -4)
  const named = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(named.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(named.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + named.length, 12)
  end.writeUInt32LE(local.length + named.length + packed.length, 16)
  return Buffer.concat([local, named, packed, central, named, end])
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The plain form, as a phone without script sends it. */
async function send(title: string, files: readonly { name: string; type: string; bytes: Buffer }[]) {
  const form = new FormData()
  form.set('kind', 'phieu-kiem-nghiem')
  form.set('title', title)
  for (const { name, type, bytes } of files)
    form.append('files', new Blob([new Uint8Array(bytes)], { type }), name)
  const answer = await fetch(`${address}/lam-viec/tai-lieu/${producer}/them`, {
    method: 'POST',
    body: form,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  return { status: answer.status, to: answer.headers.get('location'), body: await answer.text() }
}

describe('files that are not taken: a clear word at the field, what was typed is kept, nothing half-saved', () => {
  test.each([
    [
      'a PDF with script',
      'phieu.pdf',
      'application/pdf',
      () => pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
      'mã lệnh',
    ],
    ['a locked PDF', 'khoa.pdf', 'application/pdf', () => pdf('/Encrypt 5 0 R'), 'khóa bằng mật khẩu'],
    [
      'a PDF with files inside',
      'kem.pdf',
      'application/pdf',
      () => pdf('/Names<</EmbeddedFiles 3 0 R>>'),
      'đính bên trong',
    ],
    ['a broken PDF', 'hong.pdf', 'application/pdf', () => pdf(''), 'hỏng'],
    [
      'a zip bomb called Word',
      'bom.docx',
      docx,
      () => archive('word/document.xml', Buffer.alloc(1_000_000), 900_000_000),
      'quá lớn',
    ],
    [
      'an archive of something else',
      'anh.docx',
      docx,
      () => archive('evil.exe', Buffer.from('MZ')),
      'Chỉ nhận',
    ],
    ['an empty file', 'trong.jpg', 'image/jpeg', () => Buffer.alloc(0), 'trống'],
    [
      'a program called a picture',
      'anh.jpg',
      'image/jpeg',
      () => Buffer.from('MZ\x90\0 this is a program'),
      'Chỉ nhận',
    ],
    ['a picture called PDF', 'anh.pdf', 'application/pdf', () => photo, 'không đúng với tên'],
  ])('%s', async (_, name, type, bytes, words) => {
    const before = (await papersWhere(db, { producerId: producer })).length
    const title = `Phiếu thử ${name}`
    const answer = await send(title, [{ name, type, bytes: bytes() }])
    expect(answer.status).toBe(422)
    expect(answer.body).toContain(words)
    expect(answer.body, 'what was typed is kept').toContain(title)
    expect((await papersWhere(db, { producerId: producer })).length).toBe(before)
  })

  test('the same file twice is recognised: once in a paper, named where it lies already', async () => {
    const page = { name: 'trang.jpg', type: 'image/jpeg', bytes: photo }
    const first = await send('Phiếu ảnh', [page, { ...page, name: 'trang (1).jpg' }])
    expect(first.status).toBe(303)
    const paper = (await papersWhere(db, { producerId: producer })).find((one) => one.title === 'Phiếu ảnh')!
    expect(paper.files).toHaveLength(1)
    const again = new FormData()
    again.append('files', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'lan-hai.jpg')
    const answer = await fetch(`${address}/lam-viec/tai-lieu/giay/${paper.id}/trang`, {
      method: 'POST',
      body: again,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    expect(await answer.text()).toContain('Tệp đã có sẵn')
  })

  test('ten thousand characters, decomposed letters and emoji in names', async () => {
    const page = { name: 'ảnh 🐟'.normalize('NFD').padEnd(300, 'x'), type: 'image/jpeg', bytes: photo }
    const long = await send('ă'.repeat(10_000), [page])
    expect([long.status, long.body.includes('300')]).toEqual([422, true])
    const decomposed = await send('Giấy phép cá 🐟'.normalize('NFD'), [page])
    expect(decomposed.status).toBe(303)
    const titles = (await papersWhere(db, { producerId: producer })).map((paper) => paper.title)
    expect(titles).toContain('Giấy phép cá 🐟')
  })
})
