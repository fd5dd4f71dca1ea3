import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { DigitalDeps } from './parts.ts'
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
  /** null: a paper that is about no one product. */
  readonly productId: string | null
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  readonly counts: boolean
}

export interface DigitalCount {
  readonly count: number
  /** Of how many. */
  readonly base: number
  readonly records: readonly FigureRecord[]
  /** All of the base, those that count first. */
  readonly every: readonly FigureRecord[]
}

export const digitalFigures = ['traced-products', 'shop-links', 'e-dossiers', 'signed-papers'] as const
export type ShownFigure = (typeof digitalFigures)[number]
/** What the page shows, and what `signed-papers` was before it took in every paper: targets set under that go on by it. */
export type DigitalFigure = ShownFigure | 'signed-certificates'

/** An address that has not answered for so long no longer counts. */
const freshDays = 30

/**
 * `traced-products`: of the products whose recognition stands on the last day, those with a GTIN (of which no day is kept) or a lot
 * opened by then and not withdrawn by then, by the day of the first lot (of the recognition where there is none). `shop-links`: of the same, those with an address of a shop that answered
 * in the 30 days up to the last day. `e-dossiers`: dossiers filed in these days by the producer itself, of all that were filed.
 * `signed-papers`: certificates, decisions, plans and reports issued in these days whose file carries a digital signature, of all that
 * were issued; a scan of a signature by hand carries none. `signed-certificates`: of the certificates alone.
 */
export async function countDigital(
  db: Db,
  figure: DigitalFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: Pick<DigitalDeps, 'places' | 'provinceCode'>,
  today: string,
): Promise<DigitalCount> {
  const placed =
    placeCodes === undefined
      ? sql`p.province_code = ${deps.provinceCode}`
      : lyingIn(deps.places.within(placeCodes, codesOn ?? to), 'p')
  /**
   * Products whose recognition stands on the last day: no end of it has a day up to then, nor is it suspended by then. What came later
   * changes no figure of a past period.
   */
  const standing = sql`(select p.id, p.id as "productId", p.name as title, coalesce(o.name, '') as detail, '/lam-viec/san-pham/' || p.id as path,
      p.place_code, p.place_day, p.province_code, r.since
    from product p left join producer o on o.id = p.producer_id
    join lateral (select min(issued_on) as since from recognition r
      left join lateral (select bool_or(e.kind in ('revoked', 'superseded', 'expired')) as ended,
        (array_agg(e.kind order by e.seq desc) filter (where e.kind in ('suspended', 'resumed')))[1] = 'suspended' as suspended,
        max(e.detail ->> 'until') filter (where e.kind = 'extended') as until
        from recognition_event e where e.recognition_id = r.id and e.day <= ${to}) e on true
      where r.product_id = p.id and r.issued_on <= ${to} and e.ended is not true and e.suspended is not true
        and (r.valid_until is null or greatest(r.valid_until, e.until::date) >= ${to})) r on r.since is not null
    where ${placed}) s`
  const last = to < today ? to : today
  const certificates = sql`select c.id, c.number as title, p.name as detail, '/xac-thuc/' || c.number_key as path, p.id as "productId",
      p.place_code, p.place_day, p.province_code, c.issued_on as day, c.signed_at is not null as counts
      from certificate c join recognition r on r.id = c.recognition_id join product p on p.id = r.product_id
      where c.voided_at is null and c.issued_on between ${from} and ${to} and ${placed}`
  const queries: Record<DigitalFigure, RawBuilder<unknown>> = {
    'traced-products': sql`select s.*, coalesce(l.first, s.since) as day, (l.first is not null or g.gtin is not null) as counts
      from ${standing} left join product_gtin g on g.product_id = s.id
      left join lateral (select min((created_at at time zone 'Asia/Ho_Chi_Minh')::date) as first from product_lot
        where product_id = s.id and (created_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${to}
          and (withdrawn_at is null or (withdrawn_at at time zone 'Asia/Ho_Chi_Minh')::date > ${to})) l on true`,
    'shop-links': sql`select s.*, coalesce(c.last, s.since) as day, c.last is not null as counts from ${standing}
      left join lateral (select max((answered_at at time zone 'Asia/Ho_Chi_Minh')::date) as last from shop_link_check
        where product_id = s.id and outcome = 'answers'
          and (answered_at at time zone 'Asia/Ho_Chi_Minh')::date between ${last}::date - ${freshDays}::int and ${last}::date) c on true`,
    'e-dossiers': sql`select d.id, p.name as title, coalesce(o.name, '') as detail, '/lam-viec/ho-so/' || d.id as path, p.id as "productId",
      p.place_code, p.place_day, p.province_code, d.filed_on as day,
      coalesce((select a.on_behalf_of is null from dossier_action a where a.dossier_id = d.id and a.action = 'file' order by a.seq limit 1), false) as counts
      from dossier d join product p on p.id = d.product_id left join producer o on o.id = p.producer_id
      where d.filed_on between ${from} and ${to} and ${placed}`,
    'signed-certificates': certificates,
    'signed-papers': sql`${certificates} union all
      select p.id, p.number, p.title, p.path, null::uuid, p.place_code, p.place_day, p.province_code, p.place_day, p.signed from (
        select id, number, title, '/lam-viec/quyet-dinh/' || id as path, province_code as place_code, decided_on as place_day,
          province_code, coalesce(signatures, 0) > 0 as signed from decision where status = 'released'
        union all
        select id, number, title->>'vi', '/ke-hoach/' || year, place_code, issued_on, place_code, coalesce(signatures, 0) > 0
          from plan where status = 'published'
        union all
        select id, number, title, '/lam-viec/bao-cao/' || id, province_code, issued_on, province_code, coalesce(signatures, 0) > 0
          from report where status = 'issued') p
      where p.place_day between ${from} and ${to} and ${placed}`,
  }
  const { rows } = await sql<FigureRecord>`select * from (${queries[figure]}) as counted
    order by counts desc, day desc, title`.execute(db)
  const records = rows.filter(({ counts }) => counts)
  return { count: records.length, base: rows.length, records, every: rows }
}
