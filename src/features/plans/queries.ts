import type { Selectable } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import {
  daysLate,
  exceedsRange,
  expectedPercent,
  fitsScope,
  type Measured,
  type Period,
  type Progress,
  paceOf,
  periodBefore,
  periodOf,
  progressOf,
} from '../../rules/targets/index.ts'
import { matchKey } from '../../rules/vietnamese/index.ts'
import type { Agencies, Places } from '../places/index.ts'
import { attributesOf } from './attributes.ts'
import { type CountedRecord, isElsewhere, type MeasuresElsewhere, measuredOf } from './measured-elsewhere.ts'
import { countMeasure, type Extent, isRegisterMeasure, type MeasureLaw } from './measures.ts'
import type {
  PlanAmendmentTable,
  PlanMilestoneTable,
  PlanTable,
  PlanTargetTable,
  PlanTaskActionTable,
  PlanTaskTable,
} from './tables.ts'

export interface PlanDeps {
  readonly provinceCode: string
  readonly measures: MeasureLaw
  readonly places: Places
  readonly agencies: Agencies
  readonly elsewhere: MeasuresElsewhere
  /** Phụ lục I of the decree in force. */
  readonly sectors: readonly Sector[]
}

export interface Sector {
  readonly code: string
  readonly label: { readonly vi: string; readonly en: string }
  readonly sets: readonly number[]
}

export type Plan = Selectable<PlanTable>
export type Milestone = Selectable<PlanMilestoneTable>
export type Amendment = Selectable<PlanAmendmentTable>
export type Target = Selectable<PlanTargetTable>
export type Task = Selectable<PlanTaskTable>

/** A target with what the register says of it now. */
export interface TargetNow extends Target {
  readonly measured: Measured
  readonly progress: Progress
  /** `none-due`: a share of nothing claims neither success nor failure. */
  readonly pace: ReturnType<typeof paceOf> | 'none-due'
  /** Where one should be by today on a straight line through the year. */
  readonly expected: number
  readonly exceeds: boolean
}

/** An agency as the plan named it, and who bears the duty today. */
export interface Bearer {
  readonly id: string
  readonly named: { readonly vi: string; readonly en: string }
  /** null when it still is the same, or nobody bears it. */
  readonly now: { readonly id: string; readonly vi: string; readonly en: string } | null
}

export interface TaskNow extends Task {
  readonly lead: Bearer
  readonly with: readonly Bearer[]
  readonly late: number
  readonly actions: readonly Selectable<PlanTaskActionTable>[]
}

export const plansOf = (db: Db, deps: PlanDeps, only?: 'published'): Promise<Plan[]> => {
  const query = db.selectFrom('plan').selectAll().where('place_code', '=', deps.provinceCode)
  return (only ? query.where('status', '=', only) : query).orderBy('year', 'desc').execute()
}

export function planOfYear(db: Db, deps: PlanDeps, year: number): Promise<Plan | undefined> {
  return db
    .selectFrom('plan')
    .selectAll()
    .where('place_code', '=', deps.provinceCode)
    .where('year', '=', year)
    .executeTakeFirst()
}

/** What a target counts over. A unit is read on the plan's day, with all it was before and all it has become. */
export function extentOf(
  plan: Plan,
  { scope }: Pick<Target, 'scope'>,
  deps: PlanDeps,
  period: Period = periodOf(scope, plan.year),
  until = period.to,
): Extent {
  const { place, sector } = scope
  const province = deps.provinceCode
  return {
    ...period,
    sets: sector === undefined ? null : (deps.sectors.find(({ code }) => code === sector)?.sets ?? []),
    star: scope.star ?? null,
    until,
    ...deps.measures,
    province,
    units: place === undefined || place === province ? null : deps.places.within([place], plan.issued_on),
  }
}

/** The targets with what is counted of them, up to a day where a report asks for one. */
export async function targetsNow(
  db: Db,
  plan: Plan,
  deps: PlanDeps,
  today: string,
  until: string = '9999-12-31',
): Promise<readonly TargetNow[]> {
  const [targets, milestones] = await Promise.all([
    db.selectFrom('plan_target').selectAll().where('plan_id', '=', plan.id).orderBy('ordinal').execute(),
    milestonesOf(db, plan.id),
  ])
  return Promise.all(
    targets.map(async (target) => {
      const measured = await measure(db, plan, target, milestones, deps, until)
      const progress = progressOf(target.goal, measured)
      const period = periodOf(target.scope, plan.year)
      return {
        ...target,
        measured,
        progress,
        pace:
          target.goal.kind === 'share' && progress.needed === 0
            ? ('none-due' as const)
            : paceOf(progress, period, today),
        expected: Math.floor((progress.needed * expectedPercent(period, today)) / 100),
        exceeds: exceedsRange(target.goal, measured),
      }
    }),
  )
}

