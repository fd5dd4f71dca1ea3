import sharp from 'sharp'
import { expect, test } from 'vitest'
import { renderTypst } from '../papers/index.ts'
import { countPdfPages, drawPreview } from './index.ts'

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
