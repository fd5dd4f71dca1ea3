import { sql } from 'kysely'
import type { EventBus } from '../../platform/command/index.ts'
import './tables.ts'

/** Papers follow their producer into a merge, and come back when it is undone: exactly those. */
export function followMerges(events: EventBus): void {
  events.on('producer.merged', async (ctx, { mergeId, keptId, mergedId }) => {
    const moved = await ctx.db
      .updateTable('paper')
      .set({ producer_id: keptId })
      .where('producer_id', '=', mergedId)
      .returning('id')
      .execute()
    if (moved.length === 0) return
    await ctx.db
      .insertInto('paper_owner_change')
      .values(
        moved.map(({ id }) => ({
          paper_id: id,
          merge_id: mergeId,
          from_producer_id: mergedId,
          to_producer_id: keptId,
        })),
      )
      .execute()
  })
  events.on('producer.parted', async (ctx, { mergeId }) => {
    await sql`
      UPDATE paper t SET producer_id = c.from_producer_id
      FROM paper_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.paper_id = t.id AND t.producer_id = c.to_producer_id`.execute(
      ctx.db,
    )
    await ctx.db.deleteFrom('paper_owner_change').where('merge_id', '=', mergeId).execute()
  })
}
