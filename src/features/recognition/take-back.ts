import type { CommandContext, Result } from '../../platform/command/index.ts'
import { failed, ok, refuse, tooLong } from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { liftSuperseding, settleOverlaps } from './superseding.ts'
import './tables.ts'

/**
 * A recognition of earlier years that was recorded by mistake never was: it leaves the register, what it had superseded stands
 * again, and what was recorded, by whom it is taken back and why stays in `recognition_taken_back`. One that was decided here, or that others build on, is not taken back.
 */
export async function takeBackRecorded(
  ctx: CommandContext,
  { recognitionId, reason }: { readonly recognitionId: string; readonly reason: string },
): Promise<Result<void>> {
  const row = await ctx.db
    .selectFrom('recognition')
    .selectAll()
    .where('id', '=', recognitionId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  const product = await ctx.db
    .selectFrom('product')
    .select('province_code')
    .where('id', '=', row.product_id)
    .executeTakeFirstOrThrow()
  if (!may(ctx.actor, 'recognition.record', { places: [product.province_code ?? ''] }, ctx.today))
    return refuse('forbidden')
  // The Minister's five stars are recorded too, but they are the end of a dossier.
  if (row.origin !== 'recorded' || row.decision_id !== null || row.dossier_id !== null)
    return refuse('recognition-not-recorded-here')
  if (reason.trim() === '') return refuse('required', { field: 'reason' })
  const long = tooLong('reason', reason, 4000)
  if (long.length > 0) return failed(...long)
  const events = await ctx.db
    .selectFrom('recognition_event')
    .selectAll()
    .where('recognition_id', '=', recognitionId)
    .orderBy('seq')
    .execute()
  if (events.some((event) => event.decision_id !== null)) return refuse('recognition-built-upon')
  await ctx.db
    .insertInto('recognition_taken_back')
    .values({
      recognition_id: recognitionId,
      product_id: row.product_id,
      content: jsonb({ recognition: row, events }),
      reason: reason.trim(),
      at: ctx.now,
      by_id: ctx.actor.accountId,
      by_name: ctx.actor.name,
    })
    .execute()
  await liftSuperseding(ctx, [{ id: recognitionId, productId: row.product_id, issuedOn: row.issued_on }])
  try {
    await ctx.db.deleteFrom('recognition_event').where('recognition_id', '=', recognitionId).execute()
    await ctx.db.deleteFrom('recognition').where('id', '=', recognitionId).execute()
  } catch (error) {
    // Something else names it: a dossier, a certificate, a visit. The refusal rolls everything back.
    if ((error as { code?: string }).code === '23503') return refuse('recognition-built-upon')
    throw error
  }
  await settleOverlaps(ctx, [row.product_id])
  await ctx.emit({ type: 'recognition.changed', productIds: [row.product_id] })
  ctx.audit({
    action: 'recognition.record-struck',
    subjectKind: 'recognition',
    subjectId: recognitionId,
    place: product.province_code,
    detail: { decisionNo: row.decision_no, star: row.star },
  })
  return ok()
}
