import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import { failed, ok, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { allowed } from '../../rules/permissions/index.ts'
import type { Decided } from '../../rules/regimes/index.ts'
import { appendEvent } from './events.ts'
import { settleOverlaps } from './superseding.ts'
import './tables.ts'

/** A recognition made under earlier rules or elsewhere, entered as it was decided; nothing of it is judged anew. */
export interface RecordInput {
  readonly productId: string
  readonly star: number
  readonly regime: string
  readonly level: 'huyen' | 'tinh' | 'trung-uong'
  /** As named on the day of the decision. */
  readonly issuer: string
  readonly decisionNo: string
  readonly issuedOn: string
  /** The dossier it rests on, where its course is recorded. */
  readonly filed?: Decided['filed']
}

export interface RecordDeps {
  /** Stars a level may recognise under a regime; null when the regime is not on file. */
  recognises(regime: string, level: string): readonly number[] | null
  /** Why a decision cannot rest on a regime (Điều 12 khoản 2); null: it can. */
  whyNotDecided(regime: string, decision: Decided): Problem | null
  validUntil(regime: string, issuedOn: string): string
}

/**
 * Records a recognition of earlier years (Điều 12 khoản 1: it keeps its value to the end of its term). The law of its own
 * regime is asked: who could recognise which star, and whether it was in force on that day. It ends what stood before it, and ended
 * itself when a later one on file began.
 */
export async function recordRecognition(
  ctx: CommandContext,
  input: RecordInput,
  deps: RecordDeps,
): Promise<Result<{ recognitionId: string }>> {
  const product = await ctx.db
    .selectFrom('product')
    .select(['id', 'producer_id', 'province_code', 'is_demo'])
    .where('id', '=', input.productId)
    .executeTakeFirst()
  if (!product) return refuse('not-found')
  if (!allowed(ctx, 'recognition.record', { places: [product.province_code ?? ''] }))
    return refuse('forbidden')
  const stars = deps.recognises(input.regime, input.level)
  if (!stars?.includes(input.star))
    return refuse('star-not-of-this-level', { field: 'star', data: { star: input.star } })
  const { issuedOn: day, level, filed } = input
  const late = deps.whyNotDecided(input.regime, { day, level, filed })
  if (late) return failed({ ...late, field: 'issuedOn' })
  if (input.issuedOn > ctx.today) return refuse('decision-day-in-the-future', { field: 'issuedOn' })
  const same = await ctx.db
    .selectFrom('recognition')
    .select('id')
    .where('product_id', '=', input.productId)
    .where('decision_no', '=', input.decisionNo)
    .where('issued_on', '=', input.issuedOn)
    .executeTakeFirst()
  if (same) return refuse('recognition-recorded-already', { field: 'decisionNo' })
  const validUntil = deps.validUntil(input.regime, input.issuedOn)
  const recognitionId = uuidv7()
  await ctx.db
    .insertInto('recognition')
    .values({
      id: recognitionId,
      product_id: input.productId,
      producer_id: product.producer_id,
      dossier_id: null,
      decision_id: null,
      star: input.star,
      regime: input.regime,
      level: input.level,
      issuer: input.issuer,
      decision_no: input.decisionNo,
      issued_on: input.issuedOn,
      valid_until: validUntil,
      status: 'valid',
      origin: 'recorded',
      source: null,
      is_demo: product.is_demo,
    })
    .execute()
  await appendEvent(ctx, recognitionId, {
    kind: 'issued',
    day: input.issuedOn,
    decisionId: null,
    reason: null,
    detail: { validUntil, decisionNo: input.decisionNo },
  })
  await settleOverlaps(ctx, [input.productId])
  ctx.audit({
    action: 'recognition.recorded',
    subjectKind: 'recognition',
    subjectId: recognitionId,
    place: product.province_code,
    detail: { decisionNo: input.decisionNo, star: input.star },
  })
  return ok({ recognitionId })
}
