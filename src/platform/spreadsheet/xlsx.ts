import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { isZipBomb, readZip } from '../files/zip.ts'
import { portion, type SheetLimits, type SheetPart, type SheetRow } from './row.ts'

const memoryMb = 512

export type WorkerAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'problem'; readonly code: string; readonly data?: Record<string, number> }
  | { readonly kind: 'end' }

/**
 * Rows of the first sheet that holds any, of a workbook. It is read in a thread of its own with a memory limit: the server goes on
 * answering, and the memory is given back with the thread.
 */
export async function* readXlsx(path: string, limits: SheetLimits): AsyncGenerator<SheetPart> {
  const trap = await trapIn(path)
  if (trap) {
    yield { problem: { code: trap } }
    return
  }
  const worker = new Worker(new URL('./xlsx-worker.mjs', import.meta.url), {
    workerData: { path, maxRows: limits.maxRows, maxColumns: limits.maxColumns, portion },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    stdout: true,
    stderr: true,
  })
  try {
    // One portion ahead: the thread makes the next while this one is being written.
    let coming = nextOf(worker)
    for (;;) {
      const answer = await coming
      if (answer.kind === 'end') return
      if (answer.kind === 'problem') {
        yield { problem: { code: answer.code, ...(answer.data && { data: answer.data }) } }
        return
      }
      coming = nextOf(worker)
      coming.catch(() => undefined)
      yield { rows: answer.rows }
    }
  } finally {
    await worker.terminate()
  }
}

/** Why an archive is not opened: it is no whole zip, or it unpacks to more than any list would. */
async function trapIn(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const entries = await readZip(file, (await file.stat()).size)
    if (!entries) return 'list-not-workbook'
    return (await isZipBomb(file, entries)) ? 'file-unpacks-too-large' : null
  } catch {
    return 'list-not-workbook'
  } finally {
    await file.close()
  }
}

/** Asks for the next portion; a thread that died of too large a workbook is an unreadable workbook. */
function nextOf(worker: Worker): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
    }
    const onMessage = (answer: WorkerAnswer) => {
      settle()
      resolve(answer)
    }
    const onError = (error: Error & { code?: string }) => {
      settle()
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'problem', code: 'list-too-complex' })
      else reject(error)
    }
    const onExit = () => {
      settle()
      resolve({ kind: 'problem', code: 'list-not-workbook' })
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    worker.postMessage('next')
  })
}
