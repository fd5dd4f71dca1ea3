import { sql } from 'kysely'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import type { CertificateBatchTable } from '../tables.ts'
import type { PrintedCertificate } from './files.ts'

export type BatchKind = CertificateBatchTable['kind']

export interface Batch {
  readonly id: string
  readonly kind: BatchKind
  /** `interrupted`: it says it runs, but has not been heard of for a minute. */
  readonly status: 'running' | 'done' | 'stopped' | 'interrupted'
  readonly total: number
  readonly done: number
  readonly startedByName: string
  readonly startedAt: Date
  readonly failure: string | null
}

const silence = 60_000
/** So many certificates are worked on at once; progress is written as often. */
const atOnce = 8

/** Work over the certificates of a decision so far, newest first. */
export async function batchesOf(kernel: Pick<Kernel, 'db' | 'clock'>, decisionId: string): Promise<Batch[]> {
  const rows = await kernel.db
    .selectFrom('certificate_batch')
    .selectAll()
    .where('decision_id', '=', decisionId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute()
  const oldest = kernel.clock().getTime() - silence
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status:
      row.status === 'running' && row.kind !== 'outside' && row.beat_at.getTime() < oldest
        ? 'interrupted'
        : row.status,
    total: row.total,
    done: row.done,
    startedByName: row.started_by_name,
    startedAt: row.started_at,
    failure: row.failure,
  }))
}

/** The certificates of a decision that stand, in the order of their numbers; `left` says which are still to be worked on. */
export async function standingCertificates(
  kernel: Pick<Kernel, 'db'>,
  decisionId: string,
  left: 'print' | 'sign' | 'all' = 'all',
): Promise<PrintedCertificate[]> {
  let query = kernel.db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .select([
      'c.id',
      'c.number',
      'c.content',
      'c.payload',
      'c.is_demo as isDemo',
      'c.print_hash as printHash',
      'c.file_hash as fileHash',
    ])
    .where('r.decision_id', '=', decisionId)
    .where('c.voided_at', 'is', null)
    .orderBy('c.number')
  if (left === 'print') query = query.where('c.print_hash', 'is', null)
  if (left === 'sign') query = query.where('c.signed_at', 'is', null)
  return (await query.execute()) as PrintedCertificate[]
}

/**
 * Does the same to each certificate that is left, several at once, writing down how far it is. Each step must do no harm when
 * it is done twice: after a crash the rest is done by calling again. Null when the same work already runs.
 */
export async function runBatch(
  kernel: Kernel,
  about: { decisionId: string; kind: 'print' | 'sign'; byName: string },
  each: (certificate: PrintedCertificate) => Promise<void>,
): Promise<{ done: number } | null> {
  const left = await standingCertificates(kernel, about.decisionId, about.kind)
  if (left.length === 0) return { done: 0 }
  const batchId = await begin(kernel, about, left.length)
  if (!batchId) return null
  let done = 0
  try {
    const queue = left.values()
    const work = async () => {
      for (const certificate of queue) {
        await each(certificate)
        done += 1
        if (done % atOnce === 0) await beat(kernel, batchId, done)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    await end(kernel, batchId, done, null)
    return { done }
  } catch (error) {
    await end(kernel, batchId, done, (error as Error).message.slice(0, 500))
    throw error
  }
}

async function begin(
  kernel: Kernel,
  about: { decisionId: string; kind: 'print' | 'sign'; byName: string },
  total: number,
): Promise<string | null> {
  const now = kernel.clock()
  await kernel.db
    .updateTable('certificate_batch')
    .set({ status: 'stopped', finished_at: now, failure: 'interrupted' })
    .where('decision_id', '=', about.decisionId)
    .where('kind', '=', about.kind)
    .where('status', '=', 'running')
    .where('beat_at', '<', new Date(now.getTime() - silence))
    .execute()
  const id = uuidv7()
  const { numInsertedOrUpdatedRows } = await kernel.db
    .insertInto('certificate_batch')
    .values({
      id,
      decision_id: about.decisionId,
      kind: about.kind,
      status: 'running',
      total,
      started_by_name: about.byName,
      started_at: now,
      beat_at: now,
      finished_at: null,
      failure: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n ? id : null
}

async function beat(kernel: Kernel, id: string, done: number): Promise<void> {
  await sql`UPDATE certificate_batch SET done = greatest(done, ${done}), beat_at = ${kernel.clock()} WHERE id = ${id}`.execute(
    kernel.db,
  )
}

async function end(kernel: Kernel, id: string, done: number, failure: string | null): Promise<void> {
  const now = kernel.clock()
  await kernel.db
    .updateTable('certificate_batch')
    .set({ done, beat_at: now, finished_at: now, status: failure ? 'stopped' : 'done', failure })
    .where('id', '=', id)
    .execute()
}
