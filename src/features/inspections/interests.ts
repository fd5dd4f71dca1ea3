import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { type Ground, interestsBetween } from '../../rules/inspections/index.ts'

/** A person as the choice of a team asks: may inspect today, and what stands between them and this producer. */
export interface Asked {
  readonly name: string
  readonly isInspector: boolean
  readonly grounds: readonly Ground[]
}

/**
 * Phones and mails are only compared here, never shown. What binds somebody to any record of the producer binds them: a dossier
 * stays with the record it was filed under when that one is laid together with another.
 */
export async function interestsOf(
  db: Db,
  accountId: string,
  producerId: string | null,
  today: string,
): Promise<Asked | null> {
  const account = await db
    .selectFrom('account')
    .select(['name', 'phone', 'email', 'locked_at'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account || account.locked_at) return null
  const grants = await db
    .selectFrom('role_grant')
    .select(['role', 'producer_id'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', today)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', today)]))
    .execute()
  const isInspector = grants.some((grant) => grant.role === 'inspector')
  if (producerId === null) return { name: account.name, isInspector, grounds: [] }
  const family = sql<string>`(select producer_family(${producerId}))`
  const records = await db
    .selectFrom('producer')
    .select(['id', 'phone', 'email', 'representative'])
    .where('id', 'in', family)
    .execute()
  const helped = await db
    .selectFrom('dossier')
    .select('producer_id')
    .where('created_by', '=', accountId)
    .where('producer_id', 'in', family)
    .execute()
  return {
    name: account.name,
    isInspector,
    grounds: interestsBetween(
      {
        name: account.name,
        phone: account.phone,
        email: account.email,
        actsFor: grants.flatMap((grant) => grant.producer_id ?? []),
        helped: helped.map((row) => row.producer_id),
      },
      records.map(({ id, phone, email, representative }) => ({
        id,
        phone,
        email,
        representative: representative.name ?? null,
      })),
    ),
  }
}

/** Everybody who may inspect today, each with what stands in the way. */
export async function inspectorsFor(
  db: Db,
  producerId: string | null,
  today: string,
): Promise<{ id: string; name: string; grounds: readonly Ground[] }[]> {
  const rows = await db
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select(['a.id', 'a.name'])
    .distinct()
    .where('g.role', '=', 'inspector')
    .where('a.locked_at', 'is', null)
    .where('g.ended_at', 'is', null)
    .where('g.from_day', '<=', today)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', today)]))
    .orderBy('a.name')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      grounds: (await interestsOf(db, row.id, producerId, today))?.grounds ?? [],
    })),
  )
}
