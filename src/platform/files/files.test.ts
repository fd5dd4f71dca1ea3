import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { utils, write as writeBook } from '@e965/xlsx'
import { Document, Packer, Paragraph } from 'docx'
import S3rver from 's3rver'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import type { S3Storage, Storage } from '../config/index.ts'
import { fileProblemWords, openFileStore, type PutLimits } from './index.ts'
import { safeName } from './media.ts'
import { inspectPdf } from './pdf.ts'

const { db } = await testDatabase()
const dir = await mkdtemp(join(tmpdir(), 'saolang-files-'))
afterAll(() => rm(dir, { recursive: true }))
const pdf = (body = '', encoding: 'utf8' | 'latin1' = 'utf8') =>
  Buffer.from(`%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n${body}\ntrailer <</Root 1 0 R>>\n%%EOF`, encoding)

interface Member {
  name: string
  bytes: Buffer
  /** What the directory claims, where that is to differ. */
  claimed?: number
}

/** A zip archive by hand, so that it can also lie. */
function zip(members: Member[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, claimed } of members) {
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimed ?? bytes.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const entry = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\0'),
      fields,
      Buffer.alloc(14),
      Buffer.from(name),
    ])
    entry.writeUInt32LE(offset, 42)
    locals.push(local)
    directory.push(entry)
    offset += local.length
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const word = (...more: Member[]) => zip([{ name: 'word/document.xml', bytes: Buffer.from('<a/>') }, ...more])

/** A real S3 server on this machine; its bytes lie in a folder that goes with the test. */
const bucket = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(dir, 's3'),
  configureBuckets: [{ name: 'sao-lang', configs: [] }],
})
const { port } = await bucket.run()
afterAll(() => bucket.close())

const s3 = (more: Partial<S3Storage> = {}): S3Storage => ({
  kind: 's3',
  endpoint: `http://127.0.0.1:${port}`,
  bucket: 'sao-lang',
  prefix: 'tep/',
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
  incoming: join(dir, 's3-incoming'),
  ...more,
})
const shelves: Storage[] = [{ kind: 'file', dir: join(dir, 'files') }, s3()]

