import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../rules/permissions/index.ts'
import type { DatedCode, Places } from './places.ts'

/** Where a record says its place: an alias with the columns place_code and place_day, or two expressions. */
export type PlacedAt = string | { readonly code: RawBuilder<unknown>; readonly day: RawBuilder<unknown> }

/**
 * WHERE clause: the record lies in one of these units. Codes are used again, so the days on which a unit bore the code count.
 */
export function lyingIn(units: readonly DatedCode[], at: PlacedAt): RawBuilder<boolean> {
  const { code, day } =
    typeof at === 'string' ? { code: sql.ref(`${at}.place_code`), day: sql.ref(`${at}.place_day`) } : at
  return sql<boolean>`EXISTS (
    SELECT FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(code text, "from" date, "to" date)
    WHERE u.code = ${code} AND ${day} >= u."from" AND (u."to" IS NULL OR ${day} <= u."to"))`
}

/** WHERE clause: the record under this alias is governed today by one of these codes, its province's included. */
export function governedByOne(
  codes: readonly string[],
  places: Pick<Places, 'within'>,
  today: string,
  alias: string,
): RawBuilder<boolean> {
  if (codes.length === 0) return sql<boolean>`false`
  const province = sql.ref(`${alias}.province_code`)
  return sql<boolean>`(${province} = ANY(${codes}::text[]) OR ${lyingIn(places.within(codes, today), alias)})`
}

/** WHERE clause: the record under this alias is within reach, by its places of today or by the producer in column `producer`. */
export function withinReach(
  reach: Pick<Reach, 'everything' | 'places' | 'producerIds'>,
  places: Pick<Places, 'within'>,
  today: string,
  { alias, producer }: { readonly alias: string; readonly producer: string },
): RawBuilder<boolean> {
  if (reach.everything) return sql<boolean>`true`
  const own =
    reach.producerIds.length > 0
      ? sql`${sql.ref(producer)} = ANY(${reach.producerIds}::uuid[])`
      : sql<boolean>`false`
  return sql<boolean>`(${own} OR ${governedByOne(reach.places, places, today, alias)})`
}
