import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'

export interface Counted {
  readonly key: string
  readonly count: number
}

/** A product of the public register as the open data gives it. */
export interface OpenProduct {
  readonly slug: string
  readonly name: string
  readonly producer: string | null
  readonly place: string | null
  readonly star: number | null
  readonly standing: string
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly demo: boolean
}

/** The standing of a catalogue entry on a day: in force is valid, expiring within 180 days, or expired by its last day. */
const standing = (today: string) => sql<string>`CASE WHEN standing <> 'in-force' THEN standing
  WHEN valid_until < ${today}::date THEN 'expired'
  WHEN valid_until <= ${today}::date + 180 THEN 'expiring' ELSE 'valid' END`

/** Each cut of the register sums to the same total. */
export async function registerFigures(db: Db, today: string, province: string) {
  const by = async (column: ReturnType<typeof sql<string>>, where = sql`true`): Promise<Counted[]> => {
    const { rows } =
      await sql<Counted>`SELECT ${column} AS key, count(*)::int AS count FROM catalogue_entry WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`.execute(
        db,
      )
    return rows
  }
  const [stars, standings, sectors, communes, demo] = await Promise.all([
    by(sql<string>`coalesce(star::text, '')`),
    by(standing(today)),
    by(sql<string>`coalesce(sector, '')`),
    by(sql<string>`coalesce(place_name, '')`, sql`province_code = ${province}`),
    sql<{ n: number }>`SELECT count(*)::int AS n FROM catalogue_entry WHERE is_demo`.execute(db),
  ])
  const total = stars.reduce((sum, each) => sum + each.count, 0)
  return { stars, standings, sectors, communes, total, demo: demo.rows[0]?.n ?? 0 }
}

export async function openProducts(db: Db, today: string): Promise<OpenProduct[]> {
  const { rows } = await sql<OpenProduct>`
    SELECT slug, name, producer_name AS producer, place_name AS place, star, ${standing(today)} AS standing,
      issued_on::text AS "issuedOn", valid_until::text AS "validUntil", is_demo AS demo
    FROM catalogue_entry ORDER BY slug`.execute(db)
  return rows
}
