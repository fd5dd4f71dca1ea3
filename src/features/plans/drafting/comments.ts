import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { allowed } from '../../../rules/permissions/index.ts'
import { allowedAt, type CommandDeps, lock, note } from '../change.ts'

/** An agency, a commune or a leader speaks on a plan that was sent round for comments. */
export async function commentPlan(
  ctx: CommandContext,
  planId: string,
  about: { words: string; agencyId: string | null },
  deps: CommandDeps,
  isDemo = false,
): Promise<Result<{ id: string }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!maySpeak(ctx, plan.place_code, about.agencyId)) return refuse('forbidden')
  if (plan.status !== 'consulting') return refuse('plan-takes-no-comments')
  if (about.words.trim() === '') return refuse('required', { field: 'words' })
  const id = uuidv7()
  await ctx.db
    .insertInto('plan_comment')
    .values({
      id,
      plan_id: planId,
      agency_id: about.agencyId,
      author_id: ctx.actor.accountId,
      author_name: ctx.actor.name,
      at: ctx.now,
      words: about.words,
      taken: null,
      answered_by: null,
      answered_at: null,
      is_demo: isDemo,
    })
    .execute()
  note(ctx, deps, 'plan.commented', planId, { agency: about.agencyId })
  return ok({ id })
}

/** Taken, or not taken and why: no comment goes unanswered before the plan is submitted. */
export async function answerComment(
  ctx: CommandContext,
  id: string,
  about: { taken: boolean; answer: string },
  deps: CommandDeps,
): Promise<Result<void>> {
  const comment = await ctx.db
    .selectFrom('plan_comment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const plan = comment && (await lock(ctx, comment.plan_id))
  if (!comment || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (plan.status === 'published') return refuse('plan-published-already')
  if (!about.taken && about.answer.trim() === '') return refuse('comment-needs-reason', { field: 'answer' })
  await ctx.db
    .updateTable('plan_comment')
    .set({ taken: about.taken, answer: about.answer, answered_by: ctx.actor.name, answered_at: ctx.now })
    .where('id', '=', id)
    .execute()
  note(ctx, deps, 'plan.comment-answered', plan.id, { taken: about.taken })
  return ok()
}

/** For an agency one must hold a grant there; for oneself, see the whole programme. */
function maySpeak(ctx: CommandContext, place: string, agencyId: string | null): boolean {
  return agencyId === null
    ? allowed(ctx, 'plan.progress', { places: [place] })
    : allowed(ctx, 'task.report', { agencyIds: [agencyId] })
}
