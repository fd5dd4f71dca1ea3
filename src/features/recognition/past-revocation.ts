import { type CommandContext, ok, type Problem, type Result, refuse } from '../../platform/command/index.ts'
import { type RecognitionEvent, standingOn } from '../../rules/validity/index.ts'
import { measures } from './afterlife/measures.ts'
import { appendEvent, statusAfter } from './events.ts'
import { asRuleEvent } from './standing.ts'
import type { RecognitionEventKind, RecognitionTable } from './tables.ts'
import './tables.ts'

/** A revocation that an office of earlier years decided, as its list states it; nothing of it is judged anew. */
export interface PastRevocation {
  readonly recognitionId: string
  readonly day: string
  /** The regime in force on that day: its law is the revocation's. */
  readonly regime: string
  readonly decisionNo: string | null
  readonly reason: string | null
  /** Điều 8 khoản 1: letter of the ground, where it is told. */
  readonly ground?: string
}

/** A recognition as a stated revocation meets it. */
export interface Revocable {
  readonly origin: RecognitionTable['origin']
  readonly events: readonly RecognitionEvent[]
}

/**
 * Whether a revocation of a day fits what is on file: `known` when it is there already. Only what stands can be revoked, and what was
 * decided here is revoked by a decision here, of two people (Điều 8 khoản 2, 3).
 */
export function meetsRevocation({ origin, events }: Revocable, day: string): 'fits' | 'known' | Problem {
  const field = 'revokedOn'
  const held = events.find(({ kind }) => kind === 'revoked')
  if (held)
    return held.day === day ? 'known' : { code: 'revocation-contradicts', field, data: { day: held.day } }
  if (origin === 'system') return { code: 'revocation-needs-decision-here', field, article: 'Điều 8 khoản 2' }
  const { status, validUntil } = standingOn(events, day)
  if (status === 'not-yet-valid') return { code: 'revocation-before-recognition', field }
  // Sources state both that something was revoked and what else the product was recognised for: the one does not gainsay the other.
  const stated = status === 'superseded' && origin === 'public-source'
  if (status === 'expired' || (stated && validUntil !== null && day > validUntil))
    return { code: 'revocation-after-term', field, data: { day: validUntil ?? '' }, article: 'Điều 8' }
  return stated || (measures.revoke.from as readonly string[]).includes(status)
    ? 'fits'
    : { code: 'revocation-does-not-fit', field, article: 'Điều 8' }
}

/** Records it on a recognition of earlier years or of a public source. */
export async function recordPastRevocation(
  ctx: CommandContext,
  stated: PastRevocation,
): Promise<Result<void>> {
  const row = await ctx.db
    .selectFrom('recognition as r')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .select(['r.origin', 'p.id as productId', 'p.province_code as place'])
    .where('r.id', '=', stated.recognitionId)
    .forUpdate('r')
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  if (stated.day > ctx.today) return refuse('day-in-future', { field: 'revokedOn' })
  const events = await ctx.db
    .selectFrom('recognition_event')
    .select(['kind', 'day', 'detail'])
    .where('recognition_id', '=', stated.recognitionId)
    .orderBy('seq')
    .execute()
  const meets = meetsRevocation({ origin: row.origin, events: events.map(asRuleEvent) }, stated.day)
  if (meets === 'known') return ok()
  if (meets !== 'fits') return { ok: false, problems: [meets] }
  await appendEvent(ctx, stated.recognitionId, {
    kind: 'revoked',
    day: stated.day,
    decisionId: null,
    reason: stated.reason,
    detail: {
      regime: stated.regime,
      ...(stated.decisionNo && { decisionNo: stated.decisionNo }),
      ...(stated.ground && { ground: stated.ground }),
    },
  })
  const { recognitionId, day, decisionNo } = stated
  ctx.audit({
    action: 'product.revocation-recorded',
    subjectKind: 'product',
    subjectId: row.productId,
    place: row.place,
    detail: { recognitionId, day, decisionNo },
  })
  return ok()
}

/** Takes back revocations that a list had recorded; refuses when something was recorded after one. */
export async function withdrawPastRevocations(
  ctx: CommandContext,
  recognitionIds: readonly string[],
): Promise<Result<void>> {
  for (const id of recognitionIds) {
    await ctx.db.selectFrom('recognition').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
    const events = await ctx.db
      .selectFrom('recognition_event')
      .select(['seq', 'kind', 'decision_id'])
      .where('recognition_id', '=', id)
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    const [last, before] = events
    // The whole recognition may have been struck from the record since.
    if (!last) continue
    if (last.kind !== 'revoked' || last.decision_id !== null || !before)
      return refuse('recognition-has-history')
    await ctx.db
      .deleteFrom('recognition_event')
      .where('recognition_id', '=', id)
      .where('seq', '=', last.seq)
      .execute()
    const { product_id: productId } = await ctx.db
      .updateTable('recognition')
      .set({ status: statusAfter[before.kind as RecognitionEventKind] })
      .where('id', '=', id)
      .returning('product_id')
      .executeTakeFirstOrThrow()
    await ctx.emit({ type: 'recognition.changed', productIds: [productId] })
    const { place } = await ctx.db
      .selectFrom('product')
      .select('province_code as place')
      .where('id', '=', productId)
      .executeTakeFirstOrThrow()
    ctx.audit({
      action: 'product.revocation-struck',
      subjectKind: 'product',
      subjectId: productId,
      place,
      detail: { recognitionId: id },
    })
  }
  return ok()
}
