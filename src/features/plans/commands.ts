import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { definitionNow, flawOfPeriod, type Goal, type Scope } from '../../rules/targets/index.ts'
import { type AmendmentPaper, act, allowedAt, amended, type CommandDeps, lock, next, note } from './change.ts'
import { definitionsOf } from './definitions.ts'
import { isMeasure, isNarrowable } from './measures.ts'
import type { PlanDeps } from './queries.ts'
import type { Spoken } from './tables.ts'

export interface PlanInput {
  readonly year: number
  readonly number: string
  readonly issuedOn: string
  readonly title: Spoken
  readonly purpose: Partial<Spoken>
  readonly taskGroups: readonly (Spoken & { readonly no: number })[]
  readonly notOnFile: readonly Spoken[]
  readonly source: Spoken | null
}

export interface TargetInput {
  readonly words: Spoken
  readonly measure: string
  readonly goal: Goal
  readonly scope: Scope
}

/** A plan begins as a draft. Its issuer is the people's committee of the province as it was named on that day. */
export async function draftPlan(
  ctx: CommandContext,
  input: PlanInput,
  deps: CommandDeps,
  isDemo = false,
): Promise<Result<{ id: string }>> {
  if (!allowedAt(ctx, 'plan.edit', deps.provinceCode)) return refuse('forbidden')
  const standing = await ctx.db
    .selectFrom('plan')
    .select('id')
    .where('place_code', '=', deps.provinceCode)
    .where('year', '=', input.year)
    .executeTakeFirst()
  if (standing) return refuse('plan-of-year-exists', { field: 'year', data: { year: input.year } })
  const id = uuidv7()
  await ctx.db
    .insertInto('plan')
    .values({
      id,
      place_code: deps.provinceCode,
      year: input.year,
      number: input.number,
      issued_on: input.issuedOn,
      issuer: deps.agencies.committee(deps.provinceCode, input.issuedOn)?.name ?? '',
      title: jsonb(input.title) as never,
      purpose: jsonb(input.purpose) as never,
      task_groups: jsonb(input.taskGroups) as never,
      not_on_file: jsonb(input.notOnFile) as never,
      source: jsonb(input.source) as never,
      is_demo: isDemo,
    })
    .execute()
  await act(ctx, id, 'draft')
  note(ctx, deps, 'plan.drafted', id, { number: input.number, year: input.year })
  return ok({ id })
}

/** Adds a target to a draft, or to a published plan with the paper that amends it. */
export async function addTarget(
  ctx: CommandContext,
  planId: string,
  code: string,
  input: TargetInput,
  deps: CommandDeps,
  paper: AmendmentPaper | null = null,
): Promise<Result<{ id: string }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  const flaw = flawOfTarget(input, plan, deps)
  if (flaw) return flaw
  const ordinal = await next(ctx, 'plan_target', planId)
  const id = uuidv7()
  const { words, measure, goal, scope } = input
  const definition = definitionNow(definitionsOf(measure)).version
  const after = { words, measure, goal, scope, definition }
  const kept = await amended(ctx, plan, paper, { subject: 'target', subjectId: id, before: {}, after })
  if (!kept.ok) return kept
  const same = await ctx.db
    .selectFrom('plan_target')
    .select('id')
    .where('plan_id', '=', planId)
    .where('code', '=', code)
    .executeTakeFirst()
  if (same) return refuse('target-code-taken', { field: 'wordsVi' })
  await ctx.db
    .insertInto('plan_target')
    .values({ id, plan_id: planId, code, ordinal, ...targetColumns(input, definition) })
    .execute()
  note(ctx, deps, 'plan.target-added', planId, { code })
  return ok({ id })
}

/**
 * Changes a target; of a published plan only with the paper that amends it, kept with before and after. It goes on being counted by the
 * definition it was set under, unless its measure is another one or `redefine` takes the definition in force.
 */
