import { buffer } from 'node:stream/consumers'
import { failed, ok, type Problem, type Result } from '../../platform/command/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type FormFile, type FormReading, fieldList } from '../../platform/http/index.ts'
import { countPdfPages } from '../../platform/previews/index.ts'
import type { TakenUpload, Uploads } from '../../platform/uploads/index.ts'
import type { ReceivedFile } from './commands.ts'

/** Largest file taken as evidence, in bytes: a scanned contract of many pages. */
export const LARGEST_FILE = 30_000_000

/** Where the browser sends files piece by piece before the form that names them. */
export const UPLOADS = '/api/v1/uploads'

/** The files of a form, however they came: with it, or before it and named by it. */
export async function filesSent(
  uploads: Uploads,
  accountId: string,
  typed: FormReading,
): Promise<readonly FormFile[]> {
  const ids = fieldList(typed, 'upload').filter((id) => id !== '')
  return [...typed.files, ...(await uploads.take(accountId, ids)).map(asFormFile)]
}

export function asFormFile({ name, stored, problem }: TakenUpload): FormFile {
  return { field: 'files', name, stored, problem }
}

/**
 * Looks into the files of a form, already stored by content: a PDF that is locked or carries script is refused by name, its
 * pages are counted. One bad file does not lose the good ones: both come back.
 */
export async function receiveFiles(
  files: FileStore,
  sent: readonly FormFile[],
): Promise<{ good: ReceivedFile[]; problems: Problem[] }> {
  const good: ReceivedFile[] = []
  const problems: Problem[] = []
  for (const each of sent) {
    const received = await look(files, each)
    if (received.ok) good.push(received.value)
    else problems.push(...received.problems.map((problem) => named(problem, each)))
  }
  return { good, problems }
}

async function look(files: FileStore, { stored, problem }: FormFile): Promise<Result<ReceivedFile>> {
  if (problem) return failed(problem)
  if (!stored) return failed({ code: 'file-empty' })
  const known = await files.stat(stored.hash)
  if (!known) return failed({ code: 'file-broken' })
  if (known.flags.includes('pdf-encrypted')) return failed({ code: 'paper-locked' })
  if (known.flags.includes('pdf-attachment')) return failed({ code: 'paper-holds-files' })
  if (known.flags.length > 0) return failed({ code: 'paper-has-script' })
  const pageCount = known.mediaType === 'application/pdf' ? await pagesIn(files, stored.hash) : 1
  if (pageCount === null) return failed({ code: 'file-broken' })
  return ok({ hash: known.hash, name: known.name, mediaType: known.mediaType, size: known.size, pageCount })
}

async function pagesIn(files: FileStore, hash: string): Promise<number | null> {
  const stream = await files.open(hash)
  return stream ? countPdfPages(await buffer(stream)) : null
}

function named(problem: Problem, { name }: FormFile): Problem {
  return { ...problem, field: 'files', data: { ...problem.data, file: name } }
}