async function measure(
  db: Db,
  plan: Plan,
  target: Target,
  milestones: readonly Milestone[],
  deps: PlanDeps,
  until: string,
): Promise<Measured> {
  if (target.measure === 'pilot-milestones') {
    const done = milestones
      .filter((each) => each.done_on !== null && each.done_on <= until)
      .map((each) => each.code)
    return { count: done.length, done }
  }
  const period = periodOf(target.scope, plan.year)
  const shown = until < period.to ? { ...period, to: until } : period
  const elsewhere = await recordsElsewhere(db, plan, target, deps, shown)
  if (elsewhere) return measuredOf(elsewhere)
  if (!isRegisterMeasure(target.measure)) throw new Error(`no such measure: ${target.measure}`)
  return countMeasure(db, target.measure, extentOf(plan, target, deps, period, until))
}

/** The records of a measure that another feature counts; null for the measures of the register and the plan. */
export async function recordsElsewhere(
  db: Db,
  plan: Plan,
  { measure, scope, definition }: Pick<Target, 'measure' | 'scope' | 'definition'>,
  deps: PlanDeps,
  period: Period = periodOf(scope, plan.year),
): Promise<readonly CountedRecord[] | null> {
  if (!isElsewhere(measure)) return null
  const { place, sector, star } = scope
  const whole = place === undefined || place === deps.provinceCode
  const records = await deps.elsewhere[measure]({
    ...period,
    definition,
    codesOn: plan.issued_on,
    ...(!whole && { placeCodes: [place] }),
  })
  if (sector === undefined && star === undefined) return records
  const attributes = await attributesOf(db, records, deps)
  return records.filter((_, at) => fitsScope(scope, attributes[at]!))
}

/** What the same measure came to over the same days of before: where the target set out from. Null for milestones. */
export async function baselineOf(
  db: Db,
  plan: Plan,
  target: Target,
  deps: PlanDeps,
): Promise<Measured | null> {
  if (target.measure === 'pilot-milestones') return null
  const period = periodBefore(periodOf(target.scope, plan.year))
  const elsewhere = await recordsElsewhere(db, plan, target, deps, period)
  if (elsewhere) return measuredOf(elsewhere)
  if (!isRegisterMeasure(target.measure)) return null
  return countMeasure(db, target.measure, extentOf(plan, target, deps, period))
}

export function milestonesOf(db: Db, planId: string): Promise<Milestone[]> {
  return db
    .selectFrom('plan_milestone')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('ordinal')
    .execute()
}

export function amendmentsOf(db: Db, planId: string): Promise<Amendment[]> {
  return db
    .selectFrom('plan_amendment')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('decided_on')
    .orderBy('recorded_at')
    .execute()
}

/** Tasks with their reports, in the plan's order. */
export async function tasksNow(
  db: Db,
  plan: Plan,
  deps: PlanDeps,
  today: string,
): Promise<readonly TaskNow[]> {
  const tasks = await db
    .selectFrom('plan_task')
    .selectAll()
    .where('plan_id', '=', plan.id)
    .orderBy('ordinal')
    .execute()
  const actions =
    tasks.length === 0
      ? []
      : await db
          .selectFrom('plan_task_action')
          .selectAll()
          .where(
            'task_id',
            'in',
            tasks.map((task) => task.id),
          )
          .orderBy('seq')
          .execute()
  return tasks.map((task) => ({
    ...task,
    lead: bearerOf(task.lead_agency, plan.issued_on, deps, today),
    with: task.coordinating.map((id) => bearerOf(id, plan.issued_on, deps, today)),
    late: daysLate({ status: task.status, dueOn: task.due_on }, today),
    actions: actions.filter((action) => action.task_id === task.id),
  }))
}

export function bearerOf(id: string, then: string, { agencies }: PlanDeps, today: string): Bearer {
  const named = agencies.bearer(id, then)
  const bears = agencies.bearer(id, today)
  return {
    id,
    named: { vi: named?.name ?? id, en: named?.nameEn ?? named?.name ?? id },
    now:
      bears === null || bears.id === named?.id
        ? null
        : { id: bears.id, vi: bears.name, en: bears.nameEn ?? bears.name },
  }
}

/** Whose task it is today, for the permission matrix: the province, the lead's own unit, the lead and its successor. */
export function resourceOfTask(
  task: Pick<Task, 'lead_agency'>,
  plan: Pick<Plan, 'place_code'>,
  { agencies }: PlanDeps,
  today: string,
): { places: string[]; agencyIds: string[] } {
  const bears = agencies.bearer(task.lead_agency, today)
  return {
    places: [plan.place_code, ...(bears?.place ? [bears.place] : [])],
    agencyIds: [task.lead_agency, ...(bears ? [bears.id] : [])],
  }
}

/** The register entry of the plan's paper, and the news that speak of it. */
export async function papersAbout(
  db: Db,
  plan: Plan,
): Promise<{ document: string | null; news: readonly { slug: string; title: string }[] }> {
  const key = matchKey(plan.number).replace(/[\\%_]/g, '\\$&')
  const [document, news] = await Promise.all([
    db
      .selectFrom('legal_document')
      .select('slug')
      .where('number', '=', plan.number)
      .where('issued_on', '=', plan.issued_on)
      .executeTakeFirst(),
    db
      .selectFrom('article')
      .select(['slug', 'title'])
      .where('status', '=', 'published')
      .where('published_at', '<=', new Date())
      .where('folded', 'like', `%${key}%`)
      .orderBy('updated_on')
      .limit(5)
      .execute(),
  ])
  return { document: document?.slug ?? null, news }
}
