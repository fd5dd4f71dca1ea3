import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.ts'
import { dayRoot, entryHash, genesis, type Hashed, merkleRoot } from './chain.ts'
import './tables.ts'

/** Where the log was tampered with: the first entry (or day) that does not fit. */
export interface AuditFault {
  /** `missing`: a number is not there; `changed`: its content does not give its hash; `unlinked`: it does not continue the entry before; `head`: entries after the last one were cut off; `root`: a sealed day does not match. */
  readonly kind: 'missing' | 'changed' | 'unlinked' | 'head' | 'root'
  readonly seq: number
  readonly day?: string
}

export interface AuditVerdict {
  readonly entries: number
  readonly roots: number
  /** Last hash of the chain, hexadecimal: compare it with a copy kept elsewhere. */
  readonly head: string
  readonly fault?: AuditFault
}

interface StoredEntry extends Hashed {
  readonly prevHash: Buffer
  readonly hash: Buffer
}

interface StoredRoot {
  readonly day: string
  readonly first_seq: number
  readonly last_seq: number
  readonly merkle: Buffer
  readonly root: Buffer
}

const batch = 2_000

/** Recomputes the whole chain and every day's seal in one snapshot; memory stays flat but for one day's hashes. */
export function verifyAudit(
  db: Db,
  onProgress?: (checked: number, of: number) => void,
): Promise<AuditVerdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const head = await trx.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst()
      if (!head) return { entries: 0, roots: 0, head: '', fault: { kind: 'head', seq: 0 } as const }
      const seals = new Seals(await roots(trx))
      let previous: Buffer = genesis
      let seq = 0
      const verdict = (fault?: AuditFault): AuditVerdict => ({
        entries: seq,
        roots: seals.checked,
        head: previous.toString('hex'),
        ...(fault && { fault }),
      })
      for (;;) {
        const entries = await read(trx, seq)
        for (const entry of entries) {
          const fault = faultOf(entry, seq + 1, previous) ?? seals.take(entry)
          if (fault) return verdict(fault)
          seq = entry.seq
          previous = entry.hash
        }
        onProgress?.(seq, head.seq)
        if (entries.length < batch) break
      }
      if (head.seq !== seq || !head.hash.equals(previous)) return verdict({ kind: 'head', seq: seq + 1 })
      return verdict(seals.rest(seq))
    })
}

function faultOf(entry: StoredEntry, expected: number, previous: Buffer): AuditFault | undefined {
  if (entry.seq !== expected) return { kind: 'missing', seq: expected }
  const { prevHash, hash, ...hashed } = entry
  if (!prevHash.equals(previous)) return { kind: 'unlinked', seq: entry.seq }
  return entryHash(prevHash, hashed).equals(hash) ? undefined : { kind: 'changed', seq: entry.seq }
}

/** Checks each day's seal as its last entry goes by. */
class Seals {
  checked = 0
  readonly #roots: readonly StoredRoot[]
  #hashes: Buffer[] = []
  #previous: Buffer = genesis
  #lastSeq = 0

  constructor(roots: readonly StoredRoot[]) {
    this.#roots = roots
  }

  take(entry: StoredEntry): AuditFault | undefined {
    const fault = this.rest(entry.seq - 1)
    this.#hashes.push(entry.hash)
    return fault
  }

  /** Checks every seal that ends at or before this entry. */
  rest(seq: number): AuditFault | undefined {
    for (
      let next = this.#roots[this.checked];
      next && next.last_seq <= seq;
      next = this.#roots[this.checked]
    ) {
      const merkle = merkleRoot(this.#hashes)
      const fits =
        next.first_seq === this.#lastSeq + 1 &&
        next.merkle.equals(merkle) &&
        next.root.equals(dayRoot(this.#previous, next.day, next.last_seq, merkle))
      if (!fits) return { kind: 'root', seq: next.first_seq, day: next.day }
      this.#previous = next.root
      this.#lastSeq = next.last_seq
      this.#hashes = []
      this.checked++
    }
    return undefined
  }
}

function roots(trx: Trx): Promise<StoredRoot[]> {
  return trx
    .selectFrom('audit_root')
    .select(['day', 'first_seq', 'last_seq', 'merkle', 'root'])
    .orderBy('day')
    .execute()
}

async function read(trx: Trx, after: number): Promise<StoredEntry[]> {
  return trx
    .selectFrom('audit_entry')
    .select([
      'seq',
      'id',
      sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'),
      'actor_id as actorId',
      'actor_name as actorName',
      'on_behalf_of as onBehalfOf',
      'action',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'place',
      'detail',
      'request_id as requestId',
      'prev_hash as prevHash',
      'hash',
    ])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(batch)
    .execute()
}
