// Draws pages of foreign files in a thread of its own: a broken or hostile PDF costs this thread, not the server.
import { parentPort } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'

sharp.concurrency(1)
let library

parentPort?.on('message', async ({ id, question }) => {
  try {
    const answer = question.want === 'pages' ? await countPages(question.bytes) : await draw(question)
    parentPort.postMessage({ id, answer })
  } catch (error) {
    parentPort.postMessage({ id, error: error.message || String(error) })
  }
})

async function withDocument(bytes, work) {
  library ??= await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  try {
    return await work(document)
  } finally {
    document.destroy()
  }
}

function countPages(bytes) {
  return withDocument(bytes, (document) => document.getPageCount())
}

async function draw({ bytes, mediaType, page, width }) {
  const picture = mediaType === 'application/pdf' ? await drawPage(bytes, page, width) : sharp(bytes).rotate()
  const webp = await picture
    .resize({ width, height: width * 2, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer()
  return new Uint8Array(webp)
}

function drawPage(bytes, number, width) {
  return withDocument(bytes, async (document) => {
    if (number > document.getPageCount()) throw new RangeError(`the file has no page ${number}`)
    const page = document.getPage(number - 1)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    // A page may claim to be metres wide: what is drawn stays within what is shown.
    const scale = Math.min(width / originalWidth, (width * 2) / originalHeight)
    const drawn = await page.render({ scale, render: 'bitmap' })
    return sharp(Buffer.from(drawn.data), { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
  })
}
