import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { allowed } from '../../rules/permissions/index.ts'
import { mayFollow, type TaskAction, taskStatusOf } from '../../rules/targets/index.ts'
import { type AmendmentPaper, allowedAt, amended, type CommandDeps, lock, next, note } from './change.ts'
import { type PlanDeps, resourceOfTask } from './queries.ts'
import type { Spoken } from './tables.ts'

export interface TaskInput {
  readonly groupNo: number | null
  readonly words: Spoken
  readonly lead: string
  readonly coordinating: readonly string[]
  readonly dueOn: string | null
  readonly dueWords: Partial<Spoken>
}

export async function addTask(
  ctx: CommandContext,
  planId: string,
  input: TaskInput,
  deps: CommandDeps,
  paper: AmendmentPaper | null = null,
): Promise<Result<{ id: string }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'task.manage', plan.place_code)) return refuse('forbidden')
  const flaw = flawOfTask(input, plan, deps)
  if (flaw) return flaw
  const id = uuidv7()
  const kept = await amended(ctx, plan, paper, {
    subject: 'task',
    subjectId: id,
    before: {},
    after: { ...input },
  })
  if (!kept.ok) return kept
  const ordinal = await next(ctx, 'plan_task', planId)
  await ctx.db
    .insertInto('plan_task')
    .values({ id, plan_id: planId, ordinal, ...taskColumns(input) })
    .execute()
  note(ctx, deps, 'plan.task-added', planId, { ordinal })
  return ok({ id })
}

export async function changeTask(
  ctx: CommandContext,
  taskId: string,
  input: TaskInput,
  paper: AmendmentPaper | null,
  version: number,
  deps: CommandDeps,
): Promise<Result<void>> {
  const task = await ctx.db
    .selectFrom('plan_task')
    .selectAll()
    .where('id', '=', taskId)
    .forUpdate()
    .executeTakeFirst()
  const plan = task && (await lock(ctx, task.plan_id))
  if (!task || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'task.manage', plan.place_code)) return refuse('forbidden')
  if (task.version !== version) return refuse('changed-meanwhile')
  const flaw = flawOfTask(input, plan, deps)
  if (flaw) return flaw
  const { group_no, words, lead_agency, coordinating, due_on, due_words } = task
  const kept = await amended(ctx, plan, paper, {
    subject: 'task',
    subjectId: taskId,
    before: {
      groupNo: group_no,
      words,
      lead: lead_agency,
      coordinating,
      dueOn: due_on,
      dueWords: due_words,
    },
    after: { ...input },
  })
  if (!kept.ok) return kept
  await ctx.db
    .updateTable('plan_task')
    .set({ ...taskColumns(input), version: version + 1 })
    .where('id', '=', taskId)
    .execute()
  note(ctx, deps, 'plan.task-changed', plan.id, { ordinal: task.ordinal })
  return ok()
}

/** An agency says how its task stands; its successor speaks for one that is gone. Done is said with what proves it. */
export async function reportTask(
  ctx: CommandContext,
  taskId: string,
  report: { action: TaskAction; note: string; evidence: string },
  deps: CommandDeps,
  isDemo = false,
): Promise<Result<void>> {
  const task = await ctx.db
    .selectFrom('plan_task')
    .selectAll()
    .where('id', '=', taskId)
    .forUpdate()
    .executeTakeFirst()
  const plan = task && (await lock(ctx, task.plan_id))
  if (!task || !plan) return refuse('not-found')
  const resource = resourceOfTask(task, plan, deps, ctx.today)
  if (!allowed(ctx, 'task.report', resource)) return refuse('forbidden')
  if (plan.status !== 'published') return refuse('plan-not-published')
  const before = await ctx.db
    .selectFrom('plan_task_action')
    .select(['seq', 'action'])
    .where('task_id', '=', taskId)
    .orderBy('seq')
    .execute()
  const actions = before.map((each) => each.action)
  if (!mayFollow(taskStatusOf(actions), report.action))
    return refuse(report.action === 'reopen' ? 'task-not-done' : 'task-done-already', { field: 'action' })
  if (report.note.trim() === '') return refuse('required', { field: 'note' })
  if (report.action === 'report-done' && report.evidence.trim() === '')
    return refuse('task-done-needs-evidence', { field: 'evidence' })
  await ctx.db
    .insertInto('plan_task_action')
    .values({
      task_id: taskId,
      seq: (before.at(-1)?.seq ?? 0) + 1,
      action: report.action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      agency_id: deps.agencies.bearer(task.lead_agency, ctx.today)?.id ?? task.lead_agency,
      note: report.note,
      evidence: report.evidence,
      is_demo: isDemo,
    })
    .execute()
  await ctx.db
    .updateTable('plan_task')
    .set({ status: taskStatusOf([...actions, report.action]) })
    .where('id', '=', taskId)
    .execute()
  note(ctx, deps, 'plan.task-reported', plan.id, { ordinal: task.ordinal, action: report.action })
  return ok()
}

export function flawOfTask(
  input: TaskInput,
  plan: { issued_on: string; task_groups: unknown },
  deps: PlanDeps,
) {
  const day = plan.issued_on
  if (input.lead === '') return refuse('task-needs-lead', { field: 'lead' })
  if (deps.agencies.bearer(input.lead, day) === null)
    return refuse('agency-not-then', { field: 'lead', data: { day: formatDay(day) } })
  for (const id of input.coordinating)
    if (deps.agencies.bearer(id, day) === null)
      return refuse('agency-not-then', { field: 'coordinating', data: { day: formatDay(day) } })
  const groups = plan.task_groups as readonly { no: number }[]
  if (input.groupNo !== null && !groups.some((group) => group.no === input.groupNo))
    return refuse('task-group-unknown', { field: 'groupNo' })
  if (input.dueOn !== null && input.dueOn < day)
    return refuse('task-due-before-plan', { field: 'dueOn', data: { day: formatDay(day) } })
  return null
}

function taskColumns(input: TaskInput) {
  return {
    group_no: input.groupNo,
    words: jsonb(input.words) as never,
    lead_agency: input.lead,
    coordinating: jsonb(input.coordinating) as never,
    due_on: input.dueOn,
    due_words: jsonb(input.dueWords) as never,
  }
}
