import { type RawBuilder, sql } from 'kysely'
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

/** Chains that are written side by side; each head is locked by one transaction at a time. */
const strands = 16

interface Head {
  readonly strand: number
  readonly ordinal: number
  readonly hash: Buffer
  /** Drawn while the head is locked: whoever holds all heads knows every number given so far. */
  readonly seqs: readonly number[]
}

/**
 * Appends entries to a strand of the chain. To be called once, as the last statement of the command's transaction: it locks
 * the strand's head until the transaction ends. With one chain each commit would wait for the former one's flush to
 * disk; over sixteen the server gathers them (docs/decisions/031).
 */
export async function appendAudit(trx: Trx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const { strand, seqs, ...head } = await takeHead(trx, entries.length)
  let { ordinal, hash } = head
  const rows = entries.map((given, n) => {
    const previous = hash
    ordinal += 1
    const entry = hashedOf(given, seqs[n]!, strand, ordinal)
    hash = entryHash(previous, entry)
    return {
      seq: entry.seq,
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
      strand,
      ordinal,
      prev_hash: previous,
      hash,
    }
  })
  await trx
    .with('moved', (query) =>
      query.updateTable('audit_head').set({ ordinal, hash }).where('strand', '=', strand),
    )
    .insertInto('audit_entry')
    .values(rows)
    .execute()
}

/** The first head that nobody holds; where all are held, one that is waited for. */
async function takeHead(trx: Trx, count: number): Promise<Head> {
  const free = await head(sql`strand > 0 order by strand limit 1 for update skip locked`, count).execute(trx)
  if (free.rows[0]) return free.rows[0]
  const one = 1 + Math.floor(Math.random() * strands)
  return (await head(sql`strand = ${one} for update`, count).execute(trx)).rows[0]!
}

/** The numbers depend on the locked row, so that they are drawn after the lock is held. */
const head = (which: RawBuilder<unknown>, count: number) => sql<Head>`
  with taken as materialized (select strand, ordinal, hash from audit_head where ${which})
  select taken.*, drawn.seqs from taken, lateral (
    select array_agg(nextval('audit_seq')) as seqs from generate_series(1, ${count}::int + 0 * taken.strand)
  ) drawn`

function hashedOf(entry: AuditEntry, seq: number, strand: number, ordinal: number): Hashed {
  return {
    seq,
    strand,
    ordinal,
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
