import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.ts'
import { dayRoot, entryHash, genesis, type Hashed, headOf, merkleRoot } from './chain.ts'
import './tables.ts'

/** Where the log was tampered with: the first entry (or day) that does not fit. */
export interface AuditFault {
  /** `missing`: an entry is not there (of a strand: the first number it can have had); `changed`: its content does not give its hash; `unlinked`: it does not continue the entry before; `head`: entries after the last one were cut off; `root`: a sealed day does not match. */
  readonly kind: 'missing' | 'changed' | 'unlinked' | 'head' | 'root'
  readonly seq: number
  readonly day?: string
}

export interface AuditVerdict {
  readonly entries: number
  readonly roots: number
  /** Where all strands end, hexadecimal: compare it with a copy kept elsewhere. */
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
      const heads = await trx
        .selectFrom('audit_head')
        .select(['strand', 'ordinal', 'hash'])
        .orderBy('strand')
        .execute()
      const chain = new Chain()
      const seals = new Seals(await roots(trx))
      const total = heads.reduce((sum, { ordinal }) => sum + ordinal, 0)
      const verdict = (fault?: AuditFault): AuditVerdict => ({
        entries: chain.entries,
        roots: seals.checked,
        head: headOf(heads.map(({ strand }) => chain.endOf(strand).hash)),
        ...(fault && { fault }),
      })
      if (heads.length === 0) return verdict({ kind: 'head', seq: 0 })
      for (;;) {
        const entries = await read(trx, chain.lastSeq)
        for (const entry of entries) {
          const fault = chain.take(entry) ?? seals.take(entry)
          if (fault) return verdict(fault)
        }
        onProgress?.(chain.entries, total)
        if (entries.length < batch) break
      }
      return verdict(chain.cutOff(heads) ?? seals.rest(chain.lastSeq))
    })
}

interface End {
  readonly seq: number
  readonly ordinal: number
  readonly hash: Buffer
}

/** The trunk (0) and its strands, followed entry by entry; a strand begins where the trunk ends. */
class Chain {
  entries = 0
  lastSeq = 0
  readonly #ends = new Map<number, End>([[0, { seq: 0, ordinal: 0, hash: genesis }]])

  endOf(strand: number): End {
    const trunk = this.#ends.get(0)!
    return this.#ends.get(strand) ?? { ...trunk, ordinal: 0 }
  }

  take(entry: StoredEntry): AuditFault | undefined {
    const strand = entry.strand ?? 0
    const end = this.endOf(strand)
    const ordinal = entry.ordinal ?? entry.seq
    if (ordinal !== end.ordinal + 1) return { kind: 'missing', seq: end.seq + 1 }
    const { prevHash, hash, ...hashed } = entry
    const isLate = strand === 0 && this.#ends.size > 1
    if (isLate || !prevHash.equals(end.hash)) return { kind: 'unlinked', seq: entry.seq }
    if (!entryHash(prevHash, hashed).equals(hash)) return { kind: 'changed', seq: entry.seq }
    this.#ends.set(strand, { seq: entry.seq, ordinal, hash })
    this.entries += 1
    this.lastSeq = entry.seq
    return undefined
  }

  /** The first strand that does not end where its head says. */
  cutOff(heads: readonly { strand: number; ordinal: number; hash: Buffer }[]): AuditFault | undefined {
    const cut = heads
      .filter(({ strand, ordinal, hash }) => {
        const end = this.endOf(strand)
        return ordinal !== end.ordinal || !hash.equals(end.hash)
      })
      .map(({ strand }) => this.endOf(strand).seq + 1)
    const missing = [...this.#ends.keys()].some((strand) => !heads.some((head) => head.strand === strand))
    if (cut.length === 0 && !missing) return undefined
    return { kind: 'head', seq: Math.min(...cut, this.lastSeq + 1) }
  }
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
  const rows = await trx
    .selectFrom('audit_entry')
    .select([
      'seq',
      sql<number | undefined>`strand`.as('strand'),
      sql<number | undefined>`ordinal`.as('ordinal'),
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
  return rows.map((row) => ({ ...row, strand: row.strand ?? undefined, ordinal: row.ordinal ?? undefined }))
}
