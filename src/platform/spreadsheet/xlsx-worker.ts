import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerAnswer } from './xlsx.ts'
import { openXlsx } from './xlsx-stream.ts'

export interface Order {
  readonly path: string
  readonly maxRows: number
  readonly maxColumns: number
  readonly portion: number
}

/** Runs in its own thread and hands out a portion of rows at each asking. */
async function* rowsOf(order: Order): AsyncGenerator<WorkerAnswer> {
  try {
    const sheets = await openXlsx(order)
    if (sheets) yield* sheets
    else yield* (await import('./xlsx-whole.ts')).wholeRows(order)
  } catch {
    yield { kind: 'problem', code: 'list-not-workbook' }
  }
}

const answers = rowsOf(workerData as Order)
parentPort?.on('message', async () => {
  const { value, done } = await answers.next()
  parentPort?.postMessage(done ? { kind: 'end' } : value)
})
