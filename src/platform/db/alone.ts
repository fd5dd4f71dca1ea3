import { createHash } from 'node:crypto'
import type pg from 'pg'

/**
 * Does `work` while no other process does work of this name; the others wait. For starting up only (migrations, first
 * data): it holds a connection, and its lock ends with that connection if the process is killed.
 */
export async function alone<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T> {
  const key = createHash('sha256').update(name).digest().readInt32BE()
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [key])
    return await work()
  } finally {
    // Closed rather than given back: the lock goes with it, whatever happened.
    client.release(true)
  }
}
