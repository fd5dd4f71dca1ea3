import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { read as readBook, utils, type WorkSheet, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it, test } from 'vitest'
import {
  csvField,
  defaultLimits,
  openSheet,
  type SheetLimits,
  type SheetRow,
  writeWorkbook,
} from './index.ts'

const dir = await mkdtemp(join(tmpdir(), 'saolang-sheet-'))
afterAll(() => rm(dir, { recursive: true }))
let files = 0

async function read(content: string | Buffer, limits: Partial<SheetLimits> = {}) {
  const path = join(dir, `list-${files++}`)
  await writeFile(path, content)
  return readFile(path, limits)
}

async function readFile(path: string, limits: Partial<SheetLimits> = {}) {
  const sheet = await openSheet(path, { ...defaultLimits, ...limits })
  if (!sheet.ok) return { rows: [] as SheetRow[], problem: sheet.problems[0]?.code }
  const rows: SheetRow[] = []
  let problem: string | undefined
  for await (const part of sheet.value) {
    if ('problem' in part) problem = part.problem.code
    else rows.push(...part.rows)
  }
  return { rows, problem }
}

function workbook(sheet: WorkSheet): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Danh sách')
  return write(book, { type: 'buffer', bookType: 'xlsx' })
}

describe('a CSV list', () => {
  it.each([
    ['plain UTF-8', Buffer.from('Tên,Xã\nMè xửng,Phú Lộc\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffTên,Xã\nMè xửng,Phú Lộc\n')],
    ['UTF-16 with its mark', Buffer.from('\ufeffTên,Xã\nMè xửng,Phú Lộc\n', 'utf16le')],
    ['decomposed letters', Buffer.from('Tên,Xã\nMè xửng,Phú Lộc\n'.normalize('NFD'))],
    ['semicolons and quotes', Buffer.from('"Tên";"Xã"\r\n"Mè xửng";"Phú Lộc"\r\n')],
    ['tabs', Buffer.from('Tên\tXã\nMè xửng\tPhú Lộc\n')],
    ['empty lines and ghost columns', Buffer.from('Tên,Xã,,,\n,,,,\nMè xửng,Phú Lộc,,,\n\n')],
  ])('in %s', async (_, bytes) => {
    const { rows, problem } = await read(bytes)
    expect(problem).toBeUndefined()
    expect(rows.map((row) => row.cells.slice(0, 2))).toEqual([
      ['Tên', 'Xã'],
      ['Mè xửng', 'Phú Lộc'],
    ])
  })

  it('cuts a multi-byte letter between two pieces of the file without loss', async () => {
    const name = 'ẵ'.repeat(60_000)
    const { rows } = await read(`Tên\nx${name}\n`)
    expect(rows[1]?.cells[0]).toBe(`x${name}`)
  })

  it.each([
    ['list-encoding', Buffer.from([0x54, 0xea, 0x6e, 0x2c, 0x58, 0xe3, 0x0a, 0x4d, 0xe8, 0x0a])],
    ['list-encoding', Buffer.from('Tên,Xã\n', 'utf16le')],
    ['list-broken-quote', Buffer.from('Tên,Xã\n"Mè xửng,Phú Lộc\nTôm chua,Phú Lộc\n')],
    ['list-record-too-long', Buffer.from(`Tên,Xã\n"${'Mè xửng,Phú Lộc\n'.repeat(100_000)}`)],
    ['file-empty', Buffer.alloc(0)],
    ['list-not-list', Buffer.from('%PDF-1.7 …')],
    ['list-old-workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    [
      'list-password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
  ])('refuses as %s', async (code, bytes) => {
    expect((await read(bytes)).problem).toBe(code)
  })

  it('names the line of a broken quote', async () => {
    const path = join(dir, 'broken.csv')
    await writeFile(path, 'Tên,Xã\nA,B\nC "đặc" sản",D\nE,"F')
    const sheet = await openSheet(path)
    if (!sheet.ok) throw new Error('not opened')
    const parts = []
    for await (const part of sheet.value) parts.push(part)
    expect(parts.at(-1)).toMatchObject({ problem: { code: 'list-broken-quote' }, line: 3 })
  })

  it('refuses two gigabytes before it reads them', async () => {
    const path = join(dir, 'huge.csv')
    await writeFile(path, 'Tên\n')
    await truncate(path, 2_000_000_000)
    const start = performance.now()
    expect((await readFile(path)).problem).toBe('file-too-large')
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('refuses more rows than the limit', async () => {
    expect((await read('Tên\n1\n2\n3\n', { maxRows: 3 })).problem).toBe('list-too-long')
  })
})

describe('a workbook', () => {
  it('reads text, dates of any form, codes with leading zeros, and plain numbers', async () => {
    const sheet = utils.aoa_to_sheet([['Tên', 'Ngày', 'Mã', 'Điểm']])
    sheet.A2 = { t: 's', v: ' Mè xửng '.normalize('NFD') }
    sheet.B2 = { t: 'n', v: 45_352, z: 'dd/mm/yyyy' }
    sheet.C2 = { t: 'n', v: 46, z: '00000' }
    sheet.D2 = { t: 'n', v: 87.65 }
    sheet['!ref'] = 'A1:D2'
    const { rows } = await read(workbook(sheet))
    expect(rows[1]).toEqual({ line: 2, cells: ['Mè xửng', '2024-03-01', '00046', '87.65'] })
  })

  it('lets a merged cell speak for every row it covers, and skips ghost rows and columns', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Chủ thể', 'Sản phẩm'],
      ['HTX Minh họa', 'Mè xửng'],
      [null, 'Tôm chua'],
    ])
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
    sheet.XFD1 = { t: 's', v: '' }
    sheet['!ref'] = 'A1:XFD40'
    const { rows } = await read(workbook(sheet))
    expect(rows.map((row) => row.cells)).toEqual([
      ['Chủ thể', 'Sản phẩm'],
      ['HTX Minh họa', 'Mè xửng'],
      ['HTX Minh họa', 'Tôm chua'],
    ])
  })

  it('lets a merged cell speak for rows the sheet leaves out, and for the last ones', async () => {
    const sheet = utils.aoa_to_sheet([['Chủ thể'], ['HTX Minh họa']])
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 3, c: 0 } }]
    const { rows } = await read(workbook(sheet))
    expect(rows.map((row) => [row.line, row.cells[0]])).toEqual([
      [1, 'Chủ thể'],
      [2, 'HTX Minh họa'],
      [3, 'HTX Minh họa'],
      [4, 'HTX Minh họa'],
    ])
  })

  it('takes of a formula its last value and computes nothing; of an error nothing; macros stay shut', async () => {
    const sheet = utils.aoa_to_sheet([['Tên', 'Điểm', 'Liên kết', 'Lỗi']])
    sheet.A2 = { t: 's', v: 'Mè xửng' }
    sheet.B2 = { t: 'n', v: 3, f: '40+47' }
    sheet.C2 = { t: 's', v: 'bấm vào đây', f: 'HYPERLINK("http://example.org/?"&A2,"bấm vào đây")' }
    sheet.D2 = { t: 'e', v: 0x07, f: '1/0' }
    sheet['!ref'] = 'A1:D2'
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'Danh sách')
    book.vbaraw = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    const { rows } = await read(write(book, { type: 'buffer', bookType: 'xlsm' }))
    expect(rows[1]?.cells).toEqual(['Mè xửng', '3', 'bấm vào đây'])
  })

  it.each(['ods', 'xlsb'] as const)('reads the same out of %s', async (bookType) => {
    const sheet = utils.aoa_to_sheet([
      ['Tên', 'Năm'],
      ['Mè xửng', 2024],
    ])
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([]), 'Trống')
    utils.book_append_sheet(book, sheet, 'Danh sách')
    const { rows } = await read(write(book, { type: 'buffer', bookType }))
    expect(rows.map((row) => row.cells)).toEqual([
      ['Tên', 'Năm'],
      ['Mè xửng', '2024'],
    ])
  })

  it('reads characters that are written as numbers, whether a text is shared or stands in its cell', async () => {
    const rel = (id: string, kind: string, to: string) =>
      `<Relationship Id="${id}" Type="x/${kind}" Target="${to}"/>`
    const text = 'Dòng một_x000D__x000A_Dòng hai'
    const book = zipSync({
      'xl/workbook.xml': strToU8(
        '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet r:id="a"/></x:sheets></x:workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships>${rel('a', 'worksheet', 'worksheets/one.xml')}${rel('b', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
      ),
      'xl/sharedStrings.xml': strToU8(`<sst><si><t>${text}</t></si></sst>`),
      'xl/worksheets/one.xml': strToU8(
        `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`,
      ),
    })
    const { rows } = await read(Buffer.from(book))
    expect(rows[0]?.cells).toEqual(['Dòng một\nDòng hai', 'Dòng một\nDòng hai'])
  })

  it('refuses a million rows as soon as it has counted more than the limit', async () => {
    const row = '<row><c t="inlineStr"><is><t>Mè xửng</t></is></c></row>'
    const sheet = `<worksheet><sheetData>${row.repeat(1_000_000)}</sheetData></worksheet>`
    const target = (id: string) => `<Relationship Id="${id}" Type="x/worksheet" Target="worksheets/one.xml"/>`
    const million = zipSync(
      {
        'xl/workbook.xml': strToU8(
          '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet r:id="a"/></x:sheets></x:workbook>',
        ),
        'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${target('a')}</Relationships>`),
        'xl/worksheets/one.xml': strToU8(sheet),
      },
      { level: 1 },
    )
    const { rows, problem } = await read(Buffer.from(million), { maxRows: 20_000 })
    expect([problem, rows.length]).toEqual(['list-too-long', 20_000])
  })

  it('refuses what is no workbook, and one that unpacks without end', async () => {
    const whole = workbook(utils.aoa_to_sheet([['Tên'], ['Mè xửng']]))
    expect((await read(whole.subarray(0, whole.length - 40))).problem).toBe('list-not-workbook')
    expect((await read(bomb())).problem).toBe('file-unpacks-too-large')
  })
})