describe.each(shelves)('the file store ($kind:)', (storage) => {
  const store = openFileStore(storage, db)
  const put = (bytes: Uint8Array, limits: Partial<PutLimits> = {}) =>
    store.put(Readable.from([Buffer.from(bytes)]), { maxBytes: 1_000_000, name: 'tep', ...limits })
  const leftovers = () => readdir(storage.kind === 'file' ? join(storage.dir, 'incoming') : storage.incoming)
  let samples: Record<string, Buffer>
  beforeAll(async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Tên', 'Điểm']]), 'Trang 1')
    samples = {
      pdf: pdf(),
      jpg: await picture.clone().jpeg().toBuffer(),
      png: await picture.clone().png().toBuffer(),
      webp: await picture.clone().webp().toBuffer(),
      docx: await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Làng')] }] })),
      xlsx: writeBook(book, { type: 'buffer', bookType: 'xlsx' }),
    }
  })

  it.each(['pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx'])(
    'keeps a real %s and gives the same bytes back',
    async (kind) => {
      const bytes = samples[kind]!
      const result = await put(bytes, { name: `Hồ sơ.${kind}` })
      expect(result).toMatchObject({
        ok: true,
        value: { size: bytes.length, name: `Hồ sơ.${kind}`, flags: [] },
      })
      if (!result.ok) return
      expect(await buffer((await store.open(result.value.hash))!)).toEqual(bytes)
      expect(await store.stat(result.value.hash)).toEqual(result.value)
    },
  )

  it('stores the same bytes once, also when two send them at the same time', async () => {
    const bytes = pdf(randomBytes(16).toString('hex'))
    const [one, two] = await Promise.all([put(bytes, { name: 'a.pdf' }), put(bytes, { name: 'b.pdf' })])
    expect(one.ok && two.ok && one.value.hash === two.value.hash).toBe(true)
    const hash = one.ok ? one.value.hash : ''
    expect(await db.selectFrom('file').selectAll().where('hash', '=', hash).execute()).toHaveLength(1)
  })

  it('refuses a huge upload at the first byte too many, without breaking off its sender', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (; sent < 2_000_000_000; sent += 65_536) yield Buffer.alloc(65_536, 'x')
      })(),
    )
    const result = await store.put(endless, { maxBytes: 1_000_000, name: 'to.pdf' })
    expect(result).toEqual({ ok: false, problems: [{ code: 'file-too-large', data: { maximum: 1 } }] })
    expect(sent).toBeLessThan(3_000_000)
    expect(endless.destroyed).toBe(false)
    endless.destroy()
  })

  it('leaves nothing behind when the sender breaks off', async () => {
    let asked = 0
    const broken = new Readable({
      read() {
        asked += 1
        if (asked === 1) this.push('%PDF-1.7')
        else this.destroy(new Error('gone'))
      },
    })
    await expect(store.put(broken, { maxBytes: 1000, name: 'a.pdf' })).rejects.toThrow('gone')
    expect(await leftovers()).toEqual([])
  })

  it.each([
    ['file-empty', Buffer.alloc(0), {}],
    ['file-type', Buffer.from('MZ program'), {}],
    ['file-type', Buffer.from('<html><script>'), {}],
    ['file-type', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { name: 'a.svg' }],
    ['file-type', zip([{ name: 'a.txt', bytes: Buffer.from('a') }]), {}],
    ['file-type-mismatch', pdf(), { name: 'photo.jpg' }],
    ['file-type-mismatch', pdf(), { name: 'run.pdf.exe' }],
    ['file-type-mismatch', pdf(), { declaredType: 'image/png' }],
    [
      'file-broken',
      Buffer.from(word().toString('latin1').replace('PK\x03\x04', 'PK\x03\x04\xff'), 'latin1'),
      {},
    ],
    ['file-broken', Buffer.from('PK\x03\x04 cut off'), {}],
    ['file-broken', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR cut', 'latin1'), { name: 'a.png' }],
    ['file-has-macros', word({ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }), { name: 'a.docx' }],
    ['file-unpacks-too-large', word({ name: 'b', bytes: Buffer.alloc(10), claimed: 4_000_000_000 }), {}],
  ] as [string, Buffer, Partial<PutLimits>][])(
    'refuses %s and keeps nothing',
    async (code, bytes, limits) => {
      expect(await put(bytes, limits)).toMatchObject({ ok: false, problems: [{ code }] })
      expect(await leftovers()).toEqual([])
    },
  )

  it('is not fooled by an archive that lies about its size', async () => {
    const bomb = word({ name: 'word/media/a.bin', bytes: Buffer.alloc(401_000_000), claimed: 10 })
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await put(bomb)).toMatchObject({ ok: false, problems: [{ code: 'file-unpacks-too-large' }] })
  })

  it('refuses a PDF whose groups of objects unpack to more than any real one', async () => {
    const half = deflateSync(Buffer.alloc(21_000_000, 0x61), { level: 9 })
    const groups = (...packed: Buffer[]) =>
      pdf(
        packed
          .map((each) => `5 0 obj <</Type/ObjStm>> stream\n${each.toString('latin1')}\nendstream endobj\n`)
          .join(''),
        'latin1',
      )
    // A group that breaks off at its end was unpacked all the same.
    const broken = Buffer.concat([half.subarray(0, -4), Buffer.from('xxxx')])
    expect((await put(groups(half))).ok).toBe(true)
    for (const bomb of [groups(half, half), groups(broken, broken)]) {
      expect(bomb.length).toBeLessThan(100_000)
      expect(await put(bomb)).toMatchObject({ ok: false, problems: [{ code: 'file-unpacks-too-large' }] })
    }
    expect(await leftovers()).toEqual([])
  })

  it('refuses what a place does not accept before it unpacks it', async () => {
    const trap = word({ name: 'b', bytes: Buffer.alloc(10), claimed: 4_000_000_000 })
    const answer = await put(trap, { name: 'a.docx', accept: ['image/png'] })
    expect(answer).toMatchObject({ ok: false, problems: [{ code: 'file-type' }] })
  })

  it('refuses a picture that would fill memory, by its header alone', async () => {
    const header = Buffer.from('\0\0\0\0\0\0\0\0\x08\x02\0\0\0', 'latin1')
    header.writeUInt32BE(50_000, 0)
    header.writeUInt32BE(50_000, 4)
    const chunk = (type: string, data: Buffer) => {
      const body = Buffer.concat([Buffer.from(type), data])
      const frame = Buffer.alloc(8)
      frame.writeUInt32BE(data.length, 0)
      frame.writeUInt32BE(crc32(body), 4)
      return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
    }
    const png = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(100))),
      chunk('IEND', Buffer.alloc(0)),
    ])
    expect(await put(png, { name: 'a.png' })).toMatchObject({
      ok: false,
      problems: [{ code: 'picture-too-large' }],
    })
  })

  it('takes only what a place accepts', async () => {
    expect(await put(samples.png!, { accept: ['application/pdf'] })).toMatchObject({
      problems: [{ code: 'file-type' }],
    })
  })

  it('takes octet-stream for no claim, and a name without ending', async () => {
    expect((await put(pdf('n'), { declaredType: 'application/octet-stream', name: 'biên bản' })).ok).toBe(
      true,
    )
  })

  it('deletes, and opens nothing but a hash', async () => {
    const result = await put(pdf('to delete'))
    if (!result.ok) throw new Error('not stored')
    await store.delete(result.value.hash)
    expect(await store.stat(result.value.hash)).toBeNull()
    expect(await store.open(result.value.hash)).toBeNull()
    expect(() => store.open('../../etc/passwd')).toThrow('not a file hash')
  })

  it('has words for each refusal in both languages', () => {
    expect(Object.keys(fileProblemWords.en)).toEqual(Object.keys(fileProblemWords.vi))
  })
})

