import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'

/**
 * How many failures in a quarter of an hour close the door. A name at one address: whoever guesses. An address: an
 * office behind one address may mistype, a robot may not. A name from everywhere: a guess spread over many machines.
 */
export const throttleLimits = { minutes: 15, nameAtAddress: 8, address: 60, name: 60 } as const

interface Counter {
  readonly key: string
  readonly limit: number
}

/** Hashed: neither names nor addresses of people are kept in the clear for this. */
const keyOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

function countersOf(name: string, address: string): readonly Counter[] {
  const network = networkOf(address)
  return [
    { key: keyOf('pair', name, network), limit: throttleLimits.nameAtAddress },
    { key: keyOf('address', network), limit: throttleLimits.address },
    { key: keyOf('name', name), limit: throttleLimits.name },
  ]
}

/** Always in one order: two failures at once do not lock each other out. */
const inOrder = (counters: readonly Counter[]) => [...counters].sort((a, b) => (a.key < b.key ? -1 : 1))

/** An IPv6 site holds 2^64 addresses: its first half counts as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  if (address.startsWith('::ffff:')) return address.slice(7)
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')
}

/** Until when this name from this address must wait, or null. */
export async function throttledUntil(db: Db, name: string, address: string, now: Date): Promise<Date | null> {
  const counters = countersOf(name, address)
  const rows = await db
    .selectFrom('account_throttle')
    .select(['key', 'failures', 'until'])
    .where(
      'key',
      'in',
      counters.map((counter) => counter.key),
    )
    .where('until', '>', now)
    .execute()
  const closed = rows.filter(
    (row) => row.failures >= (counters.find((counter) => counter.key === row.key)?.limit ?? 0),
  )
  return closed.length === 0 ? null : new Date(Math.max(...closed.map((row) => row.until.getTime())))
}

/** Counts a failure; a window begins with its first failure. */
export async function countFailure(db: Db, name: string, address: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + throttleLimits.minutes * 60_000)
  await db
    .insertInto('account_throttle')
    .values(inOrder(countersOf(name, address)).map(({ key }) => ({ key, failures: 1, until })))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        failures: sql`CASE WHEN account_throttle.until <= ${now} THEN 1 ELSE account_throttle.failures + 1 END`,
        until: sql`CASE WHEN account_throttle.until <= ${now} THEN ${until} ELSE account_throttle.until END`,
      }),
    )
    .execute()
}

/** A right password clears what was counted for this name here, not what was counted for the address. */
export async function clearFailures(db: Db, name: string, address: string): Promise<void> {
  await db.deleteFrom('account_throttle').where('key', '=', countersOf(name, address)[0]!.key).execute()
}

/** Drops what has run out: windows, sessions, challenges. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('account_throttle').where('until', '<=', now).execute()
  await db.deleteFrom('account_session').where('expires_at', '<=', new Date()).execute()
  await db.deleteFrom('account_verification').where('expires_at', '<=', new Date()).execute()
  await db.deleteFrom('account_passkey_challenge').where('expires_at', '<=', now).execute()
}
