import { type Selectable, sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { withinReach } from '../places/index.ts'
import type { InspectionDeps } from './parts.ts'
import type {
  FindingActionTable,
  FindingTable,
  InspectionAnswerTable,
  InspectionPhotoTable,
  InspectionPlanTable,
  InspectionTable,
} from './tables.ts'

export type Inspection = Selectable<InspectionTable>
export type InspectionPlan = Selectable<InspectionPlanTable>
export type Answer = Selectable<InspectionAnswerTable>
export type Photo = Selectable<InspectionPhotoTable>

export interface InspectionLine
  extends Pick<
      Inspection,
      'id' | 'plan_id' | 'reason' | 'why' | 'risk' | 'due_on' | 'status' | 'signed_on' | 'is_demo'
    >,
    Pick<Inspection, 'place_code' | 'place_day' | 'province_code' | 'producer_id' | 'product_id'> {
  readonly product: string
  readonly producer: string | null
  readonly team: readonly string[]
  readonly openFindings: number
}

const lines = (db: Db) =>
  db
    .selectFrom('inspection as i')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .leftJoin('producer as o', 'o.id', 'i.producer_id')
    .select(['i.id', 'i.plan_id', 'i.reason', 'i.why', 'i.risk', 'i.due_on', 'i.status', 'i.signed_on'])
    .select(['i.is_demo', 'i.place_code', 'i.place_day', 'i.province_code', 'i.producer_id', 'i.product_id'])
    .select(['p.name as product', 'o.name as producer'])
    .select([
      sql<
        string[]
      >`coalesce((select array_agg(a.name order by m.leads desc, a.name) from inspection_member m join account a on a.id = m.account_id
        where m.inspection_id = i.id and m.stepped_back_at is null), '{}')`.as('team'),
      sql<number>`(select count(*)::int from finding f where f.inspection_id = i.id and f.status in ('open', 'answered'))`.as(
        'openFindings',
      ),
    ])
    .orderBy(sql`case i.status when 'under-way' then 0 when 'planned' then 1 when 'signed' then 2 else 3 end`)
    .orderBy('i.due_on')
    .orderBy('p.name')

/** Inspections this person may read: of the place, of the own producers, or put into their hands. */
export async function inspectionsFor(
  db: Db,
  actor: Actor,
  today: string,
  deps: InspectionDeps,
): Promise<InspectionLine[]> {
  const reach = reachOf(actor, 'inspection.read', today)
  let query = lines(db).limit(400)
  if (!reach.everything) {
    query = query.where((eb) =>
      eb.or([
        withinReach(reach, deps.places, today, { alias: 'i', producer: 'i.producer_id' }),
        ...(reach.assigned && actor.accountId
          ? [
              sql<boolean>`exists (select 1 from inspection_member m where m.inspection_id = i.id and m.account_id = ${actor.accountId}
                and m.stepped_back_at is null)`,
            ]
          : []),
      ]),
    )
  }
  return query.execute()
}

export interface FindingFull extends Selectable<FindingTable> {
  readonly actions: readonly Selectable<FindingActionTable>[]
}

export interface InspectionFull extends Inspection {
  readonly product: string
  readonly productSlug: string
  readonly producer: string | null
  readonly members: readonly {
    readonly account_id: string
    readonly name: string
    readonly leads: boolean
    readonly stepped_back_at: Date | null
    readonly interest: string
  }[]
  readonly answers: readonly Answer[]
  readonly photos: readonly Photo[]
  readonly findings: readonly FindingFull[]
}

export async function inspectionById(db: Db, id: string): Promise<InspectionFull | null> {
  const row = await db
    .selectFrom('inspection as i')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .leftJoin('producer as o', 'o.id', 'i.producer_id')
    .selectAll('i')
    .select(['p.name as product', 'p.slug as productSlug', 'o.name as producer'])
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const [members, answers, photos, findings, actions] = await Promise.all([
    db
      .selectFrom('inspection_member as m')
      .innerJoin('account as a', 'a.id', 'm.account_id')
      .select(['m.account_id', 'a.name', 'm.leads', 'm.stepped_back_at', 'm.interest'])
      .where('m.inspection_id', '=', id)
      .orderBy('m.leads', 'desc')
      .orderBy('a.name')
      .execute(),
    db.selectFrom('inspection_answer').selectAll().where('inspection_id', '=', id).execute(),
    db
      .selectFrom('inspection_photo')
      .selectAll()
      .where('inspection_id', '=', id)
      .orderBy('taken_at')
      .execute(),
    db.selectFrom('finding').selectAll().where('inspection_id', '=', id).orderBy('due_on').execute(),
    db
      .selectFrom('finding_action as x')
      .innerJoin('finding as f', 'f.id', 'x.finding_id')
      .selectAll('x')
      .where('f.inspection_id', '=', id)
      .orderBy('x.seq')
      .execute(),
  ])
  return {
    ...row,
    members,
    answers,
    photos,
    findings: findings.map((finding) => ({
      ...finding,
      actions: actions.filter((action) => action.finding_id === finding.id),
    })),
  }
}

export function plansOfProvince(db: Db, provinceCode: string): Promise<InspectionPlan[]> {
  return db
    .selectFrom('inspection_plan')
    .selectAll()
    .where('province_code', '=', provinceCode)
    .orderBy('year', 'desc')
    .execute()
}

/** Open reports of misuse about a recognised product that nobody inspects yet. */
export function reportsToInspect(db: Db, provinceCode: string) {
  return db
    .selectFrom('misuse_report as m')
    .innerJoin('product as p', 'p.id', 'm.product_id')
    .select(['m.id', 'm.code', 'm.words', 'm.seen_at as seenAt', 'p.id as productId', 'p.name as product'])
    .where('m.province_code', '=', provinceCode)
    .where('m.closed_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from inspection i where i.product_id = p.id and i.status in ('planned', 'under-way'))`,
    )
    .where(
      sql<boolean>`exists (select 1 from recognition r where r.product_id = p.id and r.status in ('valid', 'suspended'))`,
    )
    .orderBy('m.reported_at')
    .limit(50)
    .execute()
}

export interface YearOutcome {
  readonly year: number
  readonly seed: string | null
  readonly wanted: number | null
  readonly share: { readonly num: number; readonly den: number } | null
  readonly chosen: number
  readonly visited: number
  readonly findings: number
  readonly mended: number
  readonly proposed: number
  /** Drawn by chance and visited: named, so that the draw can be repeated. */
  readonly drawn: readonly { readonly name: string; readonly slug: string; readonly id: string }[]
}

/** What the public may read: figures of each year, the draw, no name of who was found at fault. */
export async function publicOutcomes(db: Db, provinceCode: string): Promise<YearOutcome[]> {
  const { rows } = await sql<YearOutcome>`
    select y.year, pl.seed, pl.wanted, case when pl.id is null then null else jsonb_build_object('num', pl.share_num, 'den', pl.share_den) end as share,
      count(i.id)::int as chosen, count(i.id) filter (where i.status = 'signed')::int as visited,
      coalesce(sum((select count(*) from finding f where f.inspection_id = i.id)), 0)::int as findings,
      coalesce(sum((select count(*) from finding f where f.inspection_id = i.id and f.status = 'closed')), 0)::int as mended,
      coalesce(sum((select count(*) from finding f where f.inspection_id = i.id and f.status = 'proposed')), 0)::int as proposed,
      coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'slug', p.slug, 'id', p.id) order by p.name)
        filter (where i.reason = 'draw' and i.status = 'signed' and p.is_public), '[]') as drawn
    from inspection i join product p on p.id = i.product_id
    left join lateral (select extract(year from i.due_on)::int as year) y on true
    left join inspection_plan pl on pl.province_code = i.province_code and pl.year = y.year
    where i.province_code = ${provinceCode} and i.status <> 'cancelled'
    group by y.year, pl.id, pl.seed, pl.wanted, pl.share_num, pl.share_den order by y.year desc`.execute(db)
  return rows
}
