import type { Trx } from '../db/index.ts'
import { uuidv7 } from '../db/index.ts'
import { entryHash, type Hashed } from './chain.ts'
import './tables.ts'

/** One deed to record. Ids rather than personal details: the log is never erased. */
export interface AuditEntry {
  readonly at: Date
  /** Account; null for what the system does by itself. */
  readonly actorId?: string | null
  readonly actorName?: string | null
  /** The account for which the actor acted, by consent or delegation. */
  readonly onBehalfOf?: string | null
  /** `dossier.submit`, `account.sign-in`, … */
  readonly action: string
  readonly subjectKind?: string | null
  readonly subjectId?: string | null
  /** Code of the place in whose scope this happened. */
  readonly place?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
  readonly requestId?: string | null
}

/** PostgreSQL stores neither the zero character nor half a surrogate pair. */
const storable = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, '\u{FFFD}')

const storableOrNull = (text: string | null | undefined) => (text == null ? null : storable(text))

function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(storableJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storableJson(item)]))
}

/**
 * Appends entries to the chain. To be called once, as the last statement of the command's transaction: it locks the head
 * of the chain until the transaction ends, so whatever came after would make everyone wait.
 */
export async function appendAudit(trx: Trx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const head = await trx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  let { seq, hash } = head
  const rows = entries.map((given) => {
    const previous = hash
    seq += 1
    const entry = hashedOf(given, seq)
    hash = entryHash(previous, entry)
    return {
      seq,
      id: entry.id,
      at: given.at,
      actor_id: entry.actorId,
      actor_name: entry.actorName,
      on_behalf_of: entry.onBehalfOf,
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      place: entry.place,
      detail: JSON.stringify(entry.detail),
      request_id: entry.requestId,
      prev_hash: previous,
      hash,
    }
  })
  await trx
    .with('moved', (query) => query.updateTable('audit_head').set({ seq, hash }))
    .insertInto('audit_entry')
    .values(rows)
    .execute()
}

function hashedOf(entry: AuditEntry, seq: number): Hashed {
  return {
    seq,
    id: uuidv7(),
    at: `${entry.at.toISOString().slice(0, -1)}000Z`,
    actorId: entry.actorId ?? null,
    actorName: storableOrNull(entry.actorName),
    onBehalfOf: entry.onBehalfOf ?? null,
    action: entry.action,
    subjectKind: storableOrNull(entry.subjectKind),
    subjectId: storableOrNull(entry.subjectId),
    place: storableOrNull(entry.place),
    detail: storableJson(JSON.parse(JSON.stringify(entry.detail ?? {}))),
    requestId: storableOrNull(entry.requestId),
  }
}
