import { sql } from 'kysely'
import type { EventBus } from '../../platform/command/index.ts'
import './tables.ts'

/** Dossiers follow their producer into a merge, and come back when it is undone: exactly those. */
export function followMerges(events: EventBus): void {
  events.on('producer.merged', async (ctx, { mergeId, keptId, mergedId }) => {
    const moved = await ctx.db
      .updateTable('dossier')
      .set((eb) => ({ producer_id: keptId, version: eb('version', '+', 1), updated_at: ctx.now }))
      .where('producer_id', '=', mergedId)
      .returning('id')
      .execute()
    if (moved.length === 0) return
    await ctx.db
      .insertInto('dossier_owner_change')
      .values(
        moved.map(({ id }) => ({
          dossier_id: id,
          merge_id: mergeId,
          from_producer_id: mergedId,
          to_producer_id: keptId,
        })),
      )
      .execute()
  })
  events.on('producer.parted', async (ctx, { mergeId }) => {
    await sql`
      UPDATE dossier t SET producer_id = c.from_producer_id, version = t.version + 1, updated_at = ${ctx.now}
      FROM dossier_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.dossier_id = t.id AND t.producer_id = c.to_producer_id`.execute(
      ctx.db,
    )
    await ctx.db.deleteFrom('dossier_owner_change').where('merge_id', '=', mergeId).execute()
  })
}
