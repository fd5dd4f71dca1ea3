import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
/** A transaction in progress. Every `Trx` is also a `Db`. */
export type Trx = Transaction<Tables>

export interface TransactionOptions<T> {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** Rounds in all, the first included. */
  readonly attempts?: number
  /** The value is still answered, but nothing of it stays in the database. */
  readonly rollbackWhen?: (value: T) => boolean
}

class RolledBack<T> {
  readonly value: T
  constructor(value: T) {
    this.value = value
  }
}

/** 40001 serialization failure, 40P01 deadlock: the other one won, and trying again is the documented answer. */
const retryable = new Set(['40001', '40P01'])

/**
 * Two looked whether a thing is there and both wrote it: once more, and who came second finds it and refuses in words. What
 * fails so a second time is a defect.
 */
const uniqueViolation = '23505'

/**
 * Runs `work` in one transaction (read committed by default), again from the start after a serialization failure, a
 * deadlock, or once after a key that somebody else took. `work` must therefore touch nothing outside the database before it returns.
 */
export async function transaction<T>(
  db: Db,
  work: (trx: Trx) => Promise<T>,
  { isolation = 'read committed', attempts = 8, rollbackWhen }: TransactionOptions<T> = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db
        .transaction()
        .setIsolationLevel(isolation)
        .execute(async (trx) => {
          const value = await work(trx)
          if (rollbackWhen?.(value)) throw new RolledBack(value)
          return value
        })
    } catch (error) {
      if (error instanceof RolledBack) return error.value as T
      const { code = '' } = error as { code?: string }
      const again = retryable.has(code) ? attempt < attempts : code === uniqueViolation && attempt === 1
      if (!again || attempts === 1) throw error
      await sleep(Math.random() * Math.min(400, 5 * 2 ** attempt))
    }
  }
}