describe('a bucket that does not answer as it should', () => {
  const store = (more: Partial<S3Storage>) => openFileStore(s3(more), db)
  const put = (more: Partial<S3Storage>) =>
    store(more).put(Readable.from([pdf('elsewhere')]), { maxBytes: 1_000_000, name: 'a.pdf' })

  it('fails the upload aloud and notes no file that is not kept', async () => {
    const before = await db.selectFrom('file').select('hash').execute()
    await expect(put({ bucket: 'nowhere' })).rejects.toThrow('404')
    await expect(put({ accessKeyId: 'nobody' })).rejects.toThrow('403')
    await expect(put({ endpoint: 'http://127.0.0.1:1' })).rejects.toThrow('ECONNREFUSED')
    expect(await db.selectFrom('file').select('hash').execute()).toHaveLength(before.length)
  })

  it('tells a file that is missing from a store that is away', async () => {
    expect(await store({}).open('0'.repeat(64))).toBeNull()
    await expect(store({ endpoint: 'http://127.0.0.1:1' }).open('0'.repeat(64))).rejects.toThrow()
  })
})

describe('what is seen in a PDF', () => {
  const group = (text: string, filter = '/FlateDecode') =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n5 0 obj <</Type/ObjStm/N 1/First 4/Filter${filter}>> stream\r\n`),
      deflateSync(text),
      Buffer.from('\nendstream endobj\n%%EOF'),
    ])
  it.each([
    ['nothing in an innocent one', pdf('/JSON /Launcher'), []],
    ['a script', pdf('<</S/JavaScript/JS(app.alert(1))>>'), ['pdf-javascript']],
    ['a script whose name is escaped', pdf('<</S/J#61vaScript>>'), ['pdf-javascript']],
    ['a script in other letters', pdf('<</S/#4a#53 1 0 R>>'), ['pdf-javascript']],
    ['nothing in a longer name', pdf('<</JS#4f#4E/EncryptMetadata true>>'), []],
    ['a script in a packed group', group('<</S/JavaScript>>'), ['pdf-javascript']],
    ['a program to start', pdf('<</S/Launch/F(cmd.exe)>>'), ['pdf-launch']],
    [
      'an attachment and encryption',
      pdf('/EmbeddedFiles 1 0 R /Encrypt 2 0 R'),
      ['pdf-attachment', 'pdf-encrypted'],
    ],
    [
      'nothing in page content that only mentions it',
      pdf('2 0 obj <<>> stream\n/JavaScript\nendstream endobj'),
      [],
    ],
    ['nothing in a group that cannot be unpacked', pdf('5 0 obj <</Type/ObjStm>> stream\nxx\nendstream'), []],
  ] as [string, Buffer, string[]][])('%s', async (_, bytes, flags) => {
    expect(await inspectPdf(bytes)).toEqual(flags)
  })
})

it.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\hồ sơ\\Tờ khai.pdf', 'Tờ khai.pdf'],
  ['a\u202Efdp.exe\0\n.pdf', 'afdp.exe.pdf'],
  ['...', 'file.pdf'],
  [`${'ă'.repeat(300)}.pdf`, `${'ă'.repeat(146)}.pdf`],
])('a name that is safe to show: %j', (given, expected) => {
  expect(safeName(given, 'application/pdf')).toBe(expected)
})
