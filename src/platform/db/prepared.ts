import { createHash } from 'node:crypto'
import type pg from 'pg'
import { noteStatement } from './count.ts'

/**
 * A hot read, parsed and planned once per connection: about a quarter less time than the same statement unnamed.
 * Not for statements whose text varies, and, given the pool, not inside a transaction (it takes its own connection).
 */
export function prepared<Row extends pg.QueryResultRow, Values extends readonly unknown[]>(text: string) {
  const name = `p${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  return async (pool: pg.Pool | pg.ClientBase, ...values: Values): Promise<Row[]> => {
    noteStatement(text)
    const { rows } = await pool.query<Row>({ name, text, values: [...values] })
    return rows
  }
}

export type PreparedStatement<Row extends pg.QueryResultRow> = ReturnType<
  typeof prepared<Row, readonly unknown[]>
>
