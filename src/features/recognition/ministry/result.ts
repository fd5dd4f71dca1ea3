import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { appendEvent } from '../events.ts'
import type { RecognitionDeps } from '../recognition.ts'

/** What the Ministry answered (Điều 7 khoản 4 điểm e, g). */
export interface MinistryResult {
  readonly dossierId: string
  /** Mean of the central council, hundredths allowed: “91,25”. */
  readonly mean: { readonly num: number; readonly den: number }
  readonly star: number | null
  /** The Minister's decision for five stars, or the paper that told the result. */
  readonly paperNo: string
  readonly paperOn: string
}

/** A mean as typed, exact: “91,25” is 9125/100; null when it is none between 0 and 100. */
export function readMean(typed: string): { num: number; den: number } | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(typed.trim())
  if (!match) return null
  const den = 10 ** (match[2]?.length ?? 0)
  const num = Number(match[1]) * den + Number(match[2] ?? 0)
  return num <= 100 * den ? { num, den } : null
}

/** The file left for the Ministry: by which letter, on which day. */
export async function sendToMinistry(
  ctx: CommandContext,
  input: { dossierId: string; paperNo: string },
  deps: Pick<RecognitionDeps, 'recordAction'>,
): Promise<Result<void>> {
  if (input.paperNo.trim() === '') return refuse('required', { field: 'paperNo' })
  const sent = await deps.recordAction(ctx, input.dossierId, 'send-to-ministry', {
    detail: { paperNo: input.paperNo },
  })
  return sent.ok ? ok() : sent
}

/**
 * Records the Ministry's result. Five stars are the Minister's to recognise: the recognition is entered as theirs. Otherwise the
 * province decides on the central result, or judges again.
 */
export async function recordMinistryResult(
  ctx: CommandContext,
  input: MinistryResult,
  deps: Pick<
    RecognitionDeps,
    'recordAction' | 'recordCentralResult' | 'starByPoints' | 'validUntil' | 'ministryOn'
  >,
): Promise<Result<{ recognised: boolean }>> {
  const dossier = await ctx.db
    .selectFrom('dossier as d')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .select([
      'd.id',
      'd.status',
      'd.regime',
      'd.product_id as productId',
      'd.producer_id as producerId',
      'd.province_code as province',
      'd.is_demo as isDemo',
    ])
    .where('d.id', '=', input.dossierId)
    .forUpdate('d')
    .executeTakeFirst()
  if (!dossier) return refuse('not-found')
  if (!may(ctx.actor, 'ministry.record', { places: [dossier.province] }, ctx.today))
    return refuse('forbidden')
  if (dossier.status !== 'at-ministry') return refuse('dossier-not-at-ministry')
  if (input.paperNo.trim() === '') return refuse('required', { field: 'paperNo' })
  if (input.paperOn > ctx.today) return refuse('decision-day-in-the-future', { field: 'paperOn' })
  // A missed minimum may leave a product below the star of its points, never above it.
  const highest = deps.starByPoints(dossier.regime, input.mean)
  if (input.star !== null && (highest === null || input.star > highest))
    return refuse('ministry-star-above-points', {
      field: 'star',
      article: 'Điều 3 khoản 3',
      data: { highest },
    })
  const five = input.star === 5
  await deps.recordCentralResult(ctx, input)
  const moved = await deps.recordAction(ctx, dossier.id, five ? 'ministry-recognise' : 'ministry-fall-back', {
    detail: { paperNo: input.paperNo, paperOn: input.paperOn, star: input.star, mean: input.mean },
  })
  if (!moved.ok) return moved
  if (five) await enterRecognition(ctx, dossier, input, deps)
  return ok({ recognised: five })
}

/**
 * Điều 7 khoản 4 điểm g, second half: instead of deciding on the central result the province has the product judged again by its
 * own council. The decree asks for no separate one; the central result stands no longer and stays on file.
 */
export async function judgeAgain(
  ctx: CommandContext,
  input: { dossierId: string; reason: string },
  deps: Pick<RecognitionDeps, 'recordAction' | 'setResultAside'>,
): Promise<Result<void>> {
  const dossier = await ctx.db
    .selectFrom('dossier')
    .select('status')
    .where('id', '=', input.dossierId)
    .forUpdate()
    .executeTakeFirst()
  if (!dossier) return refuse('not-found')
  if (dossier.status !== 'ministry-result') return refuse('no-result-of-the-ministry')
  const open = await ctx.db
    .selectFrom('decision_item as i')
    .innerJoin('decision as c', 'c.id', 'i.decision_id')
    .select('c.title')
    .where('i.dossier_id', '=', input.dossierId)
    .where('c.status', 'in', ['draft', 'proposed'])
    .executeTakeFirst()
  if (open) return refuse('result-in-open-decision', { data: { title: open.title } })
  const moved = await deps.recordAction(ctx, input.dossierId, 'rejudge', { reason: input.reason })
  if (!moved.ok) return moved
  await deps.setResultAside(ctx, input.dossierId)
  return ok()
}

async function enterRecognition(
  ctx: CommandContext,
  dossier: { id: string; regime: string; productId: string; producerId: string; isDemo: boolean },
  input: MinistryResult,
  deps: Pick<RecognitionDeps, 'validUntil' | 'ministryOn'>,
): Promise<void> {
  const standing = await ctx.db
    .selectFrom('recognition')
    .select('id')
    .where('product_id', '=', dossier.productId)
    .where('status', 'in', ['valid', 'suspended'])
    .forUpdate()
    .execute()
  for (const { id } of standing)
    await appendEvent(ctx, id, {
      kind: 'superseded',
      day: input.paperOn,
      decisionId: null,
      reason: null,
      detail: { by: input.paperNo },
    })
  const id = uuidv7()
  const validUntil = deps.validUntil(dossier.regime, input.paperOn)
  await ctx.db
    .insertInto('recognition')
    .values({
      id,
      product_id: dossier.productId,
      producer_id: dossier.producerId,
      dossier_id: dossier.id,
      decision_id: null,
      star: 5,
      regime: dossier.regime,
      level: 'trung-uong',
      issuer: deps.ministryOn(input.paperOn),
      decision_no: input.paperNo,
      issued_on: input.paperOn,
      valid_until: validUntil,
      status: 'valid',
      origin: 'recorded',
      source: null,
      is_demo: dossier.isDemo,
    })
    .execute()
  await appendEvent(ctx, id, {
    kind: 'issued',
    day: input.paperOn,
    decisionId: null,
    reason: null,
    detail: { validUntil, decisionNo: input.paperNo },
  })
}
