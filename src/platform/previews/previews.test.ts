import { zipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { renderTypst } from '../papers/index.ts'
import { countPdfPages, drawPreview, readCode, readOffice } from './index.ts'

const pdf = await renderTypst('#set document(title: "x")\nMột\n#pagebreak()\nHai\n#pagebreak()\nBa', {})

test('the pages of a PDF are counted and drawn as pictures', async () => {
  expect(await countPdfPages(pdf)).toBe(3)
  const second = await drawPreview(pdf, 'application/pdf', 2, 400)
  const { format, width, height } = await sharp(second!).metadata()
  expect([format, width]).toEqual(['webp', expect.closeTo(400, -1)])
  expect(height).toBeGreaterThan(500)
})

test('a page that is not there, a broken PDF and an empty file answer null', async () => {
  expect(await drawPreview(pdf, 'application/pdf', 4, 400)).toBeNull()
  expect(await countPdfPages(Buffer.from('%PDF-1.7 broken'))).toBeNull()
  expect(await drawPreview(Buffer.alloc(0), 'image/png', 1, 400)).toBeNull()
})

/** A page of 3 kB that draws 10¹² lines: each of twelve forms draws the next ten times. */
function bomb(): Buffer {
  const stream = (about: string, content: string) =>
    `<<${about}/Length ${content.length}>>\nstream\n${content}\nendstream`
  const form = '/Type/XObject/Subtype/Form/BBox[0 0 600 800]'
  const forms = Array.from({ length: 12 }, (_, nth) =>
    nth === 11
      ? stream(form, '0 0 m 500 700 l S')
      : stream(`${form}/Resources<</XObject<</X ${nth + 6} 0 R>>>>`, '/X Do '.repeat(10)),
  )
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
    stream('', '/X Do '.repeat(10)),
    ...forms,
  ].map((object, nth) => `${nth + 1} 0 obj\n${object}\nendobj\n`)
  // Without a table of its objects it is mended by whoever opens it.
  return Buffer.from(`%PDF-1.4\n${objects.join('')}trailer <</Root 1 0 R>>\n%%EOF`)
}

test('a file that draws without end is given up, and the next one is answered', {
  timeout: 120_000,
}, async () => {
  const hostile = bomb()
  expect(hostile.length).toBeLessThan(4_000)
  const given = [drawPreview(hostile, 'application/pdf', 1, 400), countPdfPages(pdf)]
  expect(await Promise.all(given)).toEqual([null, 3])
  expect(await drawPreview(pdf, 'application/pdf', 2, 400)).not.toBeNull()
})

test('a file of a visitor holds up no file of an office', { timeout: 120_000 }, async () => {
  let done = false
  const visitors = readCode(bomb(), 'application/pdf').finally(() => {
    done = true
  })
  expect([await countPdfPages(pdf), done]).toEqual([3, false])
  expect(await visitors).toBeNull()
})

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A Word file of so many empty paragraphs, all of them packed to almost nothing. */
function wordFile(paragraphs: number): Uint8Array {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const text = (xml: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  return zipSync({
    '[Content_Types].xml': text(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': text(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${rel}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': text(
      `<w:document ${w}><w:body><w:p><w:r><w:t>Làng</w:t></w:r></w:p>${'<w:p/>'.repeat(paragraphs)}</w:body></w:document>`,
    ),
  })
}

test('a Word file that would fill the memory is given up with that answer, and the next one is read', {
  timeout: 120_000,
}, async () => {
  const hostile = wordFile(6_000_000)
  expect(hostile.length).toBeLessThan(200_000)
  expect(await readOffice(hostile, docx)).toEqual({ kind: 'too-much' })
  expect(await readOffice(wordFile(1), docx)).toEqual({ kind: 'words', html: '<p>Làng</p>' })
  expect(await readOffice(Buffer.from('PK'), docx)).toBeNull()
})

test('a photo is turned upright and its metadata left behind', async () => {
  const photo = await sharp({ create: { width: 60, height: 30, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Copyright: 'ai đó' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const shown = await sharp((await drawPreview(photo, 'image/jpeg', 1, 400))!).metadata()
  expect([shown.width, shown.height, shown.exif]).toEqual([30, 60, undefined])
})

test('red stays red', async () => {
  const red = await renderTypst('#set document(title: "x")\n#set page(fill: rgb("#ff0000"))\nx', {})
  const { data } = await sharp((await drawPreview(red, 'application/pdf', 1, 50))!)
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]).toBeGreaterThan(200)
  expect(data[2]).toBeLessThan(60)
})
