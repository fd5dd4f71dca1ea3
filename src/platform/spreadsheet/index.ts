import { open, readFile, stat } from 'node:fs/promises'
import { type Result, refuse } from '../problem.ts'
import { readCsv } from './csv.ts'
import { defaultLimits, type SheetLimits, type SheetPart } from './row.ts'
import { readXlsx } from './xlsx.ts'

export { csvField, csvText } from './formula.ts'
export { cellText, defaultLimits, portion, type SheetLimits, type SheetPart, type SheetRow } from './row.ts'
export { type WrittenColumn, type WrittenKind, type WrittenSheet, writeWorkbook } from './write.ts'

/**
 * Opens a list by its content, not its name: a zip archive is a workbook, anything else text with separators. A file
 * that is empty or larger than the limit is refused before a byte of it is read.
 */
export async function openSheet(
  path: string,
  limits: SheetLimits = defaultLimits,
): Promise<Result<AsyncGenerator<SheetPart>>> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return refuse('list-not-found', { field: 'file' })
  if (found.size === 0) return refuse('file-empty', { field: 'file' })
  if (found.size > limits.maxBytes)
    return refuse('file-too-large', { field: 'file', data: { maximum: limits.maxBytes } })
  const head = await headOf(path)
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])))
    return { ok: true, value: readXlsx(path, limits) }
  if (head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])))
    return refuse((await isLocked(path)) ? 'list-password' : 'list-old-workbook', { field: 'file' })
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return refuse('list-not-list', { field: 'file' })
  return { ok: true, value: readCsv(path, limits) }
}

/** A workbook with a password is wrapped into the old container, under a name of its own. */
async function isLocked(path: string): Promise<boolean> {
  return (await readFile(path)).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
