import { sql } from 'kysely'
import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { tellAppeal } from '../notices.ts'
import { setResultAside } from '../results/central.ts'
import { complaintLaw } from './law.ts'
import { notSeparate, votedBefore, votersOn } from './separate.ts'

/**
 * A producer appeals against a decided result, within the term counted from the decision's day. Who may, and on whose behalf, the
 * dossier's own recorder asks; the reason is kept with the dossier.
 */
export async function fileAppeal(
  ctx: CommandContext,
  input: { readonly dossierId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const law = complaintLaw(deps)
  const decided = await decidedOn(ctx.db, input.dossierId)
  if (law && decided && ctx.today > addDays(decided, law.file.days))
    return refuse('appeal-too-late', {
      article: law.file.ref,
      data: { days: law.file.days, last: spoken(addDays(decided, law.file.days)) },
    })
  const done = await deps.recordAction(ctx, input.dossierId, 'appeal', { reason: input.reason })
  if (!done.ok) return done
  const due = law && addDays(ctx.today, law.settle.days)
  await tellAppeal(ctx, { ...input, due }, deps)
  return ok()
}

/**
 * Puts an appealed dossier before a separate panel: a council founded for appeals in which nobody votes who voted on it before.
 * The former result, the Ministry's too, no longer stands and stays on file; the former sheets stay sealed as they were, closed to the new panel.
 */
export async function takeToPanel(
  ctx: CommandContext,
  input: { readonly dossierId: string; readonly councilId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const council = await ctx.db
    .selectFrom('council')
    .select(['id', 'purpose', 'ended_on'])
    .where('id', '=', input.councilId)
    .executeTakeFirst()
  if (council?.purpose !== 'appeal' || council.ended_on !== null)
    return refuse('appeal-panel-missing', { field: 'councilId' })
  const both = await votedBefore(ctx.db, input.dossierId, await votersOn(ctx.db, council.id, ctx.today))
  if (both.length > 0) return failed(notSeparate(both, 'councilId'))
  const done = await deps.recordAction(ctx, input.dossierId, 'rejudge', {
    reason: input.reason,
    detail: { councilId: council.id },
    facts: { separatePanel: true },
  })
  if (!done.ok) return done
  await setResultAside(ctx, input.dossierId)
  const answer = { vi: 'chấm lại bởi Hội đồng riêng', en: 'judged anew by a separate panel' }
  await tellAppeal(ctx, { ...input, answer }, deps)
  return ok()
}

/** The leader dismisses an appeal with a reason; the dossier returns to where it stood. */
export async function dismissAppeal(
  ctx: CommandContext,
  input: { readonly dossierId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const done = await deps.recordAction(ctx, input.dossierId, 'dismiss-appeal', { reason: input.reason })
  if (!done.ok) return done
  const answer = { vi: 'không chấp nhận', en: 'dismissed' }
  await tellAppeal(ctx, { ...input, answer }, deps)
  return ok()
}

/** The day of the last decision; of the Ministry's, that of its paper and not the day it was entered here. */
async function decidedOn(db: Db, dossierId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`
    SELECT CASE action WHEN 'ministry-recognise' THEN coalesce((detail ->> 'paperOn')::date, day) ELSE day END AS day
    FROM dossier_action
    WHERE dossier_id = ${dossierId} AND action IN ('decide-recognise', 'decide-not-recognise', 'notify-result', 'ministry-recognise')
    ORDER BY seq DESC LIMIT 1`.execute(db)
  return rows[0]?.day ?? null
}

const spoken = (day: string) => day.split('-').reverse().join('/')
