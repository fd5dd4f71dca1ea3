import type { EventBus } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import './tables.ts'

/** Who signs in for a producer that was merged may act for the kept one; undone, that ends, and the own role stands as before. */
export function followMerges(events: EventBus): void {
  events.on('producer.merged', async (ctx, { mergeId, keptId, mergedId }) => {
    const held = await ctx.db
      .selectFrom('role_grant')
      .selectAll()
      .where('producer_id', '=', mergedId)
      .where('ended_at', 'is', null)
      .execute()
    for (const { created_at: _, ...grant } of held) {
      const id = uuidv7()
      await ctx.db
        .insertInto('role_grant')
        .values({ ...grant, id, producer_id: keptId, given_by: ctx.actor.accountId })
        .execute()
      await ctx.db.insertInto('role_grant_by_merge').values({ merge_id: mergeId, grant_id: id }).execute()
    }
  })
  events.on('producer.parted', async (ctx, { mergeId }) => {
    const given = await ctx.db
      .selectFrom('role_grant_by_merge')
      .select('grant_id')
      .where('merge_id', '=', mergeId)
      .execute()
    if (given.length === 0) return
    await ctx.db
      .updateTable('role_grant')
      .set({ ended_at: ctx.now, ended_by: ctx.actor.accountId, end_reason: 'producer.parted' })
      .where(
        'id',
        'in',
        given.map((one) => one.grant_id),
      )
      .where('ended_at', 'is', null)
      .execute()
  })
}
