import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { failed, ok, refuse } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { MeasureLaw } from '../afterlife/measures.ts'
import { type TellDeps, tellMeasure } from '../afterlife/tell.ts'
import { recordPastRevocation } from '../past-revocation.ts'
import type { RecordDeps } from '../record.ts'

export interface MinisterRevocation {
  readonly recognitionId: string
  /** Number and day of the Minister's decision. */
  readonly decisionNo: string
  readonly revokedOn: string
  /** Điều 8 khoản 1: letter of the ground the decision names. */
  readonly ground: string
  readonly reason: string
}

export interface RevocationDeps extends TellDeps, Pick<RecordDeps, 'whyNotDecided'> {
  measureLaw(): MeasureLaw
}

/**
 * Records a revocation the Minister decided (Điều 8 khoản 2 điểm b): the paper is theirs, so nobody here decides with a second
 * person. What the province may revoke itself is not recorded this way.
 */
export async function recordMinisterRevocation(
  ctx: CommandContext,
  input: MinisterRevocation,
  deps: RevocationDeps,
): Promise<Result<void>> {
  const recognition = await ctx.db
    .selectFrom('recognition as r')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .select(['r.star', 'p.id as productId', 'p.name', 'p.province_code as province'])
    .where('r.id', '=', input.recognitionId)
    .executeTakeFirst()
  if (!recognition) return refuse('not-found')
  if (!may(ctx.actor, 'ministry.record', { places: [recognition.province ?? ''] }, ctx.today))
    return refuse('forbidden')
  const law = deps.measureLaw()
  if (recognition.star === null || law.provinceStars.includes(recognition.star))
    return refuse('revocation-of-the-province', { field: 'recognition', article: 'Điều 8 khoản 2 điểm a' })
  if (input.decisionNo.trim() === '') return refuse('required', { field: 'decisionNo' })
  if (!law.grounds.includes(input.ground))
    return refuse('ground-missing', { field: 'ground', article: 'Điều 8 khoản 1' })
  if (input.reason.trim() === '') return refuse('reason-missing', { field: 'reason' })
  const early = deps.whyNotDecided(law.regime, { day: input.revokedOn, level: 'trung-uong' })
  if (early) return failed({ ...early, field: 'revokedOn' })
  const recorded = await recordPastRevocation(ctx, {
    recognitionId: input.recognitionId,
    day: input.revokedOn,
    regime: law.regime,
    decisionNo: input.decisionNo.trim(),
    reason: input.reason.trim(),
    ground: input.ground,
  })
  if (!recorded.ok) {
    const named = { name: recognition.name }
    return failed(...recorded.problems.map((each) => ({ ...each, data: { ...each.data, ...named } })))
  }
  await tellMeasure(
    ctx,
    {
      recognitionId: input.recognitionId,
      productId: recognition.productId,
      measure: 'revoke',
      decision: input.decisionNo.trim(),
      day: input.revokedOn,
      reason: input.reason.trim(),
      key: `${input.recognitionId}/${input.decisionNo.trim()}`,
    },
    deps,
  )
  return ok()
}

/** A standing recognition that only the Minister may take back. */
export interface OfTheMinister {
  readonly id: string
  readonly product: string
  readonly star: number
  readonly decisionNo: string | null
}

export async function standingOfTheMinister(
  db: Db,
  provinces: readonly string[] | null,
  provinceStars: readonly number[],
): Promise<OfTheMinister[]> {
  let query = db
    .selectFrom('recognition as r')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .select(['r.id', 'p.name as product', 'r.star', 'r.decision_no as decisionNo'])
    .where('r.status', 'in', ['valid', 'suspended'])
    .where('r.issued_on', 'is not', null)
    .where('r.star', 'not in', [0, ...provinceStars])
    .orderBy('p.name')
  if (provinces !== null)
    query = query.where('p.province_code', 'in', provinces.length > 0 ? [...provinces] : [''])
  return (await query.execute()) as OfTheMinister[]
}
