import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Resource } from '../../rules/permissions/index.ts'

export interface Deed {
  readonly seq: number
  readonly at: Date
  readonly actorName: string | null
  readonly inSteadOf: string | null
  readonly action: string
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly place: string | null
  readonly detail: Record<string, unknown>
}

export interface DeedFilter {
  readonly who?: string | undefined
  readonly action?: string | undefined
  readonly subject?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Older than this number: the next page. */
  readonly before?: number | undefined
  /** Codes of places within reach; undefined: everywhere. */
  readonly places?: readonly string[] | undefined
}

export const deedsPerPage = 50

function deeds(db: Db) {
  return db
    .selectFrom('audit_entry as e')
    .leftJoin('account as lender', 'lender.id', 'e.on_behalf_of')
    .select(['e.seq', 'e.at', 'e.actor_name as actorName', 'lender.name as inSteadOf', 'e.action'])
    .select(['e.subject_kind as subjectKind', 'e.subject_id as subjectId', 'e.place', 'e.detail'])
    .orderBy('e.seq', 'desc')
}

/** The auditor's search, newest first; one page and whether there is more. */
export async function findDeeds(
  db: Db,
  filter: DeedFilter,
): Promise<{ readonly items: readonly Deed[]; readonly next: number | null }> {
  const day = (text: string, after: number) =>
    sql<Date>`((${text}::date + ${after}::int)::timestamp at time zone 'Asia/Ho_Chi_Minh')`
  const rows = await deeds(db)
    .$if(filter.who !== undefined, (query) =>
      query.where(
        'e.actor_id',
        'in',
        db
          .selectFrom('account')
          .select('id')
          .where((eb) =>
            eb.or([eb('username', '=', filter.who!.toLowerCase()), eb('name', '=', filter.who!)]),
          ),
      ),
    )
    .$if(filter.action !== undefined, (query) =>
      query.where('e.action', 'like', `${filter.action!.replace(/[\\%_]/g, '\\$&')}%`),
    )
    .$if(filter.subject !== undefined, (query) => query.where('e.subject_id', '=', filter.subject!))
    .$if(filter.from !== undefined, (query) => query.where('e.at', '>=', day(filter.from!, 0)))
    .$if(filter.to !== undefined, (query) => query.where('e.at', '<', day(filter.to!, 1)))
    .$if(filter.before !== undefined, (query) => query.where('e.seq', '<', filter.before!))
    .$if(filter.places !== undefined, (query) =>
      query.where((eb) => eb.or([eb('e.place', 'is', null), eb('e.place', 'in', [...filter.places!, ''])])),
    )
    .limit(deedsPerPage + 1)
    .execute()
  const items = rows.slice(0, deedsPerPage)
  return { items, next: rows.length > deedsPerPage ? items.at(-1)!.seq : null }
}

/** What was done to one record, newest first. */
export async function trailOf(db: Db, kind: string, id: string): Promise<readonly Deed[]> {
  return deeds(db).where('e.subject_kind', '=', kind).where('e.subject_id', '=', id).limit(200).execute()
}

/** Whose record this is, for asking `may`; null: there is no such record. */
export async function ownershipOf(
  db: Db,
  kind: OwnedKind,
  id: string,
): Promise<{ resource: Resource; name: string } | null> {
  switch (kind) {
    case 'account': {
      const row = await db.selectFrom('account').select('name').where('id', '=', id).executeTakeFirst()
      return row ? { resource: { accountId: id }, name: row.name } : null
    }
    case 'producer': {
      const row = await db.selectFrom('producer').select('name').where('id', '=', id).executeTakeFirst()
      return row ? { resource: { producerId: id }, name: row.name } : null
    }
    case 'product': {
      const row = await db
        .selectFrom('product')
        .select(['name', 'producer_id'])
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? { resource: { producerId: row.producer_id }, name: row.name } : null
    }
    case 'dossier': {
      const row = await db
        .selectFrom('dossier as d')
        .innerJoin('product as p', 'p.id', 'd.product_id')
        .select(['p.name', 'p.producer_id'])
        .where('d.id', '=', id)
        .executeTakeFirst()
      return row ? { resource: { producerId: row.producer_id }, name: row.name } : null
    }
  }
}

export const ownedKinds = ['account', 'producer', 'product', 'dossier'] as const
export type OwnedKind = (typeof ownedKinds)[number]

export interface Seal {
  readonly day: string
  readonly firstSeq: number
  readonly lastSeq: number
  readonly entries: number
  readonly merkle: string
  readonly root: string
}

/** The public seals, newest first. */
export async function seals(db: Db, limit: number): Promise<readonly Seal[]> {
  const rows = await db.selectFrom('audit_root').selectAll().orderBy('day', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    day: row.day,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    entries: row.entries ?? row.last_seq - row.first_seq + 1,
    merkle: row.merkle.toString('hex'),
    root: row.root.toString('hex'),
  }))
}
