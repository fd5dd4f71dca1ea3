// PDFium for the threads that open foreign PDFs: what it may hold is bounded, and it is not used again once it broke.
import { PDFiumLibrary } from '@hyzyla/pdfium'

const mostBytes = 768 * 1024 * 1024
const pageOfMemory = 65_536

// It asks for memory here, and takes a refusal for the end of memory; by itself it would go on to 2 GB.
const { grow } = WebAssembly.Memory.prototype
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * pageOfMemory > mostBytes) throw new RangeError('too much memory')
  return grow.call(this, pages)
}

let library

export async function openPdf(bytes) {
  library ??= await PDFiumLibrary.init()
  return library.loadDocument(bytes)
}

/** After an abort nothing of the library can be relied on: the thread ends, and the pool starts another. */
export function dieOfBroken(error) {
  if (error instanceof WebAssembly.RuntimeError) process.exit(1)
}
