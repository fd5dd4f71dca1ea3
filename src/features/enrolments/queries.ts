import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Reach } from '../../rules/permissions/index.ts'
import type { EnrolmentStatus } from '../../rules/targets/index.ts'
import { lyingIn, type Places, withinReach } from '../places/index.ts'
import type { Aim } from './tables.ts'

/** What the latest self-assessment of a product says it lacks. */
export interface Gap {
  readonly dossierId: string
  readonly points: number
  readonly star: number | null
  readonly nextStar: number | null
  readonly path: readonly { readonly criterion: string; readonly title: string; readonly gain: number }[]
}

/** A support a product has asked for or had, beside what it lacks. */
export interface ListedSupport {
  readonly id: string
  readonly measure: { readonly vi: string; readonly en: string }
  readonly status: string
  readonly results: readonly string[]
}

export interface EnrolmentDeps {
  readonly provinceCode: string
  readonly places: Places
  /** Month and day before which the list is reviewed: `07-15`. */
  readonly reviewBefore: string
  readonly seat: string
  gaps(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, Gap>>
  supports(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ListedSupport[]>>
  issuerOn(day: string): string
  purge(tags: readonly string[]): Promise<void>
}

export interface Line {
  readonly id: string
  readonly productId: string | null
  readonly slug: string | null
  readonly product: string
  readonly producer: string
  readonly communeCode: string
  readonly communeDay: string
  /** As named on the day of entry. */
  readonly commune: string
  readonly aim: Aim
  readonly goalStar: number | null
  readonly note: string
  readonly status: EnrolmentStatus
  /** Why it was dropped. */
  readonly reason: string
  readonly isDemo: boolean
}

/** Every entry of a year by commune and name. `seen` leaves only what a person may see, by the communes of today. */
export async function linesOfYear(
  db: Db,
  deps: EnrolmentDeps,
  year: number,
  seen?: { readonly reach: Reach; readonly today: string },
): Promise<readonly Line[]> {
  const rows = await db
    .selectFrom('enrolment as e')
    .leftJoin('product as p', 'p.id', 'e.product_id')
    .select([
      'e.id',
      'e.product_id as productId',
      'p.slug',
      'e.product_name as product',
      'e.producer_name as producer',
      'e.commune_code as communeCode',
      'e.commune_day as communeDay',
      'e.aim',
      'e.goal_star as goalStar',
      'e.note',
      'e.status',
      'e.is_demo as isDemo',
      sql<string>`coalesce((select a.reason from enrolment_action a where a.enrolment_id = e.id and a.action = 'drop'
        order by a.seq desc limit 1), '')`.as('reason'),
    ])
    .where('e.province_code', '=', deps.provinceCode)
    .where('e.year', '=', year)
    .$if(seen !== undefined, (query) => {
      const { reach, today } = seen!
      const at = { code: sql.ref('e.commune_code'), day: sql.ref('e.commune_day') }
      return query.where(sql<boolean>`(${reach.everything || reach.places.includes(deps.provinceCode)}
        or ${lyingIn(deps.places.within(reach.places, today), at)}
        or p.producer_id = any(${[...reach.producerIds]}::uuid[]))`)
    })
    .orderBy('e.commune_code')
    .orderBy('e.product_name')
    .execute()
  return rows.map((row) => ({
    ...row,
    commune: deps.places.unit(row.communeCode, row.communeDay)?.name ?? row.communeCode,
  }))
}

/** Who changes an entry today: the office, and while it is not approved the commune it lies in. */
export function editedBy(
  line: Pick<Line, 'status' | 'communeCode' | 'communeDay'>,
  { places, provinceCode }: Pick<EnrolmentDeps, 'places' | 'provinceCode'>,
  today: string,
): readonly string[] {
  const placed = { place_code: line.communeCode, place_day: line.communeDay, province_code: provinceCode }
  return line.status === 'listed' ? [provinceCode] : [provinceCode, ...places.governing(placed, today)]
}

/** A product on file as the list needs it: its owner, commune and the star it holds. */
export async function productForList(db: Db, id: string) {
  const { rows } = await sql<{
    id: string
    name: string
    producerId: string | null
    producerName: string | null
    place_code: string | null
    place_day: string | null
    province_code: string | null
    star: number | null
  }>`select p.id, p.name, p.producer_id as "producerId", o.name as "producerName", p.place_code, p.place_day,
      p.province_code, (select n.star from recognition n where n.product_id = p.id and n.status in ('valid', 'expiring')
        order by n.issued_on desc nulls last limit 1) as star
    from product p left join producer o on o.id = p.producer_id where p.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Products of the province, or of the communes and owners within reach, that are not on the year's list. */
export async function productsToEnrol(
  db: Db,
  deps: EnrolmentDeps,
  year: number,
  { reach, today }: { readonly reach: Reach; readonly today: string },
) {
  const { rows } = await sql<{
    id: string
    name: string
    producer: string | null
    star: number | null
    validUntil: string | null
  }>`select p.id, p.name, o.name as producer, held.star, held.valid_until as "validUntil"
    from product p left join producer o on o.id = p.producer_id
    left join lateral (select n.star, n.valid_until from recognition n where n.product_id = p.id
      and n.status not in ('revoked', 'superseded') order by n.issued_on desc nulls last limit 1) held on true
    where p.province_code = ${deps.provinceCode}
      and ${withinReach(reach, deps.places, today, { alias: 'p', producer: 'p.producer_id' })}
      and not exists (select 1 from enrolment e where e.product_id = p.id and e.year = ${year} and e.status <> 'dropped')
    order by held.valid_until nulls last, p.name limit 400`.execute(db)
  return rows
}

export function approvalsOf(db: Db, deps: EnrolmentDeps, year: number) {
  return db
    .selectFrom('enrolment_approval')
    .selectAll()
    .where('province_code', '=', deps.provinceCode)
    .where('year', '=', year)
    .orderBy('ordinal')
    .execute()
}