export async function changeTarget(
  ctx: CommandContext,
  targetId: string,
  input: TargetInput,
  paper: AmendmentPaper | null,
  version: number,
  deps: CommandDeps,
  redefine = false,
): Promise<Result<void>> {
  const target = await ctx.db
    .selectFrom('plan_target')
    .selectAll()
    .where('id', '=', targetId)
    .forUpdate()
    .executeTakeFirst()
  const plan = target && (await lock(ctx, target.plan_id))
  if (!target || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (target.version !== version) return refuse('changed-meanwhile')
  const flaw = flawOfTarget(input, plan, deps)
  if (flaw) return flaw
  const { words, measure, goal, scope } = target
  const definition =
    redefine || input.measure !== measure
      ? definitionNow(definitionsOf(input.measure)).version
      : target.definition
  const after = {
    words: input.words,
    measure: input.measure,
    goal: input.goal,
    scope: input.scope,
    definition,
  }
  const kept = await amended(ctx, plan, paper, {
    subject: 'target',
    subjectId: targetId,
    before: { words, measure, goal, scope, definition: target.definition },
    after,
  })
  if (!kept.ok) return kept
  await ctx.db
    .updateTable('plan_target')
    .set({ ...targetColumns(input, definition), version: version + 1 })
    .where('id', '=', targetId)
    .execute()
  note(ctx, deps, 'plan.target-changed', plan.id, { code: target.code })
  return ok()
}

export async function addMilestone(
  ctx: CommandContext,
  planId: string,
  milestone: { code: string; words: Spoken },
  deps: CommandDeps,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (!/^[a-z0-9][a-z0-9-]{1,59}$/.test(milestone.code))
    return refuse('milestone-words-short', { field: 'wordsVi' })
  const same = await ctx.db
    .selectFrom('plan_milestone')
    .select('id')
    .where('plan_id', '=', planId)
    .where('code', '=', milestone.code)
    .executeTakeFirst()
  if (same) return refuse('milestone-code-taken', { field: 'wordsVi' })
  const ordinal = await next(ctx, 'plan_milestone', planId)
  await ctx.db
    .insertInto('plan_milestone')
    .values({
      id: uuidv7(),
      plan_id: planId,
      code: milestone.code,
      ordinal,
      words: jsonb(milestone.words) as never,
      due_on: null,
      done_on: null,
    })
    .execute()
  note(ctx, deps, 'plan.milestone-added', planId, { code: milestone.code })
  return ok()
}

/** A step of the pilot reached on a day, with what shows it; null takes that back. */
export async function markMilestone(
  ctx: CommandContext,
  id: string,
  about: { doneOn: string | null; note: string },
  deps: CommandDeps,
): Promise<Result<void>> {
  const milestone = await ctx.db
    .selectFrom('plan_milestone')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const plan = milestone && (await lock(ctx, milestone.plan_id))
  if (!milestone || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (about.doneOn !== null && about.doneOn > ctx.today)
    return refuse('milestone-in-future', { field: 'doneOn' })
  if (about.doneOn !== null && about.note.trim() === '') return refuse('required', { field: 'note' })
  await ctx.db
    .updateTable('plan_milestone')
    .set({ done_on: about.doneOn, note: about.note })
    .where('id', '=', id)
    .execute()
  note(ctx, deps, 'plan.milestone-marked', plan.id, { code: milestone.code, doneOn: about.doneOn })
  return ok()
}

export function flawOfTarget(input: TargetInput, plan: { issued_on: string; year: number }, deps: PlanDeps) {
  const { measure, goal, scope } = input
  if (!isMeasure(measure)) return refuse('measure-unknown', { field: 'measure' })
  if ((measure === 'pilot-milestones') !== (goal.kind === 'milestones'))
    return refuse('goal-does-not-fit-measure', { field: 'goalKind' })
  if (goal.kind === 'share' && measure !== 're-recognised')
    return refuse('goal-does-not-fit-measure', { field: 'goalKind' })
  if (goal.kind === 'range' && goal.to < goal.from)
    return refuse('range-ends-before-it-begins', { field: 'goalTo' })
  if (scope.place !== undefined && deps.places.unit(scope.place, plan.issued_on) === null)
    return refuse('target-unit-unknown', {
      field: 'place',
      data: { place: scope.place, day: formatDay(plan.issued_on) },
    })
  if (scope.sector !== undefined && !deps.sectors.some(({ code }) => code === scope.sector))
    return refuse('target-sector-unknown', { field: 'sector' })
  for (const part of ['sector', 'star'] as const)
    if (scope[part] !== undefined && !isNarrowable(measure))
      return refuse('measure-not-by-product', { field: part })
  const period = flawOfPeriod(scope, plan.year)
  return period ? refuse(period, { field: 'to', data: { year: plan.year } }) : null
}

function targetColumns(input: TargetInput, definition: number) {
  return {
    words: jsonb(input.words) as never,
    measure: input.measure,
    goal: jsonb(input.goal) as never,
    scope: jsonb(input.scope) as never,
    definition,
  }
}
