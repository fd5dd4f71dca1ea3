import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Measured } from '../../rules/targets/index.ts'
import { lyingIn } from '../places/index.ts'
import { elsewhereIds, isAboutProducts } from './measured-elsewhere.ts'

/** Parameters of the measures that come from data (regulation/<province>/plans/measures.json). */
export interface MeasureLaw {
  /** Points from which the province sends a product to the Ministry. */
  readonly minimumPoints: number
  readonly tourismSets: readonly { readonly regime: string; readonly set: number }[]
}

/** What is counted: days (both included), the province, within it a unit with all it was before, a sector, a star. */
export interface Extent extends MeasureLaw {
  readonly from: string
  readonly to: string
  readonly province: string
  /** null: the whole province. */
  readonly units:
    | readonly { readonly code: string; readonly from: string; readonly to: string | null }[]
    | null
  /** Sets of the sector (Phụ lục I); null: every sector. */
  readonly sets: readonly number[] | null
  readonly star: number | null
  /** What counts is looked at up to this day; a share keeps all that are due in its days. */
  readonly until: string
}

/** A record behind a figure: one product, with the day and the paper that make it count. */
export interface MeasuredRecord {
  readonly productId: string
  readonly slug: string
  readonly name: string
  readonly producer: string | null
  readonly isPublic: boolean
  readonly isDemo: boolean
  readonly day: string | null
  readonly star: number | null
  readonly paper: string | null
  /** For a share: whether this one of the base is done. */
  readonly counts: boolean
}

/** Rows (product_id, day, star, paper, counts), one a product. */
type MeasureQuery = (extent: Extent) => RawBuilder<unknown>

/** Products of the extent: by the province, or by a unit's code on a day on which the code meant that unit. */
function within(extent: Extent): RawBuilder<unknown> {
  if (extent.units === null) return sql`p.province_code = ${extent.province}`
  return lyingIn(extent.units, 'p')
}

/** Day of a recognition; where a public source states the year alone, its last day, so that it counts in that year. */
const dayOfRecognition = (alias: string) =>
  sql.raw(
    `coalesce(${alias}.issued_on, case when ${alias}.source->>'year' ~ '^20[0-9][0-9]$' then make_date((${alias}.source->>'year')::int, 12, 31) end)`,
  )

const recognised: MeasureQuery = (extent) => sql`
  select distinct on (p.id) p.id as product_id, r.issued_on as day, r.star, r.decision_no as paper, true as counts
  from recognition r join product p on p.id = r.product_id
  where ${dayOfRecognition('r')} between ${extent.from} and ${extent.to} and ${within(extent)}
    and not exists (select 1 from recognition b where b.product_id = r.product_id and b.id <> r.id
      and ${dayOfRecognition('b')} < ${dayOfRecognition('r')} and coalesce(b.star, 0) >= coalesce(r.star, 0))
  order by p.id, r.star desc nulls last, r.issued_on nulls last`

const reRecognised: MeasureQuery = (extent) => sql`
  select p.id as product_id, coalesce(again.issued_on, due.valid_until) as day, coalesce(again.star, due.star) as star,
    coalesce(again.decision_no, due.decision_no) as paper, again.id is not null as counts
  from (select distinct on (product_id) * from recognition where valid_until between ${extent.from} and ${extent.to}
    order by product_id, valid_until desc, id) due
  join product p on p.id = due.product_id
  left join lateral (select * from recognition n where n.product_id = due.product_id and n.id <> due.id
    and n.issued_on > due.issued_on and n.issued_on <= least(${extent.to}::date, ${extent.until}::date) order by n.issued_on limit 1) again on true
  where ${within(extent)}`

