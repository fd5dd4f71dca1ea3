import { sql } from 'kysely'
import type { CommandContext } from '../../platform/command/index.ts'
import type { RecognitionEventKind } from './tables.ts'
import './tables.ts'

declare module '../../platform/command/events.ts' {
  interface Events {
    /** Recognitions of these products were recorded, changed or ended: whoever shows them looks again. */
    'recognition.changed': { readonly productIds: readonly string[] }
  }
}

/** Where a recognition stands after its last event, before the calendar is asked (expiry is a matter of the day). */
export const statusAfter = {
  issued: 'valid',
  extended: 'valid',
  suspended: 'suspended',
  resumed: 'valid',
  superseded: 'superseded',
  expired: 'expired',
  revoked: 'revoked',
} as const satisfies Record<RecognitionEventKind, string>

/** Whether an event counts for the remembered status: it had begun when it was written. For a WHERE clause over `recognition_event e`. */
export const toldOnItsDay = sql<boolean>`(e.kind = 'issued' OR e.day <= (e.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)`

export interface NewEvent {
  readonly kind: RecognitionEventKind
  readonly day: string
  readonly decisionId: string | null
  readonly reason: string | null
  readonly detail: Record<string, unknown>
}

/**
 * Appends to a recognition's history and keeps the cached status with it; the row is locked by the caller's update. An event of a
 * coming day leaves the cached status as it is, and so it stays: only an end after the printed term is told ahead.
 */
export async function appendEvent(
  ctx: CommandContext,
  recognitionId: string,
  event: NewEvent,
): Promise<void> {
  const { product_id: productId } = await ctx.db
    .updateTable('recognition')
    .set((eb) => ({ status: event.day > ctx.today ? eb.ref('status') : statusAfter[event.kind] }))
    .where('id', '=', recognitionId)
    .returning('product_id')
    .executeTakeFirstOrThrow()
  const last = await ctx.db
    .selectFrom('recognition_event')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('recognition_id', '=', recognitionId)
    .executeTakeFirst()
  await ctx.db
    .insertInto('recognition_event')
    .values({
      recognition_id: recognitionId,
      seq: Number(last?.seq ?? 0) + 1,
      kind: event.kind,
      day: event.day,
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      decision_id: event.decisionId,
      reason: event.reason,
      detail: event.detail,
    })
    .execute()
  await ctx.emit({ type: 'recognition.changed', productIds: [productId] })
}
