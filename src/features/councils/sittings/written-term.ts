import type { CommandContext, Problem } from '../../../platform/command/index.ts'
import { deadline } from '../../../rules/calendar/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { LoadedSitting } from './load.ts'

/**
 * A re-evaluation is over within 45 days of the full dossier (Điều 7 khoản 6 điểm g): sheets asked for in writing until later than
 * that would come too late. From when it counts, and how long, the decree's files say (lifecycle clock `reevaluation`).
 */
export async function writtenTermProblem(
  ctx: CommandContext,
  loaded: LoadedSitting,
  dossierId: string,
  deps: Pick<CouncilDeps, 'regulation'>,
): Promise<Problem | null> {
  const { mode, deadline: until } = loaded.state
  if (mode !== 'written-opinion' || until === null) return null
  const last = await lastDayOf(ctx, dossierId, deps)
  return last && until > last
    ? {
        code: 'written-opinion-too-late',
        field: 'dossiers',
        article: 'Điều 7 khoản 6 điểm g',
        data: { last: last.split('-').reverse().join('/') },
      }
    : null
}

async function lastDayOf(
  ctx: CommandContext,
  dossierId: string,
  { regulation }: Pick<CouncilDeps, 'regulation'>,
): Promise<string | null> {
  const { regime } = await ctx.db
    .selectFrom('dossier')
    .select('regime')
    .where('id', '=', dossierId)
    .executeTakeFirstOrThrow()
  const clock = regulation.lifecycle(regime)?.clocks.find((one) => one.id === 'reevaluation')
  const limit = regulation.procedure(regime)?.deadlines.find((one) => one.id === clock?.deadline)
  if (!clock || !limit || !regulation.calendar) return null
  const full = await ctx.db
    .selectFrom('dossier_action')
    .select('day')
    .where('dossier_id', '=', dossierId)
    .where('action', 'in', [...clock.from])
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return full ? deadline(full.day, limit, regulation.calendar).lastDay : null
}
