import { sql } from 'kysely'
import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { matchKey } from '../../../rules/vietnamese/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { tellAppeal } from '../notices.ts'
import { complaintLaw } from './law.ts'

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
  const decided = await lastDay(ctx.db, input.dossierId, ['decide-recognise', 'decide-not-recognise'])
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
 * The former result no longer stands and stays on file; the former sheets stay sealed as they were, closed to the new panel.
 */
export async function takeToPanel(
  ctx: CommandContext,
  input: { readonly dossierId: string; readonly councilId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const council = await ctx.db
    .selectFrom('council')
    .select(['id', 'purpose', 'ended_on', 'level'])
    .where('id', '=', input.councilId)
    .executeTakeFirst()
  if (council?.purpose !== 'appeal' || council.ended_on !== null)
    return refuse('appeal-panel-missing', { field: 'councilId' })
  const both = await votedBefore(ctx.db, input.dossierId, council.id)
  if (both.length > 0)
    return failed({
      code: 'appeal-panel-not-separate',
      field: 'councilId',
      data: { members: both.join(', ') },
    })
  const done = await deps.recordAction(ctx, input.dossierId, 'rejudge', {
    reason: input.reason,
    detail: { councilId: council.id },
    facts: { separatePanel: true },
  })
  if (!done.ok) return done
  // As with a reopened result: it points at itself until the panel's result replaces it.
  await ctx.db
    .updateTable('result')
    .set((eb) => ({ superseded_by: eb.ref('id') }))
    .where('dossier_id', '=', input.dossierId)
    .where('level', '=', council.level)
    .where('superseded_by', 'is', null)
    .execute()
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

/** Names of the new panel's voters who sat with a vote where the dossier was judged: the same account, or the same name. */
async function votedBefore(db: Db, dossierId: string, councilId: string): Promise<string[]> {
  const former = await db
    .selectFrom('council_member as m')
    .innerJoin('sitting as s', 's.council_id', 'm.council_id')
    .innerJoin('sitting_item as i', 'i.sitting_id', 's.id')
    .innerJoin('result as r', 'r.item_id', 'i.id')
    .select(['m.account_id', 'm.name'])
    .distinct()
    .where('r.dossier_id', '=', dossierId)
    .where('m.votes', '=', true)
    .execute()
  const panel = await db
    .selectFrom('council_member')
    .select(['account_id', 'name'])
    .where('council_id', '=', councilId)
    .where('votes', '=', true)
    .where('until_day', 'is', null)
    .execute()
  const accounts = new Set(former.flatMap((one) => one.account_id ?? []))
  const names = new Set(former.map((one) => matchKey(one.name)))
  return panel
    .filter((one) => (one.account_id ? accounts.has(one.account_id) : names.has(matchKey(one.name))))
    .map((one) => one.name)
}

/** The panel a dossier was given to after an appeal; null where none was. The agenda of any other council refuses it. */
export async function panelOf(db: Db, dossierId: string): Promise<string | null> {
  const { rows } = await sql<{ action: string; council: string | null }>`
    SELECT action, detail ->> 'councilId' AS council FROM dossier_action
    WHERE dossier_id = ${dossierId} AND action IN ('rejudge', 'put-before-council')
    ORDER BY seq DESC LIMIT 1`.execute(db)
  return rows[0]?.action === 'rejudge' ? rows[0].council : null
}

async function lastDay(db: Db, dossierId: string, actions: readonly string[]): Promise<string | null> {
  const row = await db
    .selectFrom('dossier_action')
    .select('day')
    .where('dossier_id', '=', dossierId)
    .where('action', 'in', [...actions])
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.day ?? null
}

const spoken = (day: string) => day.split('-').reverse().join('/')
