import { type RawBuilder, sql } from 'kysely'

/** A value for a `jsonb` column. Needed for arrays, which the driver would otherwise send as PostgreSQL arrays. */
export function jsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`
}
