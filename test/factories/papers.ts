import { inflateRawSync } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'

/** All text of a PDF in the order of its pages, NFC. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const pages = [...document.pages()].map((page) => page.getText())
  document.destroy()
  library.destroy()
  return pages.join('\n').replace(/\r/g, '').normalize('NFC')
}

/** Where words stand on a page: shares of its width from the left and of its height from the top. */
export interface Place {
  readonly page: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Every upright letter of a PDF with its place, in the order it was written; blanks left out. */
export interface PrintedText {
  readonly letters: readonly Place[]
  /** Where words stand, first after `from`, whatever their blanks and capitals; null when they do not. */
  find(words: string, from?: number): (Place & { readonly at: number }) | null
}

export async function printedText(pdf: Uint8Array): Promise<PrintedText> {
  const library = await PDFiumLibrary.init()
  const { module } = library as unknown as { module: PdfiumText }
  const document = await library.loadDocument(pdf)
  const letters: Place[] = []
  let flat = ''
  const memory = module._malloc(32)
  for (const page of document.pages()) {
    const { pageIdx } = page as unknown as { pageIdx: number }
    const [width, height] = [module._FPDF_GetPageWidth(pageIdx), module._FPDF_GetPageHeight(pageIdx)]
    const text = module._FPDFText_LoadPage(pageIdx)
    for (let index = 0; index < module._FPDFText_CountChars(text); index++) {
      const letter = String.fromCodePoint(module._FPDFText_GetUnicode(text, index) || 32)
      if (/\s/.test(letter) || Math.abs(module._FPDFText_GetCharAngle(text, index)) > 0.01) continue
      module._FPDFText_GetCharBox(text, index, memory, memory + 8, memory + 16, memory + 24)
      const [left, right, bottom, top] = [0, 1, 2, 3].map((at) => module.HEAPF64[memory / 8 + at]!) as [
        number,
        number,
        number,
        number,
      ]
      flat += letter
      letters.push({
        page: page.number + 1,
        left: left / width,
        right: right / width,
        top: 1 - top / height,
        bottom: 1 - bottom / height,
      })
    }
    module._FPDFText_ClosePage(text)
  }
  module._free(memory)
  document.destroy()
  library.destroy()
  const small = flat.toLowerCase()
  return {
    letters,
    find: (words, from = 0) => {
      const wanted = words.replace(/\s/g, '').toLowerCase()
      const at = small.indexOf(wanted, from)
      return at < 0 ? null : { ...aroundAll(letters.slice(at, at + wanted.length)), at }
    },
  }
}

function aroundAll(letters: readonly Place[]): Place {
  const { page } = letters[0]!
  const here = letters.filter((letter) => letter.page === page)
  return {
    page,
    left: Math.min(...here.map(({ left }) => left)),
    right: Math.max(...here.map(({ right }) => right)),
    top: Math.min(...here.map(({ top }) => top)),
    bottom: Math.max(...here.map(({ bottom }) => bottom)),
  }
}

/** What PDFium itself tells of letters; the library around it does not say it in its types. */
interface PdfiumText {
  readonly HEAPF64: Float64Array
  _malloc(bytes: number): number
  _free(at: number): void
  _FPDF_GetPageWidth(page: number): number
  _FPDF_GetPageHeight(page: number): number
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetUnicode(text: number, index: number): number
  _FPDFText_GetCharAngle(text: number, index: number): number
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number
}

/** Text of a Word document, a line a paragraph; `part` reads another part of the package. */
export function docxText(docx: Buffer, part = 'word/document.xml'): string {
  return zipPart(docx, part)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name]!)
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** One file of a zip archive as text, found through its central directory. */
export function zipPart(zip: Buffer, name: string): string {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42)
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20))
      return (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8')
    }
    at += 46 + nameLength + extra + comment
  }
  throw new Error(`no ${name} in the archive`)
}
