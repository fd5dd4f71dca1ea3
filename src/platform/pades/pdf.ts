import { createHash } from 'node:crypto'

/** A PDF with room for one signature, and the digest that is to be signed. */
export interface PreparedPdf {
  readonly bytes: Buffer
  /** SHA-256 over all but the room. */
  readonly digest: Buffer
}

export interface SignatureAbout {
  /** Claimed time of signing. */
  readonly at: Date
  readonly name: string
  readonly reason: string
  readonly location: string
  /** Bytes kept for the CMS. */
  readonly room?: number
}

const zeros = (count: number) => '0'.repeat(count)
const rangeHole = '/ByteRange [0 0000000000 0000000000 0000000000]'

/**
 * Appends an empty signature to a PDF as an incremental update (ISO 32000-1, 7.5.6, 12.8): the bytes before it stay as they
 * are. For PDFs with a plain cross-reference table and one catalogue, as our own papers are; throws on others.
 */
export function preparePdf(pdf: Buffer, about: SignatureAbout): PreparedPdf {
  const { room = 12_000 } = about
  const tail = pdf.toString('latin1', Math.max(0, pdf.length - 2048))
  const size = Number(must(tail, /\/Size (\d+)/))
  const root = Number(must(tail, /\/Root (\d+) 0 R/))
  const info = /\/Info \d+ 0 R/.exec(tail)?.[0] ?? ''
  const id = /\/ID \[[^\]]*\]/.exec(tail)?.[0] ?? ''
  const before = Number(must(tail, /startxref\s+(\d+)\s+%%EOF\s*$/))
  const text = pdf.toString('latin1')
  const offsets = tableAt(text, before)
  const object = (number: number) => bodyAt(text, offsets.get(number), number)
  const catalog = object(root)
  const pages = object(Number(must(catalog, /\/Pages (\d+) 0 R/)))
  const pageNumber = Number(must(pages, /\/Kids \[\s*(\d+) 0 R/))
  const page = object(pageNumber)
  if (/\/AcroForm|\/Annots \d/.test(catalog + page)) throw new Error('this PDF has form fields already')
  const [signature, field] = [size, size + 1]
  const withField = /\/Annots \[/.test(page)
    ? page.replace(/\/Annots \[/, `/Annots [${field} 0 R `)
    : page.replace(/<</, `<<\n  /Annots [${field} 0 R]`)
  const updated: [number, string][] = [
    [pageNumber, withField],
    [root, catalog.replace(/<</, `<<\n  /AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [
      signature,
      [
        '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
        rangeHole,
        `/Contents <${zeros(room * 2)}>`,
        `/M (D:${pdfTime(about.at)}) /Name ${pdfText(about.name)}`,
        `/Reason ${pdfText(about.reason)} /Location ${pdfText(about.location)} >>`,
      ].join('\n'),
    ],
    [
      field,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /V ${signature} 0 R /F 132 /Rect [0 0 0 0] /P ${pageNumber} 0 R >>`,
    ],
  ]
  let appended = pdf.at(-1) === 10 ? '' : '\n'
  const places = new Map<number, number>()
  for (const [number, body] of updated) {
    places.set(number, pdf.length + appended.length)
    appended += `${number} 0 obj\n${body}\nendobj\n`
  }
  const table = pdf.length + appended.length
  const rows = [...places].sort(([a], [b]) => a - b)
  appended += `xref\n${rows.map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  appended += `trailer\n<< /Size ${size + 2} /Root ${root} 0 R ${info} ${id} /Prev ${before} >>\nstartxref\n${table}\n%%EOF\n`
  return fillRange(Buffer.concat([pdf, Buffer.from(appended, 'latin1')]), pdf.length, room)
}

function fillRange(bytes: Buffer, from: number, room: number): PreparedPdf {
  const hole = bytes.indexOf(rangeHole, from, 'latin1')
  const open = bytes.indexOf('/Contents <', hole, 'latin1') + '/Contents '.length
  const close = open + room * 2 + 2
  const pad = (value: number) => String(value).padEnd(10, ' ')
  bytes.write(`/ByteRange [0 ${pad(open)} ${pad(close)} ${pad(bytes.length - close)}]`, hole, 'latin1')
  return { bytes, digest: digestOf(bytes, [0, open, close, bytes.length - close]) }
}

/** Puts the CMS into the room; everything else stays as it was signed. Null when it does not fit. */
export function sealPdf(prepared: Buffer, cms: Uint8Array): Buffer | null {
  const [place] = signaturePlaces(prepared).slice(-1)
  if (!place || cms.length * 2 > place.close - place.open - 2) return null
  const sealed = Buffer.from(prepared)
  sealed.write(Buffer.from(cms).toString('hex'), place.open + 1, 'latin1')
  return sealed
}

export interface SignaturePlace {
  readonly range: readonly [number, number, number, number]
  /** Where `<` stands, and the byte after `>`. */
  readonly open: number
  readonly close: number
}

/** Every signature of a PDF, by its byte range; a range that lies outside the file is left out. */
export function signaturePlaces(pdf: Buffer): SignaturePlace[] {
  const found: SignaturePlace[] = []
  for (const match of pdf
    .toString('latin1')
    .matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)) {
    const range = match.slice(1, 5).map(Number) as [number, number, number, number]
    const [first, length, second, rest] = range
    if (first !== 0 || second < length || second + rest > pdf.length) continue
    found.push({ range, open: length, close: second })
  }
  return found
}

/** SHA-256 over the two stretches a byte range names. */
export function digestOf(pdf: Buffer, [first, length, second, rest]: SignaturePlace['range']): Buffer {
  return createHash('sha256')
    .update(pdf.subarray(first, first + length))
    .update(pdf.subarray(second, second + rest))
    .digest()
}

function tableAt(text: string, at: number): Map<number, number> {
  const offsets = new Map<number, number>()
  const rows = text.slice(at, text.indexOf('trailer', at)).split(/\r?\n/)
  if (!rows[0]?.startsWith('xref')) throw new Error('this PDF has no plain cross-reference table')
  let number = 0
  for (const row of rows.slice(1)) {
    const head = /^(\d+) (\d+)\s*$/.exec(row)
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(row)
    if (entry) {
      if (entry[2] === 'n') offsets.set(number, Number(entry[1]))
      number += 1
    } else if (head) number = Number(head[1])
  }
  return offsets
}

function bodyAt(text: string, at: number | undefined, number: number): string {
  const head = `${number} 0 obj`
  if (at === undefined || !text.startsWith(head, at))
    throw new Error(`object ${number} is not where it should be`)
  return text.slice(at + head.length, text.indexOf('endobj', at)).trim()
}

function must(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`not a PDF of ours: ${pattern.source}`)
  return found
}

/** UTF-16BE, as PDF text strings carry Vietnamese. */
function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text.normalize('NFC')}`, 'utf16le').swap16()
  return `<${bytes.toString('hex')}>`
}

function pdfTime(at: Date): string {
  return `${at
    .toISOString()
    .replaceAll(/[-:T]|\.\d+Z$/g, '')
    .slice(0, 14)}Z`
}
