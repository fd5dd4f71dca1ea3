// Reads Word and Excel files in a thread of its own: a broken or hostile file costs this thread, not the server.
import { parentPort } from 'node:worker_threads'
import xlsx from '@e965/xlsx'
import mammoth from 'mammoth'

const mostRows = 300
const mostColumns = 40
const mostSheets = 8

parentPort?.on('message', async ({ question: { bytes, mediaType } }) => {
  try {
    const answer = mediaType.endsWith('wordprocessingml.document') ? await word(bytes) : sheets(bytes)
    parentPort.postMessage({ answer })
  } catch (error) {
    parentPort.postMessage({ error: error.message || String(error) })
  }
})

/** Structure only; pictures are left out, and the caller cleans what comes. */
async function word(bytes) {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
  )
  return { kind: 'words', html: value.slice(0, 2_000_000) }
}

function sheets(bytes) {
  const book = xlsx.read(bytes, { type: 'array', dense: true, sheetRows: mostRows, cellFormula: false })
  return {
    kind: 'sheets',
    sheets: book.SheetNames.slice(0, mostSheets).map((name) => ({
      name,
      rows: xlsx.utils
        .sheet_to_json(book.Sheets[name], { header: 1, raw: false, defval: '' })
        .map((row) => row.slice(0, mostColumns).map(String)),
    })),
  }
}

parentPort?.postMessage({ ready: true })
