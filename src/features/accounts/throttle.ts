import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { networkOf } from '../../platform/daily/index.ts'
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

const pairOf = (name: string, address: string): Counter => ({
  key: keyOf('pair', name, networkOf(address)),
  limit: throttleLimits.nameAtAddress,
})
const nameOf = (name: string): Counter => ({ key: keyOf('name', name), limit: throttleLimits.name })
const addressOf = (address: string): Counter => ({
  key: keyOf('address', networkOf(address)),
  limit: throttleLimits.address,
})

/**
 * Counts a try before anything is done about it: while a password is hashed others wait behind it, and of many sent at once no
 * more than the limit may be answered. Until when to wait, where the door is closed; null: go on. A right one is taken back
 * (`clearFailures`). The address is only looked at: a hall of people behind one signs in at once, and right tries are no failures.
 */
export async function takeTry(db: Db, name: string, address: string, now: Date): Promise<Date | null> {
  const closed = (await addressClosed(db, address, now)) ?? (await count(db, pairOf(name, address), now))
  if (closed) return closed
  const everywhere = await count(db, nameOf(name), now)
  if (everywhere) await takeBack(db, pairOf(name, address))
  return everywhere
}

/** A try failed: it counts for its address, too. Until when to wait, where others from there have closed the door meanwhile. */
export function countFailure(db: Db, address: string, now: Date): Promise<Date | null> {
  return count(db, addressOf(address), now)
}

/** Until when nobody from this address is heard, or null. */
export async function addressClosed(db: Db, address: string, now: Date): Promise<Date | null> {
  const { key, limit } = addressOf(address)
  const row = await db
    .selectFrom('account_throttle')
    .select('until')
    .where('key', '=', key)
    .where('until', '>', now)
    .where('failures', '>=', limit)
    .executeTakeFirst()
  return row?.until ?? null
}

/** Counts one more in one statement, unless that would be too many; a window begins with its first. */
async function count(db: Db, { key, limit }: Counter, now: Date): Promise<Date | null> {
  const until = new Date(now.getTime() + throttleLimits.minutes * 60_000)
  const counted = await db
    .insertInto('account_throttle')
    .values({ key, failures: 1, until })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          failures: sql`CASE WHEN account_throttle.until <= ${now} THEN 1 ELSE account_throttle.failures + 1 END`,
          until: sql`CASE WHEN account_throttle.until <= ${now} THEN ${until} ELSE account_throttle.until END`,
        })
        .where((eb) =>
          eb.or([eb('account_throttle.until', '<=', now), eb('account_throttle.failures', '<', limit)]),
        ),
    )
    .executeTakeFirst()
  if (Number(counted.numInsertedOrUpdatedRows) > 0) return null
  const row = await db
    .selectFrom('account_throttle')
    .select('until')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.until ?? until
}

async function takeBack(db: Db, { key }: Counter): Promise<void> {
  const gone = await db
    .deleteFrom('account_throttle')
    .where('key', '=', key)
    .where('failures', '=', 1)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) > 0) return
  await db
    .updateTable('account_throttle')
    .set({ failures: sql`failures - 1` })
    .where('key', '=', key)
    .where('failures', '>', 1)
    .execute()
}

/** A right password was no guess, and clears what was counted for this name here, not what was counted for the address. */
export async function clearFailures(db: Db, name: string, address: string): Promise<void> {
  await db.deleteFrom('account_throttle').where('key', '=', pairOf(name, address).key).execute()
  await takeBack(db, nameOf(name))
}

/** Drops what has run out: windows, sessions, challenges. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('account_throttle').where('until', '<=', now).execute()
  await db.deleteFrom('account_session').where('expires_at', '<=', new Date()).execute()
  await db.deleteFrom('account_verification').where('expires_at', '<=', new Date()).execute()
  await db.deleteFrom('account_passkey_challenge').where('expires_at', '<=', now).execute()
}
