import { createHash } from 'node:crypto'

/** The columns an entry's hash covers: all but the hashes themselves. `at` has microseconds and ends in Z. */
export interface Hashed {
  readonly seq: number
  /** Which of the chains it continues, and its place there; neither before the chain was split. */
  readonly strand?: number | undefined
  readonly ordinal?: number | undefined
  readonly id: string
  readonly at: string
  readonly actorId: string | null
  readonly actorName: string | null
  readonly onBehalfOf: string | null
  readonly action: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly place: string | null
  readonly detail: unknown
  readonly requestId: string | null
}

export const genesis = Buffer.alloc(32)

/**
 * JSON with one spelling for one value, as RFC 8785: keys sorted by UTF-16 code units, no spaces, numbers and strings
 * as JavaScript writes them. `undefined` members are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** SHA-256 over the hash before (32 bytes, zeros for the first) and the canonical JSON of the entry. */
export function entryHash(previous: Buffer, entry: Hashed): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest()
}

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** One value that says where all strands end: compared with a copy kept elsewhere. */
export function headOf(hashes: readonly Buffer[]): string {
  return sha256(...hashes).toString('hex')
}

const leaf = Buffer.of(0)
const node = Buffer.of(1)

/**
 * Merkle tree hash of RFC 6962 over the entries' hashes, so that one entry can be proven to belong to a published day
 * without showing the others. No entries: SHA-256 of nothing.
 */
export function merkleRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256()
  let level: Buffer[] = hashes.map((hash) => sha256(leaf, hash))
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1]
      above.push(right ? sha256(node, level[i]!, right) : level[i]!)
    }
    level = above
  }
  return level[0]!
}

/** The published seal of a day: the seal before, the day, the last entry's number and the day's Merkle root. */
export function dayRoot(previous: Buffer, day: string, lastSeq: number, merkle: Buffer): Buffer {
  return sha256(previous, `${day}\n${lastSeq}\n`, merkle)
}
