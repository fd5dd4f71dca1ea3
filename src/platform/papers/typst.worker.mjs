// Typesets in its own thread: a long form takes tens of milliseconds that the pages of others must not wait for.
// Plain JavaScript, because a thread starts without the loader the rest of the program runs under.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coveredBy, onlyCovered } from './glyphs.mjs'

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const fonts = faces.map((face) =>
  readFileSync(new URL(import.meta.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))),
)
const covered = coveredBy(fonts[0])
const layout = readFileSync(new URL('./state.typ', import.meta.url))
// An empty folder is all a source can see: it reads nothing but the files it was given.
const root = mkdtempSync(join(tmpdir(), 'papers-'))
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts }] })

parentPort?.on('message', ({ question }) => {
  try {
    parentPort.postMessage({ answer: typeset(question) })
  } catch (error) {
    // The typesetter puts its words into `code` where it has no message.
    parentPort.postMessage({ error: `typst: ${error.message || error.code || error}` })
  }
})

function typeset({ source, inputs, files, standard, at }) {
  compiler.resetShadow()
  compiler.mapShadow(join(root, 'state.typ'), layout)
  for (const [name, bytes] of Object.entries(files)) compiler.mapShadow(join(root, name), Buffer.from(bytes))
  const data = JSON.stringify(onlyCovered(inputs, covered))
  try {
    const pdf = compiler.pdf(
      { mainFileContent: source, inputs: { data } },
      { creationTimestamp: at, ...(standard && { pdfStandard: standard }) },
    )
    return new Uint8Array(pdf)
  } finally {
    compiler.evictCache(10)
  }
}

parentPort?.postMessage({ ready: true })
