import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { type Permission, reachOf } from '../../rules/permissions/index.ts'
import { foldedWords } from '../../rules/vietnamese/index.ts'
import { type PlacedRecord, withinReach } from '../places/index.ts'
import type { Fair } from './change.ts'
import type { PromotionDeps } from './parts.ts'
import type {
  FairActionTable,
  FairApplicationTable,
  FairCostTable,
  SellingPointTable,
  TradeResultTable,
} from './tables.ts'

export type FairDeed = Selectable<FairActionTable>
export type Cost = Selectable<FairCostTable> & { readonly head: { vi: string; en?: string } }
export type SellingPoint = Selectable<SellingPointTable> & {
  readonly products: readonly {
    readonly id: string
    readonly name: string
    readonly slug: string
    readonly isPublic: boolean
  }[]
}
export type FairLine = Fair & {
  readonly applications: number
  readonly taken: number
  readonly value: number
}
export type Application = Selectable<FairApplicationTable> & {
  readonly producer: string
  readonly place_code: string | null
  readonly products: readonly {
    readonly id: string
    readonly name: string
    readonly slug: string
    readonly isPublic: boolean
  }[]
}
export type TradeResult = Selectable<TradeResultTable> & {
  readonly product: string
  readonly source: string | null
}

export interface OwnProducer extends PlacedRecord {
  readonly id: string
  readonly name: string
}
export interface OwnProduct extends PlacedRecord {
  readonly id: string
  readonly name: string
  readonly producerId: string
  readonly producer: string
  readonly perMonth: number | null
  readonly unit: string | null
  readonly months: readonly number[] | null
}

/** Producers this person may act for. */
export async function ownProducers(
  db: Db,
  actor: Actor,
  permission: Permission,
  today: string,
  deps: PromotionDeps,
  only?: string,
): Promise<OwnProducer[]> {
  const reach = reachOf(actor, permission, today)
  const { rows } = await sql<OwnProducer>`
    select o.id, o.name, o.place_code, o.place_day, o.province_code from producer o
    where (${only ?? null}::uuid is null or o.id = ${only ?? null}::uuid)
      and ${withinReach(reach, deps.places, today, { alias: 'o', producer: 'o.id' })}
      and exists (select 1 from product p where p.producer_id = o.id)
    order by o.name limit 500`.execute(db)
  return rows
}

