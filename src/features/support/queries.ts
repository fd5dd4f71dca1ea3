import { type Selectable, sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { type Permission, reachOf } from '../../rules/permissions/index.ts'
import { type PlacedRecord, withinReach } from '../places/index.ts'
import type { SupportDeps } from './parts.ts'
import type { SupportActionTable, SupportTable } from './tables.ts'

export type Support = Selectable<SupportTable> &
  PlacedRecord & { readonly product: string; readonly producer: string; readonly requestedOn: string }
export type SupportDeed = Selectable<SupportActionTable>

export interface SupportableProduct extends PlacedRecord {
  readonly id: string
  readonly name: string
  readonly producerId: string
  readonly producer: string
  readonly isDemo: boolean
}

/** Products this person may ask support for; what the form offers. */
export async function supportableProducts(
  db: Db,
  actor: Actor,
  today: string,
  deps: SupportDeps,
  only?: string,
): Promise<SupportableProduct[]> {
  const reach = reachOf(actor, 'support.request', today)
  const reached = withinReach(reach, deps.places, today, { alias: 'p', producer: 'o.id' })
  const { rows } = await sql<SupportableProduct>`
    select p.id, p.name, o.id as "producerId", o.name as producer, p.place_code, p.place_day, p.province_code, p.is_demo as "isDemo"
    from product p join producer o on o.id = p.producer_id
    where (${only ?? null}::uuid is null or p.id = ${only ?? null}::uuid) and ${reached}
    order by o.name, p.name limit 500`.execute(db)
  return rows
}

/** Supports within reach of a permission, those that wait first. */
export async function supportsFor(
  db: Db,
  actor: Actor,
  permission: Permission,
  today: string,
  deps: SupportDeps,
  only: { readonly id?: string; readonly productId?: string; readonly status?: string } = {},
): Promise<Support[]> {
  const reach = reachOf(actor, permission, today)
  const reached = withinReach(reach, deps.places, today, { alias: 'p', producer: 's.producer_id' })
  const agencies = reach.agencyIds.flatMap((id) => [id, ...deps.agencies.withForerunners(id)])
  const { rows } = await sql<Support>`
    select s.*, p.name as product, o.name as producer, p.place_code, p.place_day, p.province_code,
      (select a.day from support_action a where a.support_id = s.id and a.seq = 1) as "requestedOn"
    from support s join product p on p.id = s.product_id join producer o on o.id = s.producer_id
    where (${only.id ?? null}::uuid is null or s.id = ${only.id ?? null}::uuid)
      and (${only.productId ?? null}::uuid is null or s.product_id = ${only.productId ?? null}::uuid)
      and (${only.status ?? null}::text is null or s.status = ${only.status ?? null})
      and (${reached} or s.agency_id = any(${agencies}::text[]))
    order by array_position(array['requested', 'approved', 'paid'], s.status) nulls last, s.created_at desc, s.id limit 500`.execute(
    db,
  )
  return rows
}

export function deedsOf(db: Db, id: string): Promise<SupportDeed[]> {
  return db.selectFrom('support_action').selectAll().where('support_id', '=', id).orderBy('seq').execute()
}

/** What this product had approved of a measure in a year. */
export async function approvedEarlier(
  db: Db,
  productId: string,
  measure: string,
  year: number,
): Promise<bigint[]> {
  const rows = await db
    .selectFrom('support')
    .select('approved')
    .where('product_id', '=', productId)
    .where('measure', '=', measure)
    .where('year', '=', year)
    .where('approved', 'is not', null)
    .execute()
  return rows.map((row) => BigInt(row.approved ?? 0))
}

/** Đồng of a head of a plan that is approved for supports. */
export async function chargedTo(db: Db, headId: string): Promise<bigint> {
  const { sum } = await db
    .selectFrom('support')
    .select(sql<string>`coalesce(sum(approved), 0)::text`.as('sum'))
    .where('head_id', '=', headId)
    .executeTakeFirstOrThrow()
  return BigInt(sum)
}

export interface Head {
  readonly id: string
  readonly words: { readonly vi: string; readonly en?: string | undefined }
  readonly source: 'central' | 'province' | 'commune' | 'programme' | 'producer' | 'other'
  readonly amount: number
  readonly charged: number
}

/** Heads of a year's published plan, with what supports and others have taken of them. */
export async function headsOf(db: Db, year: number, deps: SupportDeps): Promise<Head[]> {
  const { rows } = await sql<Head & { charged: string }>`
    select h.id, h.words, h.source, h.amount, coalesce(sum(s.approved), 0)::bigint as charged
    from plan_budget_head h join plan p on p.id = h.plan_id left join support s on s.head_id = h.id
    where p.place_code = ${deps.provinceCode} and p.year = ${year} and p.status = 'published'
    group by h.id order by h.ordinal`.execute(db)
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      charged: Number(BigInt(row.charged) + (await deps.chargedElsewhere(db, row.id))),
    })),
  )
}

export interface ProductSupport {
  readonly id: string
  readonly measure: { readonly vi: string; readonly en: string }
  readonly status: Support['status']
  /** Đồng; null: nothing is approved. */
  readonly approved: number | null
  /** What it brought, in the words of who told it. */
  readonly results: readonly string[]
}

/** Supports of products that were not refused or withdrawn, with their results: for what stands beside what a product lacks. */
export async function supportsOfProducts(
  db: Db,
  productIds: readonly string[],
  { law }: Pick<SupportDeps, 'law'>,
): Promise<ReadonlyMap<string, readonly ProductSupport[]>> {
  const found = new Map<string, ProductSupport[]>()
  if (productIds.length === 0) return found
  const { rows } = await sql<Omit<ProductSupport, 'measure'> & { productId: string; measure: string }>`
    select s.id, s.product_id as "productId", s.measure, s.status, s.approved,
      array(select a.words from support_action a where a.support_id = s.id and a.action = 'report-result' order by a.seq) as results
    from support s where s.product_id = any(${[...productIds]}::uuid[]) and s.status not in ('refused', 'withdrawn')
    order by s.created_at, s.id`.execute(db)
  for (const { productId, measure, ...row } of rows) {
    const named = law.measures.find((each) => each.id === measure)
    const line = { ...row, measure: { vi: named?.vi ?? measure, en: named?.en ?? measure } }
    found.set(productId, [...(found.get(productId) ?? []), line])
  }
  return found
}

/** Agencies that gave something to a producer, or to a record laid together with it, for conflicts of interest. */
export async function sponsorsOf(
  db: Db,
  producerId: string,
  deps: Pick<SupportDeps, 'law'>,
): Promise<{ agencyId: string; what: string }[]> {
  const rows = await db
    .selectFrom('support as s')
    .innerJoin('product as p', 'p.id', 's.product_id')
    .select(['s.agency_id', 's.measure', 's.year', 'p.name'])
    .where('s.producer_id', 'in', sql<string>`(select producer_family(${producerId}))`)
    .where('s.approved', 'is not', null)
    .orderBy('s.created_at')
    .execute()
  return rows.map(({ agency_id, measure, year, name }) => ({
    agencyId: agency_id,
    what: `${deps.law.measures.find((each) => each.id === measure)?.vi ?? measure}: ${name} (${year})`,
  }))
}
