// Reads the text of foreign files in a thread of its own: a broken or hostile file costs this thread, not the server.
import { parentPort } from 'node:worker_threads'
import { inflateRawSync } from 'node:zlib'
import { dieOfBroken, openPdf } from '../threads/pdfium.mjs'

const mostCharacters = 2_000_000
const mostUnpacked = 60_000_000

parentPort?.on('message', async ({ question }) => {
  try {
    const { bytes, mediaType } = question
    const answer = mediaType === 'application/pdf' ? await textOfPdf(bytes) : textOfDocx(Buffer.from(bytes))
    parentPort.postMessage({ answer: answer.slice(0, mostCharacters) })
  } catch (error) {
    dieOfBroken(error)
    parentPort.postMessage({ error: error.message || String(error) })
  }
})

async function textOfPdf(bytes) {
  const document = await openPdf(bytes)
  try {
    let text = ''
    for (let page = 0; page < document.getPageCount() && text.length < mostCharacters; page++)
      text += `${document.getPage(page).getText()}\n`
    return text
  } finally {
    document.destroy()
  }
}

/** The main part of a Word file: runs of text, a line for each paragraph, a tab for each cell. */
function textOfDocx(bytes) {
  const xml = entryOf(bytes, 'word/document.xml').toString('utf8')
  return xml
    .replace(/<w:p[ >]/g, '\n$&')
    .replace(/<w:(tab|br|cr)\b[^>]*>/g, ' ')
    .replace(/<w:(instrText|delText)\b[^>]*>[^<]*<\/w:\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}

function entryOf(bytes, name) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('no zip archive')
  const count = bytes.readUInt16LE(end + 10)
  for (let at = bytes.readUInt32LE(end + 16), seen = 0; seen < count; seen++) {
    const nameLength = bytes.readUInt16LE(at + 28)
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const method = bytes.readUInt16LE(at + 10)
      const packed = bytes.readUInt32LE(at + 20)
      const head = bytes.readUInt32LE(at + 42)
      const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
      const body = bytes.subarray(start, start + packed)
      return method === 0 ? body : inflateRawSync(body, { maxOutputLength: mostUnpacked })
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  throw new Error(`no ${name} in the archive`)
}

parentPort?.postMessage({ ready: true })