/** Those producers under whichever record: what was applied for and told stays with the one it was filed under. */
export async function ownRecords(...about: Parameters<typeof ownProducers>): Promise<string[]> {
  const [db] = about
  const producers = (await ownProducers(...about)).map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    select distinct producer_family(one) as id from unnest(${producers}::uuid[]) one`.execute(db)
  return rows.map(({ id }) => id)
}

/** Products this person may speak for, with what their producers told of them. */
export async function ownProducts(
  db: Db,
  actor: Actor,
  permission: Permission,
  today: string,
  deps: PromotionDeps,
  only: { readonly id?: string; readonly producerId?: string } = {},
): Promise<OwnProduct[]> {
  const reach = reachOf(actor, permission, today)
  const { rows } = await sql<OwnProduct>`
    select p.id, p.name, o.id as "producerId", o.name as producer, p.place_code, p.place_day, p.province_code,
      s.per_month as "perMonth", s.unit, s.months
    from product p join producer o on o.id = p.producer_id left join product_supply s on s.product_id = p.id
    where (${only.id ?? null}::uuid is null or p.id = ${only.id ?? null}::uuid)
      and (${only.producerId ?? null}::uuid is null or o.id = ${only.producerId ?? null}::uuid)
      and ${withinReach(reach, deps.places, today, { alias: 'p', producer: 'o.id' })}
    order by o.name, p.name limit 500`.execute(db)
  return rows
}

/** Fairs, those still to come first; drafts only where asked for. */
export async function fairsOf(
  db: Db,
  deps: PromotionDeps,
  only: { readonly id?: string; readonly slug?: string; readonly drafts?: boolean } = {},
): Promise<FairLine[]> {
  const { rows } = await sql<FairLine>`
    select f.*,
      (select count(*)::int from fair_application a where a.fair_id = f.id and a.status <> 'withdrawn') as applications,
      (select count(*)::int from fair_application a where a.fair_id = f.id and a.status = 'stall') as taken,
      (select coalesce(sum(t.amount), 0)::bigint from trade_result t where t.fair_id = f.id and t.struck_at is null) as value
    from fair f where f.province_code = ${deps.provinceCode}
      and (${only.id ?? null}::uuid is null or f.id = ${only.id ?? null}::uuid)
      and (${only.slug ?? null}::text is null or f.slug = ${only.slug ?? null})
      and (${only.drafts ?? false} or f.status <> 'draft')
    order by array_position(array['draft', 'called', 'allotted', 'held', 'cancelled'], f.status), f.starts_on desc limit 200`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

export function fairDeeds(db: Db, fairId: string): Promise<FairDeed[]> {
  return db.selectFrom('fair_action').selectAll().where('fair_id', '=', fairId).orderBy('seq').execute()
}

/** Applications of a fair in the order of the allotment; of these producers only, where they are named. */
export async function applicationsOf(
  db: Db,
  fairId: string,
  only: { readonly producerIds?: readonly string[] } = {},
): Promise<Application[]> {
  const { rows } = await sql<Application>`
    select a.*, o.name as producer, o.place_code,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'slug', p.slug, 'isPublic', p.is_public) order by p.name), '[]')
        from fair_application_product x join product p on p.id = x.product_id where x.application_id = a.id) as products
    from fair_application a join producer o on o.id = a.producer_id
    where a.fair_id = ${fairId} and (${only.producerIds === undefined} or a.producer_id = any(${[...(only.producerIds ?? [])]}::uuid[]))
    order by array_position(array['stall', 'waiting', 'submitted', 'not-eligible', 'withdrawn'], a.status), a.stall_no, a.rank, a.applied_at`.execute(
    db,
  )
  return rows
}

export async function costsOf(db: Db, fairId: string): Promise<Cost[]> {
  return db
    .selectFrom('fair_cost as c')
    .innerJoin('plan_budget_head as h', 'h.id', 'c.head_id')
    .selectAll('c')
    .select('h.words as head')
    .where('c.fair_id', '=', fairId)
    .orderBy('c.decided_on')
    .orderBy('c.id')
    .execute() as Promise<Cost[]>
}

/** Đồng of a head of a plan that fairs have taken. */
export async function chargedTo(db: Db, headId: string): Promise<bigint> {
  const { sum } = await db
    .selectFrom('fair_cost')
    .select(sql<string>`coalesce(sum(amount), 0)::text`.as('sum'))
    .where('head_id', '=', headId)
    .where('recalled_on', 'is', null)
    .executeTakeFirstOrThrow()
  return BigInt(sum)
}

export interface Head {
  readonly id: string
  readonly words: { readonly vi: string; readonly en?: string | undefined }
  readonly amount: number
  readonly left: number
}

/** Heads of a year's published plan with what is left of them after supports and fairs. */
export async function headsOf(db: Db, year: number, deps: PromotionDeps): Promise<Head[]> {
  const heads = await db
    .selectFrom('plan_budget_head as h')
    .innerJoin('plan as p', 'p.id', 'h.plan_id')
    .select(['h.id', 'h.words', 'h.amount'])
    .where('p.place_code', '=', deps.provinceCode)
    .where('p.year', '=', year)
    .where('p.status', '=', 'published')
    .orderBy('h.ordinal')
    .execute()
  return Promise.all(
    heads.map(async (head) => {
      const taken = (await chargedTo(db, head.id)) + (await deps.chargedElsewhere(db, head.id))
      return { ...head, left: Number(BigInt(head.amount) - taken) }
    }),
  )
}

/**
 * What a point may sell: all it sells today, which no narrowing hides, then recognised products, at most `most`; `more` when others
 * are left to search for.
 */
export async function productsForPoint(
  db: Db,
  pointId: string,
  today: string,
  q: string,
  { provinceCode }: PromotionDeps,
  most = 300,
): Promise<{ choices: { id: string; name: string; producer: string | null }[]; more: boolean }> {
  const words = foldedWords(q).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const { rows } = await sql<{ id: string; name: string; producer: string | null; sold: boolean }>`
    select p.id, p.name, o.name as producer, s.product_id is not null as sold
    from product p left join producer o on o.id = p.producer_id
    left join selling_point_product s on s.product_id = p.id and s.point_id = ${pointId} and s.to_day is null
    where s.product_id is not null or (p.province_code = ${provinceCode}
      and exists (select 1 from recognition r where r.product_id = p.id and r.status = 'valid' and r.valid_until >= ${today})
      and (p.name_folded || ' ' || coalesce(o.name_folded, '')) like all(${words}::text[]))
    order by sold desc, p.name limit (select count(*) from selling_point_product where point_id = ${pointId} and to_day is null) + ${most + 1}`.execute(
    db,
  )
  const others = rows.filter(({ sold }) => !sold)
  return {
    choices: [...rows.filter(({ sold }) => sold), ...others.slice(0, most)],
    more: others.length > most,
  }
}

/** Selling points, open ones first. */
export async function pointsOf(
  db: Db,
  deps: PromotionDeps,
  only: { readonly slug?: string; readonly id?: string; readonly open?: boolean } = {},
): Promise<SellingPoint[]> {
  const { rows } = await sql<SellingPoint>`
    select s.*,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'slug', p.slug, 'isPublic', p.is_public) order by p.name), '[]')
        from selling_point_product x join product p on p.id = x.product_id where x.point_id = s.id and x.to_day is null) as products
    from selling_point s where s.province_code = ${deps.provinceCode}
      and (${only.slug ?? null}::text is null or s.slug = ${only.slug ?? null})
      and (${only.id ?? null}::uuid is null or s.id = ${only.id ?? null}::uuid)
      and (${!only.open} or s.closed_on is null)
    order by s.closed_on is not null, s.place_code, s.name limit 1000`.execute(db)
  return rows
}

/** Results of a fair, of a product, or of the products (`p`) a condition names, the latest first. */
export async function resultsOf(
  db: Db,
  only: {
    readonly fairId?: string
    readonly productId?: string
    readonly requestId?: string
    readonly among?: RawBuilder<boolean>
  },
): Promise<TradeResult[]> {
  const { rows } = await sql<TradeResult>`
    select t.*, p.name as product, coalesce(f.title->>'vi', s.name, b.buyer) as source
    from trade_result t join product p on p.id = t.product_id left join fair f on f.id = t.fair_id
      left join selling_point s on s.id = t.point_id left join buyer_request b on b.id = t.request_id
    where (${only.fairId ?? null}::uuid is null or t.fair_id = ${only.fairId ?? null}::uuid)
      and (${only.productId ?? null}::uuid is null or t.product_id = ${only.productId ?? null}::uuid)
      and (${only.requestId ?? null}::uuid is null or t.request_id = ${only.requestId ?? null}::uuid)
      and ${only.among ?? sql`true`}
    order by t.struck_at is not null, t.day desc, t.id desc limit 500`.execute(db)
  return rows
}
