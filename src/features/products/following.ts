import { sql } from 'kysely'
import type { EventBus } from '../../platform/command/index.ts'
import '../producers/index.ts'
import './events.ts'
import './tables.ts'

/** Products follow their producer into a merge, and come back when it is undone: exactly those, unless moved since. */
export function followMerges(events: EventBus): void {
  events.on('producer.merged', async (ctx, { mergeId, keptId, mergedId }) => {
    const moved = await ctx.db
      .updateTable('product')
      .set((eb) => ({ producer_id: keptId, version: eb('version', '+', 1), updated_at: ctx.now }))
      .where('producer_id', '=', mergedId)
      .returning('id')
      .execute()
    if (moved.length === 0) return
    await ctx.db
      .insertInto('product_owner_change')
      .values(
        moved.map(({ id }) => ({
          product_id: id,
          merge_id: mergeId,
          from_producer_id: mergedId,
          to_producer_id: keptId,
        })),
      )
      .execute()
    await ctx.emit({ type: 'product.changed', productIds: moved.map(({ id }) => id) })
  })
  events.on('producer.parted', async (ctx, { mergeId }) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE product p SET producer_id = c.from_producer_id, version = p.version + 1, updated_at = ${ctx.now}
      FROM product_owner_change c
      WHERE c.merge_id = ${mergeId} AND c.product_id = p.id AND p.producer_id = c.to_producer_id
      RETURNING p.id`.execute(ctx.db)
    await ctx.db.deleteFrom('product_owner_change').where('merge_id', '=', mergeId).execute()
    if (rows.length > 0) await ctx.emit({ type: 'product.changed', productIds: rows.map(({ id }) => id) })
  })
}

/** A product that is recognised is public from then on; what is not recognised stays between its people. */
export function publishRecognised(events: EventBus): void {
  events.on('recognition.changed', async (ctx, { productIds }) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE product p SET is_public = true, updated_at = ${ctx.now}
      WHERE p.id = ANY(${productIds}::uuid[]) AND NOT p.is_public
        AND EXISTS (SELECT 1 FROM recognition r WHERE r.product_id = p.id)
      RETURNING p.id`.execute(ctx.db)
    if (rows.length > 0) await ctx.emit({ type: 'product.changed', productIds: rows.map(({ id }) => id) })
  })
}