test('a workbook we write holds what looks like a formula as text, and a row as high as its longest text', () => {
  const nasty = ['=HYPERLINK("http://example.org")', '+84', '-2+3', '@SUM(A1)', '|calc']
  const long = 'Phát triển sản phẩm rượu vang gắn với vùng nguyên liệu'
  const columns = [
    { head: 'Tên', kind: 'text' as const, width: 20 },
    { head: 'Ngày', kind: 'day' as const, width: 10 },
  ]
  const rows = [...nasty.map((text) => [text, text]), [long, null]]
  const written = writeWorkbook([{ name: 'A', title: 'A', columns, rows }], { title: 'A', at: new Date(0) })
  const sheet = readBook(written, { type: 'buffer', cellFormula: true, cellStyles: true }).Sheets.A!
  const cells = Object.entries(sheet).filter(([ref]) => /^[AB]\d+$/.test(ref))
  expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([])
  for (const text of nasty)
    expect(cells.filter(([, cell]) => cell.v === text && cell.t === 's')).toHaveLength(2)
  expect(sheet['!rows']?.findLast((row) => row?.hpt)?.hpt).toBe(48)
})

test('a CSV we write opens as text what looks like a formula, in ASCII and in full width', () => {
  for (const text of ['=1+1', '+84', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A1'])
    expect(csvField(text).replace(/^"/, '').startsWith("'"), text).toBe(true)
  for (const text of ['Mè xửng', '5 - 6', 'a=b']) expect(csvField(text)).toBe(text)
  expect(csvField(-5)).toBe('-5')
})

/** An archive with one entry of 500 MB of zeros, packed into half a megabyte. */
function bomb(): Buffer {
  const name = Buffer.from('xl/workbook.xml')
  const size = 500_000_000
  const packed = deflateRawSync(Buffer.alloc(size))
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed])
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}
