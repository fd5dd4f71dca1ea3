import type { CommandContext, EventBus } from '../../../platform/command/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { act, isPrinted } from './act.ts'
import { loadSitting } from './load.ts'
// The event of another feature, by type only.
import '../../dossiers/index.ts'

/** Steps by which a dossier leaves the council other than by its result. */
const LEAVING: ReadonlySet<string> = new Set(['take-off-agenda', 'leave-round', 'withdraw'])

/**
 * A dossier that is withdrawn or taken back leaves every agenda that still runs: what nobody began to score vanishes from it, what was
 * begun or printed is put off with the reason, and its sheets stay sealed. The minutes tell it either way.
 */
export function clearAgendas(events: EventBus, deps: CouncilDeps): void {
  events.on('dossier.moved', async (ctx, { dossierId, action }) => {
    if (!LEAVING.has(action)) return
    const items = await ctx.db
      .selectFrom('sitting_item as i')
      .innerJoin('sitting as s', 's.id', 'i.sitting_id')
      .select(['i.id', 'i.sitting_id', 'i.phase'])
      .where('i.dossier_id', '=', dossierId)
      .where('s.status', 'not in', ['closed', 'cancelled'])
      .where('i.phase', 'in', ['waiting', 'scoring', 'opened'])
      .orderBy('s.id')
      .execute()
    if (items.length === 0) return
    const reason = await reasonOf(ctx, dossierId)
    for (const item of items) {
      const begun = item.phase !== 'waiting' || (await isPrinted(ctx, item.id))
      const step = begun ? 'defer-item' : 'remove-item'
      const loaded = await loadSitting(ctx.db, item.sitting_id, deps, { lock: true })
      if (!loaded) continue
      await act(ctx, item.sitting_id, { action: step, detail: { itemId: item.id }, reason }, deps, {
        loaded,
        unasked: true,
      })
    }
  })
}

/** The minutes are in Vietnamese, and so is the reason they print. */
async function reasonOf(ctx: CommandContext, dossierId: string): Promise<string> {
  const last = await ctx.db
    .selectFrom('dossier_action')
    .select(['action', 'reason'])
    .where('dossier_id', '=', dossierId)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  const what = last?.action === 'withdraw' ? 'Chủ thể rút hồ sơ' : 'Hồ sơ được đưa ra khỏi chương trình'
  return last?.reason ? `${what}: ${last.reason}` : what
}
