import { type Selectable, sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { type Permission, reachOf } from '../../rules/permissions/index.ts'
import {
  type Figures,
  growthOf,
  type Held,
  type Period,
  periodsToFile,
  unbrokenSince,
} from '../../rules/returns/index.ts'
import { lyingIn, withinReach } from '../places/index.ts'
import type { ReturnDeps } from './parts.ts'
import type { ProducerReturnTable } from './tables.ts'

export type Return = Selectable<ProducerReturnTable>

export interface ReportingProduct {
  readonly id: string
  readonly name: string
  readonly producerId: string
  readonly producer: string
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  /** Since when it has been recognised without a gap: a renewal takes up where the term before it ended. */
  readonly recognisedOn: string
  readonly isDemo: boolean
}

/** Recognised products within reach of a permission: whose returns this person files or reads. */
export async function reportingProducts(
  db: Db,
  actor: Actor,
  permission: Permission,
  today: string,
  deps: ReturnDeps,
  { id = null, most = 500 }: { readonly id?: string | null; readonly most?: number | null | undefined } = {},
): Promise<ReportingProduct[]> {
  const reach = reachOf(actor, permission, today)
  const reached = withinReach(reach, deps.places, today, { alias: 'p', producer: 'o.id' })
  const { rows } = await sql<Omit<ReportingProduct, 'recognisedOn'> & { held: Held[] }>`
    select p.id, p.name, o.id as "producerId", o.name as producer, p.place_code, p.place_day, p.province_code,
      r.held, p.is_demo as "isDemo"
    from product p join producer o on o.id = p.producer_id
    join lateral (select jsonb_agg(jsonb_build_object('from', r.issued_on, 'to', e.last, 'stands', e.stands)) as held, bool_or(e.stands) as stand
      from recognition r cross join lateral (select r.status in ('valid', 'suspended') and r.valid_until >= ${today} as stands,
        coalesce((select min(x.day) from recognition_event x where x.recognition_id = r.id and x.kind = 'superseded'), r.valid_until) as last) e
      where r.product_id = p.id and r.issued_on is not null and e.last is not null
        and r.status in ('valid', 'suspended', 'superseded', 'expired')) r on r.stand
    where (${id}::uuid is null or p.id = ${id}::uuid) and ${reached}
    order by o.name, p.name limit ${most}::bigint`.execute(db)
  return rows.map(({ held, ...product }) => ({ ...product, recognisedOn: unbrokenSince(held) }))
}

export function returnsOf(db: Db, productIds: readonly string[]): Promise<Return[]> {
  if (productIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('producer_return')
    .selectAll()
    .where(sql<boolean>`product_id = any(${[...productIds]}::uuid[])`)
    .orderBy('period_from', 'desc')
    .execute()
}

export interface Due {
  readonly product: ReportingProduct
  /** Periods without a return, the newest first. */
  readonly open: readonly Period[]
  readonly last: Return | null
}

/** What each product still has to report today. */
export function dueOf(
  products: readonly ReportingProduct[],
  returns: readonly Return[],
  today: string,
  { law }: Pick<ReturnDeps, 'law'>,
): Due[] {
  const byProduct = new Map<string, Return[]>()
  for (const each of returns) {
    const own = byProduct.get(each.product_id)
    if (own) own.push(each)
    else byProduct.set(each.product_id, [each])
  }
  return products.map((product) => {
    const own = byProduct.get(product.id) ?? []
    const filed = new Set(own.map((each) => each.period_from))
    const periods = periodsToFile(today, product.recognisedOn, law.returns.monthsPerPeriod)
    return {
      product,
      open: periods.filter((period) => !filed.has(period.from)),
      last: own[0] ?? null,
    }
  })
}

/** Figures as the rules compare them. */
export function figuresOf(row: Pick<Return, 'output' | 'unit' | 'sales' | 'jobs'>): Figures {
  return {
    output: row.output === null ? null : Math.round(Number(row.output) * 100),
    unit: row.unit,
    sales: row.sales,
    jobs: row.jobs,
  }
}

/** Growth of sales of each product, the last return against the one before (for the rank of inspections). */
export async function salesGrowth(db: Db, productIds: readonly string[]): Promise<Map<string, number>> {
  const growth = new Map<string, number>()
  const returns = await returnsOf(db, productIds)
  for (const id of productIds) {
    const [now, before] = returns.filter((each) => each.product_id === id)
    const percent = now && before ? growthOf(before.sales, now.sales) : null
    if (percent !== null) growth.set(id, percent)
  }
  return growth
}

export interface TaskLine {
  readonly id: string
  readonly change: string
  readonly due_on: string
  readonly done_on: string | null
  readonly done_words: string
  readonly productId: string
  readonly product: string
  readonly producer: string
}

/** Tasks that changes have raised, the open ones first. */
export function tasksOf(db: Db, productIds: readonly string[]): Promise<TaskLine[]> {
  if (productIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('return_task as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .innerJoin('producer as o', 'o.id', 'p.producer_id')
    .select(['t.id', 't.change', 't.due_on', 't.done_on', 't.done_words', 'p.id as productId'])
    .select(['p.name as product', 'o.name as producer'])
    .where('t.product_id', 'in', [...productIds])
    .orderBy('t.done_on', (order) => order.desc().nullsFirst())
    .orderBy('t.due_on')
    .limit(300)
    .execute()
}

export interface FigureExtent {
  readonly from: string
  readonly to: string
  readonly placeCodes?: readonly string[] | undefined
  /** Day on which the codes are read; the last day, if not said. */
  readonly codesOn?: string | undefined
}

export interface FigureRecord {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly day: string
  readonly path: string
  readonly productId: string
  /** What this record adds: đồng, people, or 1. */
  readonly amount: number
}

export const returnFigures = ['returns-filed', 'sales', 'jobs', 'changes-reported'] as const
export type ReturnFigure = (typeof returnFigures)[number]

/**
 * By the last day of the reported period. `returns-filed`: returns. `sales`: đồng, summed. `jobs`: of each product the newest return
 * of the extent, summed. `changes-reported`: tasks raised. `total` is the sum of the amounts listed.
 */
export async function countReturns(
  db: Db,
  figure: ReturnFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: ReturnDeps,
): Promise<{ count: number; total: number; records: readonly FigureRecord[] }> {
  const placed =
    placeCodes === undefined ? sql`true` : lyingIn(deps.places.within(placeCodes, codesOn ?? to), 'p')
  const within = sql`from producer_return r join product p on p.id = r.product_id where r.period_to between ${from} and ${to} and ${placed}`
  const path = sql.raw(`'/lam-viec/bao-cao-ky/' || p.id as path, p.id as "productId"`)
  const query = {
    'returns-filed': sql`select r.id, p.name as title, r.filed_by as detail, r.period_to as day, ${path}, 1 as amount ${within}
      order by r.period_to, p.name`,
    sales: sql`select r.id, p.name as title, '' as detail, r.period_to as day, ${path}, r.sales as amount ${within}
      and r.sales is not null order by r.period_to, p.name`,
    jobs: sql`select * from (select distinct on (p.id) r.id, p.name as title, '' as detail, r.period_to as day, ${path}, r.jobs as amount
      ${within} and r.jobs is not null order by p.id, r.period_to desc) newest order by title`,
    'changes-reported': sql`select t.id, p.name as title, t.change as detail, r.period_to as day, ${path}, 1 as amount
      from return_task t join producer_return r on r.id = t.return_id join product p on p.id = r.product_id
      where r.period_to between ${from} and ${to} and ${placed} order by r.period_to, p.name`,
  }[figure]
  const { rows } = await sql<FigureRecord>`${query}`.execute(db)
  return { count: rows.length, total: rows.reduce((sum, row) => sum + Number(row.amount), 0), records: rows }
}
