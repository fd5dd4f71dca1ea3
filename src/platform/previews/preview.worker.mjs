// Draws pages of foreign files in a thread of its own: a broken or hostile PDF costs this thread, not the server.
import { parentPort } from 'node:worker_threads'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { dieOfBroken, openPdf } from '../threads/pdfium.mjs'

sharp.concurrency(1)

parentPort?.on('message', async ({ question }) => {
  try {
    const answer = await doing[question.want](question)
    parentPort.postMessage({ answer })
  } catch (error) {
    dieOfBroken(error)
    parentPort.postMessage({ error: error.message || String(error) })
  }
})

const doing = { pages: ({ bytes }) => countPages(bytes), picture: draw, code: readCode }

async function withDocument(bytes, work) {
  const document = await openPdf(bytes)
  try {
    return await work(document)
  } finally {
    document.destroy()
  }
}

function countPages(bytes) {
  return withDocument(bytes, (document) => document.getPageCount())
}

/** Text of the first QR on a picture or on the first page of a PDF, looked for at three sizes. */
async function readCode({ bytes, mediaType }) {
  for (const width of [1600, 2600, 900]) {
    const picture = mediaType === 'application/pdf' ? await drawPage(bytes, 1, width) : sharp(bytes).rotate()
    const { data, info } = await picture
      .resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const found = (jsqr.default ?? jsqr)(new Uint8ClampedArray(data), info.width, info.height)
    if (found?.data) return found.data
  }
  return ''
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

parentPort?.postMessage({ ready: true })
