import type { Trx } from '../db/index.ts'
import { uuidv7 } from '../db/index.ts'
import { entryHash, type Hashed } from './chain.ts'
import './tables.ts'

/** One deed to record. Ids rather than personal details: the log is never erased. */
export interface AuditDeed {
  /** `dossier.submit`, `account.sign-in`, … */
  readonly action: string
  readonly at: Date
  /** Absent for what the system does by itself. */
  readonly actor?: { readonly id: string; readonly name: string }
  /** The account for which the actor acted, by consent or delegation. */
  readonly onBehalfOf?: string
  readonly subject?: { readonly kind: string; readonly id: string }
  /** Code of the place in whose scope this happened. */
  readonly place?: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly requestId?: string
}

/** PostgreSQL stores neither the zero character nor half a surrogate pair. */
const storable = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, '\u{FFFD}')

const storableOrNull = (text: string | undefined) => (text === undefined ? null : storable(text))

function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(storableJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storableJson(item)]))
}

/**
 * Appends deeds to the chain. To be called once, as the last statement of the command's transaction: it locks the head
 * of the chain until the transaction ends, so whatever came after would make everyone wait.
 */
export async function appendAudit(trx: Trx, deeds: readonly AuditDeed[]): Promise<void> {
  if (deeds.length === 0) return
  const head = await trx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  let { seq, hash } = head
  const rows = deeds.map((deed) => {
    const previous = hash
    seq += 1
    const entry = hashedOf(deed, seq)
    hash = entryHash(previous, entry)
    return {
      seq,
      id: entry.id,
      at: deed.at,
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

function hashedOf(deed: AuditDeed, seq: number): Hashed {
  return {
    seq,
    id: uuidv7(),
    at: `${deed.at.toISOString().slice(0, -1)}000Z`,
    actorId: deed.actor?.id ?? null,
    actorName: storableOrNull(deed.actor?.name),
    onBehalfOf: deed.onBehalfOf ?? null,
    action: deed.action,
    subjectKind: storableOrNull(deed.subject?.kind),
    subjectId: storableOrNull(deed.subject?.id),
    place: storableOrNull(deed.place),
    detail: storableJson(JSON.parse(JSON.stringify(deed.detail ?? {}))),
    requestId: storableOrNull(deed.requestId),
  }
}
