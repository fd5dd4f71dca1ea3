import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { PromotionDeps } from './parts.ts'
import './tables.ts'

/** Days (both counted), and codes of units; without codes the whole province. */
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
  /** Of a result of trade: the product it is about. */
  readonly productId?: string | undefined
  /** Đồng, or 1 where the figure counts things. */
  readonly amount: number
}

export interface PromotionCount {
  readonly count: number
  readonly total: number
  readonly records: readonly FigureRecord[]
}

export const promotionFigures = [
  'fairs-held',
  'stalls-taken',
  'products-promoted',
  'selling-points',
  'orders',
  'contracts',
  'exports',
  'trade-value',
  'buyers-answered',
] as const
export type PromotionFigure = (typeof promotionFigures)[number]

const desk = '/lam-viec/xuc-tien'

/**
 * What targets and reports count; each figure is the length or the sum of its list. `fairs-held`: fairs closed as held, by first day,
 * at the fair's place. `stalls-taken`, `products-promoted`: stalls of fairs held, and the products shown there, each once, at the
 * producer's place. `selling-points`: points that stood open on any day of the extent. `orders`, `contracts`, `exports`: results of that
 * kind by their day; `trade-value`: all results, in đồng. `buyers-answered`: products with which a producer said yes to a buyer.
 */
export async function countPromotion(
  db: Db,
  figure: PromotionFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: Pick<PromotionDeps, 'places'>,
): Promise<PromotionCount> {
  const at = (alias: string) =>
    placeCodes === undefined ? sql`true` : lyingIn(deps.places.within(placeCodes, codesOn ?? to), alias)
  const results = (kinds: readonly string[]) => sql`
    select t.id, p.name as title, coalesce(nullif(t.buyer, ''), f.title->>'vi', s.name, '') as detail, t.day,
      ${desk} || '/ket-qua/' || t.product_id as path, t.product_id as "productId", t.amount
    from trade_result t join product p on p.id = t.product_id left join fair f on f.id = t.fair_id
      left join selling_point s on s.id = t.point_id
    where t.struck_at is null and t.kind = any(${[...kinds]}::text[]) and t.day between ${from} and ${to} and ${at('p')}
    order by t.day, t.id`
  const held = sql`from fair_application a join fair f on f.id = a.fair_id join producer o on o.id = a.producer_id
    where f.status = 'held' and a.status = 'stall' and f.starts_on between ${from} and ${to}`
  const queries: Record<PromotionFigure, RawBuilder<unknown>> = {
    'fairs-held': sql`select f.id, f.title->>'vi' as title, f.venue as detail, f.starts_on as day, ${desk} || '/' || f.id as path,
      1 as amount from fair f where f.status = 'held' and f.starts_on between ${from} and ${to} and ${at('f')} order by f.starts_on, f.id`,
    'stalls-taken': sql`select a.id, o.name as title, f.title->>'vi' as detail, f.starts_on as day, ${desk} || '/' || f.id as path,
      1 as amount ${held} and ${at('o')} order by f.starts_on, a.stall_no`,
    'products-promoted': sql`select p.id, p.name as title, min(f.title->>'vi') as detail, min(f.starts_on) as day,
      '/lam-viec/san-pham/' || p.id as path, 1 as amount
      from fair_application a join fair f on f.id = a.fair_id join fair_application_product x on x.application_id = a.id
      join product p on p.id = x.product_id
      where f.status = 'held' and a.status = 'stall' and f.starts_on between ${from} and ${to} and ${at('p')}
      group by p.id order by min(f.starts_on), p.name`,
    'selling-points': sql`select s.id, s.name as title, s.address as detail, s.opened_on as day, '/diem-ban/' || s.slug as path, 1 as amount
      from selling_point s where s.opened_on <= ${to} and (s.closed_on is null or s.closed_on >= ${from}) and ${at('s')}
      order by s.opened_on, s.name`,
    orders: results(['order']),
    contracts: results(['contract']),
    exports: results(['export']),
    'trade-value': results(['sales', 'order', 'contract', 'export']),
    'buyers-answered': sql`select m.request_id || '/' || m.product_id as id, p.name as title, b.country as detail,
      (m.answered_at at time zone 'Asia/Ho_Chi_Minh')::date as day, ${desk} || '/nguoi-mua/' || b.id as path, 1 as amount
      from buyer_match m join buyer_request b on b.id = m.request_id join product p on p.id = m.product_id
      where m.answer = 'yes' and (m.answered_at at time zone 'Asia/Ho_Chi_Minh')::date between ${from} and ${to} and ${at('p')}
      order by m.answered_at, p.name`,
  }
  const { rows } = await sql<FigureRecord>`${queries[figure]}`.execute(db)
  return { count: rows.length, total: rows.reduce((sum, row) => sum + Number(row.amount), 0), records: rows }
}
