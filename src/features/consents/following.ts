import { sql } from 'kysely'
import type { EventBus } from '../../platform/command/index.ts'
import './tables.ts'

/**
 * Consents follow their producer into a merge, and come back when it is undone: exactly those. Where an officer holds one of each
 * record, the longer one runs on and the other is set aside by the merge, not by a person: undone, it runs again.
 */
export function followMerges(events: EventBus): void {
  events.on('producer.merged', async (ctx, { mergeId, keptId, mergedId }) => {
    await sql`
      INSERT INTO consent_owner_change (merge_id, consent_id, from_producer_id, to_producer_id, set_aside)
      SELECT ${mergeId}, c.id, c.producer_id, ${keptId}, coalesce(c.ended_at IS NULL AND row_number() OVER (
        PARTITION BY c.officer_id, c.ended_at IS NULL ORDER BY c.until DESC, c.producer_id = ${keptId} DESC) > 1, false)
      FROM consent c WHERE c.producer_id = ${mergedId} OR (c.producer_id = ${keptId} AND c.ended_at IS NULL)`.execute(
      ctx.db,
    )
    // What stood with the kept record is only of interest where the merge sets it aside.
    await ctx.db
      .deleteFrom('consent_owner_change')
      .where('merge_id', '=', mergeId)
      .where('from_producer_id', '=', keptId)
      .where('set_aside', '=', false)
      .execute()
    await sql`
      UPDATE consent t SET ended_at = ${ctx.now} FROM consent_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.consent_id = t.id AND c.set_aside`.execute(ctx.db)
    await ctx.db
      .updateTable('consent')
      .set({ producer_id: keptId })
      .where('producer_id', '=', mergedId)
      .execute()
  })
  events.on('producer.parted', async (ctx, { mergeId }) => {
    await sql`
      UPDATE consent t SET producer_id = c.from_producer_id FROM consent_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.consent_id = t.id AND t.producer_id = c.to_producer_id`.execute(
      ctx.db,
    )
    // A consent given meanwhile has taken the place of the one that was set aside; one that was contested meanwhile stays ended.
    await sql`
      UPDATE consent t SET ended_at = NULL FROM consent_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.consent_id = t.id AND c.set_aside AND t.producer_id = c.from_producer_id
        AND NOT EXISTS (SELECT FROM consent_contest x WHERE x.consent_id = t.id)
        AND NOT EXISTS (SELECT FROM consent o
          WHERE o.producer_id = t.producer_id AND o.officer_id = t.officer_id AND o.ended_at IS NULL)`.execute(
      ctx.db,
    )
    await ctx.db.deleteFrom('consent_owner_change').where('merge_id', '=', mergeId).execute()
  })
}
