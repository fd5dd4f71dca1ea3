import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { mayStep, type PlanStep, planStepTable } from '../../../rules/targets/index.ts'
import { act, allowedAt, type CommandDeps, lock, note } from '../change.ts'
import { flawOfTarget } from '../commands.ts'
import type { Plan } from '../queries.ts'
import type { Spoken } from '../tables.ts'
import { flawOfTask } from '../task-commands.ts'

/** What publication states: number, day, signer; the paper as signed, where it is at hand. */
export interface PublishedPaper {
  readonly number: string
  readonly issuedOn: string
  readonly signerOffice: string
  readonly signerName: string
  readonly signedFile: string | null
  /** Digital signatures that hold in it. */
  readonly signatures?: number | undefined
}

/** Moves a plan a step on its way. Of two who move it at once, the second is told where it stands now. */
export async function stepPlan(
  ctx: CommandContext,
  planId: string,
  step: Exclude<PlanStep, 'publish'>,
  reason: string,
  deps: CommandDeps,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  const { permission, to, needsNote } = planStepTable[step]
  if (!allowedAt(ctx, permission, plan.place_code)) return refuse('forbidden')
  if (!mayStep(plan.status, step)) return refuse('plan-stands-elsewhere')
  if (needsNote && reason.trim() === '') return refuse('required', { field: 'note' })
  if (step === 'submit') {
    const flaw = await unreadyPlan(ctx, plan)
    if (flaw) return flaw
  }
  await ctx.db.updateTable('plan').set({ status: to }).where('id', '=', planId).execute()
  await act(ctx, planId, step, { note: reason })
  note(ctx, deps, `plan.${step}`, planId, {})
  return ok()
}

/**
 * Publishes a plan under its number and day: from then on it changes by amendment only. Units and agencies are read again
 * on that day: a plan names those that exist when it is issued.
 */
export async function publishPlan(
  ctx: CommandContext,
  planId: string,
  deps: CommandDeps,
  paper: PublishedPaper | null = null,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.approve', plan.place_code)) return refuse('forbidden')
  if (plan.status === 'published') return refuse('plan-published-already')
  if (!mayStep(plan.status, 'publish')) return refuse('plan-stands-elsewhere')
  const flaw = (await unreadyPlan(ctx, plan)) ?? (await flawOfPaper(ctx, plan, paper, deps))
  if (flaw) return flaw
  await ctx.db
    .updateTable('plan')
    .set({
      status: 'published',
      ...(paper && {
        number: paper.number,
        issued_on: paper.issuedOn,
        issuer: deps.agencies.committee(plan.place_code, paper.issuedOn)?.name ?? plan.issuer,
        signer_office: paper.signerOffice,
        signer_name: paper.signerName,
        signed_file: paper.signedFile,
        signatures: paper.signedFile === null ? null : (paper.signatures ?? 0),
      }),
    })
    .where('id', '=', planId)
    .execute()
  await act(ctx, planId, 'publish')
  note(ctx, deps, 'plan.published', planId, paper ? { number: paper.number, issuedOn: paper.issuedOn } : {})
  return ok()
}

async function unreadyPlan(ctx: CommandContext, plan: Plan) {
  const [target, open] = await Promise.all([
    ctx.db.selectFrom('plan_target').select('id').where('plan_id', '=', plan.id).executeTakeFirst(),
    ctx.db
      .selectFrom('plan_comment')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('plan_id', '=', plan.id)
      .where('taken', 'is', null)
      .executeTakeFirstOrThrow(),
  ])
  if (!target) return refuse('plan-has-no-target')
  if (Number(open.n) > 0) return refuse('plan-has-open-comments', { data: { count: Number(open.n) } })
  return null
}

async function flawOfPaper(ctx: CommandContext, plan: Plan, paper: PublishedPaper | null, deps: CommandDeps) {
  const number = paper?.number ?? plan.number
  const issuedOn = paper?.issuedOn ?? plan.issued_on
  if (number.trim() === '') return refuse('required', { field: 'number' })
  if (issuedOn > ctx.today) return refuse('plan-issued-in-future', { field: 'issuedOn' })
  const taken = await ctx.db
    .selectFrom('plan')
    .select('year')
    .where('place_code', '=', plan.place_code)
    .where('number', '=', number)
    .where('issued_on', '=', issuedOn)
    .where('id', '<>', plan.id)
    .executeTakeFirst()
  if (taken) return refuse('plan-number-taken', { field: 'number', data: { year: taken.year } })
  return issuedOn === plan.issued_on ? null : rereadOn(ctx, plan, issuedOn, deps)
}

/** Every unit and agency the plan names, on another day than it was drafted for. */
async function rereadOn(ctx: CommandContext, plan: Plan, day: string, deps: CommandDeps) {
  const targets = await ctx.db.selectFrom('plan_target').selectAll().where('plan_id', '=', plan.id).execute()
  const tasks = await ctx.db.selectFrom('plan_task').selectAll().where('plan_id', '=', plan.id).execute()
  for (const target of targets) {
    const flaw = flawOfTarget(target, { issued_on: day, year: plan.year }, deps)
    if (flaw) return onItem(flaw, target.words, day)
  }
  for (const task of tasks) {
    const input = {
      groupNo: task.group_no,
      words: task.words,
      lead: task.lead_agency,
      coordinating: task.coordinating,
      dueOn: task.due_on,
      dueWords: task.due_words,
    }
    const flaw = flawOfTask(input, { issued_on: day, task_groups: plan.task_groups }, deps)
    if (flaw) return onItem(flaw, task.words, day)
  }
  return null
}

const onItem = (flaw: Extract<Result<never>, { ok: false }>, words: Spoken, day: string) =>
  refuse('plan-item-not-on-day', {
    field: 'issuedOn',
    data: { item: words.vi.slice(0, 80), code: flaw.problems[0]?.code ?? '', day: formatDay(day) },
  })
