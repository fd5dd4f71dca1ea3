import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { NoticeTo } from '../../platform/notice.ts'
import { emailOf } from './email.ts'
import type { Territory } from './places.ts'

/** Somebody who can be told something. */
export interface Recipient {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly lang: 'vi' | 'en'
}

/**
 * The people a notice goes to, each once: the accounts named, who acts for the producer (or the records it was laid
 * together with), who holds the role for the place, for the agency or, when neither is given, anywhere. Locked accounts get nothing.
 */
export async function recipientsOf(
  db: Db,
  territory: Territory,
  to: NoticeTo,
  today: string,
): Promise<readonly Recipient[]> {
  const { accountIds = [], producerId, role, placeCode, agency } = to
  const holds = sql<boolean>`g.account_id = a.id and g.ended_at is null and g.from_day <= ${today}
    and (g.to_day is null or g.to_day >= ${today})`
  const ways = [sql<boolean>`a.id = any(${[...accountIds]}::uuid[])`]
  if (producerId)
    ways.push(sql<boolean>`exists (select from role_grant g where ${holds} and g.role = 'producer'
      and g.producer_id in (select producer_family(${producerId})))`)
  const wanted = role ?? (agency ? 'agency' : undefined)
  if (wanted)
    ways.push(sql<boolean>`exists (select from role_grant g where ${holds} and g.role = ${wanted}
      and (${agency ?? null}::text is null or g.agency_id::text = ${agency ?? null})
      and (${placeCode ?? null}::text is null or g.place_code is null
        or g.place_code = any(${placeCode ? [placeCode, ...territory.governing(placeCode, today)] : []}::text[])))`)
  const rows = await db
    .selectFrom('account as a')
    .select(['a.id', 'a.name', 'a.email', 'a.phone', 'a.lang'])
    .where('a.locked_at', 'is', null)
    .where(sql<boolean>`(${sql.join(ways, sql` or `)})`)
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({ ...row, email: emailOf(row) }))
}
