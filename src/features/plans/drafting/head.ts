import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { jsonb } from '../../../platform/db/index.ts'
import { isEditable } from '../../../rules/targets/index.ts'
import { allowedAt, type CommandDeps, lock, note } from '../change.ts'
import { addMilestone, addTarget, draftPlan } from '../commands.ts'
import type { Spoken } from '../tables.ts'
import { addTask } from '../task-commands.ts'
import { addBudgetHead } from './budget.ts'
import { budgetOf } from './read.ts'

export interface HeadInput {
  readonly title: Spoken
  readonly purpose: Partial<Spoken>
  readonly legalBases: readonly string[]
  readonly issuedOn: string
}

/** Changes what stands at the head of a draft. */
export async function editHead(
  ctx: CommandContext,
  planId: string,
  input: HeadInput,
  version: number,
  deps: CommandDeps,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (!isEditable(plan.status)) return refuse('plan-not-a-draft')
  if (plan.version !== version) return refuse('changed-meanwhile')
  await ctx.db
    .updateTable('plan')
    .set({
      title: jsonb(input.title) as never,
      purpose: jsonb(input.purpose) as never,
      legal_bases: jsonb(input.legalBases) as never,
      issued_on: input.issuedOn,
      issuer: deps.agencies.committee(plan.place_code, input.issuedOn)?.name ?? plan.issuer,
      version: version + 1,
    })
    .where('id', '=', planId)
    .execute()
  note(ctx, deps, 'plan.head-changed', planId, {})
  return ok()
}

/**
 * Begins the plan of a year from an earlier one: its groups, targets, tasks and money, each duty with the agency that bears it
 * on the new plan's day, each day moved by whole years. What nobody bears any more is left out and said.
 */
export async function copyPlan(
  ctx: CommandContext,
  from: string,
  about: { year: number; issuedOn: string },
  deps: CommandDeps,
): Promise<Result<{ id: string; leftOut: readonly string[] }>> {
  const old = await ctx.db.selectFrom('plan').selectAll().where('id', '=', from).executeTakeFirst()
  if (!old) return refuse('not-found', { field: 'from' })
  const years = about.year - old.year
  const renamed = (words: Spoken): Spoken => ({
    vi: words.vi.replaceAll(String(old.year), String(about.year)),
    ...(words.en && { en: words.en.replaceAll(String(old.year), String(about.year)) }),
  })
  const drafted = await draftPlan(
    ctx,
    {
      year: about.year,
      number: '',
      issuedOn: about.issuedOn,
      title: renamed(old.title),
      purpose: old.purpose.vi ? renamed(old.purpose as Spoken) : {},
      taskGroups: old.task_groups,
      notOnFile: [],
      source: null,
    },
    deps,
  )
  if (!drafted.ok) return drafted
  const { id } = drafted.value
  await ctx.db
    .updateTable('plan')
    .set({ copied_from: from, legal_bases: jsonb(old.legal_bases) as never })
    .where('id', '=', id)
    .execute()
  const leftOut: string[] = []
  const [targets, tasks, milestones] = await Promise.all([
    ctx.db.selectFrom('plan_target').selectAll().where('plan_id', '=', from).orderBy('ordinal').execute(),
    ctx.db.selectFrom('plan_task').selectAll().where('plan_id', '=', from).orderBy('ordinal').execute(),
    ctx.db
      .selectFrom('plan_milestone')
      .selectAll()
      .where('plan_id', '=', from)
      .where('done_on', 'is', null)
      .orderBy('ordinal')
      .execute(),
  ])
  const open = new Set(milestones.map((each) => each.code))
  for (const target of targets) {
    const goal =
      target.goal.kind === 'milestones'
        ? { ...target.goal, ids: target.goal.ids.filter((each) => open.has(each)) }
        : target.goal
    if (goal.kind === 'milestones' && goal.ids.length === 0) {
      leftOut.push(target.words.vi)
      continue
    }
    const { from: begins, to: ends } = target.scope
    const scope = {
      ...target.scope,
      ...(begins && { from: laterBy(begins, years) }),
      ...(ends && { to: laterBy(ends, years) }),
    }
    const input = { words: renamed(target.words), measure: target.measure, goal, scope }
    const added = await addTarget(ctx, id, target.code, input, deps)
    if (!added.ok) leftOut.push(target.words.vi)
  }
  for (const milestone of milestones) await addMilestone(ctx, id, milestone, deps)
  for (const task of tasks) {
    const bears = (agency: string) => deps.agencies.bearer(agency, about.issuedOn)?.id
    const lead = bears(task.lead_agency)
    const input = {
      groupNo: task.group_no,
      words: renamed(task.words),
      lead: lead ?? '',
      coordinating: task.coordinating.map(bears).filter((each) => each !== undefined),
      dueOn: task.due_on && laterBy(task.due_on, years),
      dueWords: task.due_words.vi ? renamed(task.due_words as Spoken) : {},
    }
    const added = await addTask(ctx, id, input, deps)
    if (!added.ok) leftOut.push(task.words.vi)
  }
  for (const { words, source, amount } of await budgetOf(ctx.db, from)) {
    const added = await addBudgetHead(ctx, id, { words: renamed(words), source, amount }, deps)
    if (!added.ok) leftOut.push(words.vi)
  }
  await ctx.db
    .updateTable('plan_action')
    .set({ detail: jsonb({ from: old.number, leftOut }) as never })
    .where('plan_id', '=', id)
    .where('action', '=', 'draft')
    .execute()
  note(ctx, deps, 'plan.copied', id, { from: old.number, leftOut: leftOut.length })
  return ok({ id, leftOut })
}

/** The same day of another year; 29 February becomes the 28th where that year has none. */
function laterBy(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}${day.slice(4) === '-02-29' && !leap ? '-02-28' : day.slice(4)}`
}