const tourism: MeasureQuery = (extent) => {
  const { tourismSets: sets } = extent
  const isTourism = (alias: string) =>
    sql`(${sql.ref(`${alias}.regime`)}, ${sql.ref(`${alias}.set_no`)}) in
      (select * from unnest(${sets.map((s) => s.regime)}::text[], ${sets.map((s) => s.set)}::int[]))`
  return sql`
  select distinct on (p.id) p.id as product_id, took.day, took.star, took.paper, true as counts
  from product p join (
    select d.product_id, d.filed_on as day, null::int as star, coalesce(d.province_receipt_no, d.commune_receipt_no) as paper
      from dossier d where d.filed_on between ${extent.from} and ${extent.to} and d.status <> 'withdrawn' and ${isTourism('d')}
    union all
    select r.product_id, r.issued_on, r.star, r.decision_no from recognition r join product q on q.id = r.product_id
      where r.issued_on between ${extent.from} and ${extent.to} and ${isTourism('q')}
  ) took on took.product_id = p.id
  where ${within(extent)} order by p.id, took.star desc nulls last, took.day`
}

const potentialFiveStar: MeasureQuery = (extent) => sql`
  select distinct on (p.id) p.id as product_id, (s.agreed_at at time zone 'Asia/Ho_Chi_Minh')::date as day, s.star,
    round(s.mean_num::numeric / s.mean_den, 2)::text as paper, true as counts
  from result s join dossier d on d.id = s.dossier_id join product p on p.id = d.product_id
  where s.level = 'tinh' and s.superseded_by is null and s.mean_den > 0
    and s.mean_num >= ${extent.minimumPoints} * s.mean_den
    and (s.agreed_at at time zone 'Asia/Ho_Chi_Minh')::date between ${extent.from} and ${extent.to} and ${within(extent)}
  order by p.id, s.agreed_at desc`

const queries = {
  recognised,
  're-recognised': reRecognised,
  tourism,
  'potential-five-star': potentialFiveStar,
} as const satisfies Record<string, MeasureQuery>

/** The catalogue: of the register, of the plan itself, of other features. What a change of meaning does: definitions.ts. */
export const measureIds = [
  'recognised',
  're-recognised',
  'tourism',
  'potential-five-star',
  'pilot-milestones',
  ...elsewhereIds,
] as const
export type MeasureId = (typeof measureIds)[number]
/** Measures over the register; the milestones of the pilot stand in the plan itself. */
export type RegisterMeasure = keyof typeof queries

export function isMeasure(id: string): id is MeasureId {
  return (measureIds as readonly string[]).includes(id)
}

export function isRegisterMeasure(id: string): id is RegisterMeasure {
  return Object.hasOwn(queries, id)
}

/** Whether each record of a measure is one product, so that a target may count one sector or one star of it. */
export const isNarrowable = (id: string): boolean => isRegisterMeasure(id) || isAboutProducts(id)

/** The measure over the sector and the star asked for: what is not stated belongs to none. */
function narrowed(measure: RegisterMeasure, of: Extent): RawBuilder<unknown> {
  const { sets, star, until } = of
  const extent = measure === 're-recognised' || of.to < until ? of : { ...of, to: until }
  if (sets === null && star === null) return queries[measure](extent)
  return sql`select m.* from (${queries[measure](extent)}) m join product mp on mp.id = m.product_id
    where (${sets === null}::boolean or mp.set_no = any(${sets ?? []}::int[])) and (${star}::int is null or m.star = ${star})`
}

/** Counted by the very query that lists the records. `base`: all that were due, for a share. */
export async function countMeasure(db: Db, measure: RegisterMeasure, extent: Extent): Promise<Measured> {
  const { rows } = await sql<{ count: string; base: string }>`
    select count(*) filter (where counts) as count, count(*) as base from (${narrowed(measure, extent)}) as measured`.execute(
    db,
  )
  return { count: Number(rows[0]?.count ?? 0), base: Number(rows[0]?.base ?? 0) }
}

/** The records of a measure, those that count first, newest first. */
export async function listMeasure(
  db: Db,
  measure: RegisterMeasure,
  extent: Extent,
  page: { limit: number; offset: number },
): Promise<readonly MeasuredRecord[]> {
  const { rows } = await sql<MeasuredRecord>`
    select m.product_id as "productId", p.slug, p.name, o.name as producer, p.is_public as "isPublic", p.is_demo as "isDemo",
      m.day, m.star, m.paper, m.counts
    from (${narrowed(measure, extent)}) m join product p on p.id = m.product_id left join producer o on o.id = p.producer_id
    order by m.counts desc, m.day desc nulls last, p.name, p.id limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  return rows
}
