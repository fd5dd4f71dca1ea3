import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { allowed, type Permission } from '../../rules/permissions/index.ts'
import { isEditable, type PlanAction, type PlanStatus } from '../../rules/targets/index.ts'
import type { PlanDeps } from './queries.ts'
import './tables.ts'

export interface CommandDeps extends PlanDeps {
  purge(tags: readonly string[]): Promise<void>
  /** Đồng of a head that are given away elsewhere. */
  chargedTo(db: Db, headId: string): Promise<bigint>
}

/** The paper that changes a published plan. */
export interface AmendmentPaper {
  readonly number: string
  readonly decidedOn: string
  readonly reason: string
}

/** A published plan changes by a paper not older than itself; a draft changes freely. */
export async function amended(
  ctx: CommandContext,
  plan: { id: string; status: PlanStatus; issued_on: string },
  paper: AmendmentPaper | null,
  change: { subject: 'target' | 'task' | 'budget'; subjectId: string; before: object; after: object },
): Promise<Result<void>> {
  if (isEditable(plan.status)) return ok()
  if (plan.status !== 'published') return refuse('plan-waits-for-approval')
  if (paper === null || paper.number.trim() === '')
    return refuse('amendment-needs-paper', { field: 'amendmentNumber' })
  if (paper.decidedOn < plan.issued_on)
    return refuse('amendment-before-plan', { field: 'amendmentOn', data: { day: formatDay(plan.issued_on) } })
  if (paper.decidedOn > ctx.today) return refuse('amendment-in-future', { field: 'amendmentOn' })
  await ctx.db
    .insertInto('plan_amendment')
    .values({
      id: uuidv7(),
      plan_id: plan.id,
      number: paper.number,
      decided_on: paper.decidedOn,
      reason: paper.reason,
      subject: change.subject,
      subject_id: change.subjectId,
      before: jsonb(change.before) as never,
      after: jsonb(change.after) as never,
      recorded_by: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute()
  return ok()
}

export function lock(ctx: CommandContext, id: string) {
  return ctx.db.selectFrom('plan').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function next(
  ctx: CommandContext,
  table: 'plan_target' | 'plan_task' | 'plan_milestone' | 'plan_budget_head',
  planId: string,
): Promise<number> {
  const last = await ctx.db
    .selectFrom(table)
    .select((eb) => eb.fn.max('ordinal').as('n'))
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return Number(last?.n ?? 0) + 1
}

/** The system (demo data, imports) asks nobody. */
export function allowedAt(ctx: CommandContext, permission: Permission, place: string): boolean {
  return allowed(ctx, permission, { places: [place] })
}

export function note(
  ctx: CommandContext,
  deps: CommandDeps,
  action: string,
  planId: string,
  detail: Record<string, unknown>,
): void {
  ctx.audit({ action, subjectKind: 'plan', subjectId: planId, place: deps.provinceCode, detail })
  ctx.after(() => deps.purge(['plans']))
}

/** One more action of the plan; its status is their fold. */
export async function act(
  ctx: CommandContext,
  planId: string,
  action: PlanAction,
  about: { note?: string; detail?: Record<string, unknown> } = {},
): Promise<{ seq: number }> {
  const last = await ctx.db
    .selectFrom('plan_action')
    .select((eb) => eb.fn.max('seq').as('n'))
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  const seq = Number(last?.n ?? 0) + 1
  await ctx.db
    .insertInto('plan_action')
    .values({
      plan_id: planId,
      seq,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      note: about.note ?? '',
      detail: jsonb(about.detail ?? {}) as never,
    })
    .execute()
  return { seq }
}
