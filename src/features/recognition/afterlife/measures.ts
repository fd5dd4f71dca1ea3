import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may, type Permission } from '../../../rules/permissions/index.ts'
import {
  extensionLimit,
  type RecognitionStatus,
  type ReevaluationWindow,
  reevaluationDays,
  standingOn,
} from '../../../rules/validity/index.ts'
import { appendEvent } from '../events.ts'
import { asRuleEvent } from '../standing.ts'
import type { RecognitionEventKind } from '../tables.ts'

/** What may be done to a standing recognition by a decision. */
export type Measure = 'revoke' | 'suspend' | 'resume' | 'expire' | 'extend'

interface MeasureRule {
  readonly permission: Permission
  readonly event: RecognitionEventKind
  /** In which standings it makes sense. */
  readonly from: readonly RecognitionStatus[]
  readonly needsGround: boolean
}

/**
 * One row a measure. Revocation follows Điều 8; the statement that a term ran out follows Điều 4 khoản 3; suspension and
 * its end are the province's own measure (the decree is silent). Extension is Điều 12 khoản 3.
 */
export const measures = {
  revoke: {
    permission: 'recognition.revoke',
    event: 'revoked',
    from: ['valid', 'expiring', 'suspended'],
    needsGround: true,
  },
  suspend: {
    permission: 'recognition.suspend',
    event: 'suspended',
    from: ['valid', 'expiring'],
    needsGround: false,
  },
  resume: { permission: 'recognition.suspend', event: 'resumed', from: ['suspended'], needsGround: false },
  expire: { permission: 'recognition.revoke', event: 'expired', from: ['expired'], needsGround: false },
  extend: {
    permission: 'recognition.revoke',
    event: 'extended',
    from: ['expiring', 'expired'],
    needsGround: false,
  },
} as const satisfies Record<Measure, MeasureRule>

export interface MeasureInput {
  readonly measure: Measure
  readonly provinceCode: string
  readonly issuer: string
  readonly signerName: string
  readonly signerOffice: string
  readonly title: string
  readonly recognitionIds: readonly string[]
  /** Điều 8 khoản 1: letter of the ground, for a revocation. */
  readonly ground: string | null
  readonly reason: string
  /** Day of the conclusion from which the 15 days run (Điều 8 khoản 4). */
  readonly concludedOn: string | null
}

/** Điều 12 khoản 3: how long a certificate may be carried on, and (our reading) which ones the transition clause means. */
export interface ExtensionLaw {
  readonly limitDays: number
  /** Only recognitions from before this day: the decree does not say whether the clause holds for later ones. */
  readonly issuedBefore: string
  /** Điều 7 khoản 6 điểm a: the clause carries those whose filing missed it. */
  readonly window: ReevaluationWindow
}

/** What the procedure says of measures. */
export interface MeasureLaw {
  /** Whose procedure it is. */
  readonly regime: string
  /** Điều 8 khoản 1: letters of the grounds. */
  readonly grounds: readonly string[]
  /** Điều 8 khoản 2 điểm a: stars the province revokes. The decree is silent on suspension: who may revoke may suspend. */
  readonly provinceStars: readonly number[]
  readonly extension: ExtensionLaw
}

/** Drafts one decision over one or many recognitions; nothing changes until a second person releases it. */
export async function draftMeasure(
  ctx: CommandContext,
  input: MeasureInput,
  law: MeasureLaw,
): Promise<Result<{ decisionId: string }>> {
  const rule = measures[input.measure]
  if (!may(ctx.actor, rule.permission, { places: [input.provinceCode] }, ctx.today))
    return refuse('forbidden')
  if (input.recognitionIds.length === 0) return refuse('measure-takes-up-nothing', { field: 'recognition' })
  if (input.reason === '') return refuse('reason-missing', { field: 'reason' })
  if (rule.needsGround && (input.ground === null || !law.grounds.includes(input.ground)))
    return refuse('ground-missing', { field: 'ground', article: 'Điều 8 khoản 1' })
  // The 15 days run from it.
  if (rule.needsGround && input.concludedOn === null)
    return refuse('conclusion-day-missing', { field: 'concludedOn', article: 'Điều 8 khoản 4' })
  if (input.concludedOn !== null && input.concludedOn > ctx.today)
    return refuse('conclusion-day-in-the-future', { field: 'concludedOn' })
  const decisionId = uuidv7()
  const subjects = []
  for (const id of new Set(input.recognitionIds)) {
    const recognition = await ctx.db
      .selectFrom('recognition as r')
      .innerJoin('product as p', 'p.id', 'r.product_id')
      .select(['r.id', 'r.product_id', 'r.star', 'r.is_demo', 'p.province_code'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    if (!recognition || recognition.province_code !== input.provinceCode) return refuse('not-found')
    const refused = await unfit(ctx, id, input.measure, law)
    if (refused) return refused
    subjects.push(recognition)
  }
  await ctx.db
    .insertInto('decision')
    .values({
      id: decisionId,
      kind: input.measure,
      province_code: input.provinceCode,
      number: null,
      decided_on: null,
      issuer: input.issuer,
      signer_name: input.signerName,
      signer_office: input.signerOffice,
      title: input.title,
      drafted_by: ctx.actor.accountId,
      proposed_by: null,
      released_by: null,
      released_at: null,
      paper_hash: null,
      detail: { ground: input.ground, reason: input.reason, concludedOn: input.concludedOn },
      is_demo: subjects.every((each) => each.is_demo),
    })
    .execute()
  await ctx.db
    .insertInto('decision_item')
    .values(
      subjects.map((each) => ({
        id: uuidv7(),
        decision_id: decisionId,
        dossier_id: null,
        recognition_id: each.id,
        product_id: each.product_id,
        outcome: input.measure,
        star: each.star,
        note: input.reason,
      })),
    )
    .execute()
  ctx.audit({
    action: 'decision.drafted',
    subjectKind: 'decision',
    subjectId: decisionId,
    place: input.provinceCode,
    detail: { measure: input.measure, recognitions: subjects.length },
  })
  return ok({ decisionId })
}

/** Puts the measure of a released decision into a recognition's history; refused when it no longer fits (revoking twice). */
export async function takeMeasure(
  ctx: CommandContext,
  about: {
    recognitionId: string
    measure: Measure
    day: string
    decisionId: string
    reason: string | null
    ground: string | null
  },
  law: MeasureLaw,
): Promise<Result<void>> {
  await ctx.db
    .selectFrom('recognition')
    .select('id')
    .where('id', '=', about.recognitionId)
    .forUpdate()
    .executeTakeFirst()
  const refused = await unfit(ctx, about.recognitionId, about.measure, law)
  if (refused) return refused
  const extended =
    about.measure === 'extend' ? await extendedTo(ctx, about.recognitionId, law.extension.limitDays) : null
  await appendEvent(ctx, about.recognitionId, {
    kind: measures[about.measure].event,
    day: about.day,
    decisionId: about.decisionId,
    reason: about.reason,
    detail: { ...(about.ground && { ground: about.ground }), ...(extended && { until: extended }) },
  })
  return ok()
}

/** The last day an extension may reach: counted from the printed term, however often it is asked for. */
async function extendedTo(ctx: CommandContext, recognitionId: string, days: number): Promise<string> {
  const { valid_until: until } = await ctx.db
    .selectFrom('recognition')
    .select('valid_until')
    .where('id', '=', recognitionId)
    .executeTakeFirstOrThrow()
  return extensionLimit(until!, days)
}

/** Asked when it is drafted and again when it takes effect: what stood between may have gone. */
async function unfit(ctx: CommandContext, recognitionId: string, measure: Measure, law: MeasureLaw) {
  return (
    (await notOfProvince(ctx, recognitionId, measure, law.provinceStars)) ??
    (await outOfPlace(ctx, recognitionId, measure)) ??
    (measure === 'extend' ? await notExtendable(ctx, recognitionId, law.extension) : null)
  )
}

/** Five stars are the Minister's to take back: such a decision is recorded when it comes (ministry/revocation.ts). */
async function notOfProvince(
  ctx: CommandContext,
  recognitionId: string,
  measure: Measure,
  stars: readonly number[],
) {
  if (measure !== 'revoke' && measure !== 'suspend') return null
  const { star } = await ctx.db
    .selectFrom('recognition')
    .select('star')
    .where('id', '=', recognitionId)
    .executeTakeFirstOrThrow()
  return star === null || stars.includes(star)
    ? null
    : refuse('measure-of-the-minister', {
        field: 'recognition',
        article: 'Điều 8 khoản 2 điểm b',
        data: { star },
      })
}

/** A re-evaluation must be under way: the extension lasts until its result, and carries nothing that nobody asked to judge again. */
async function notExtendable(ctx: CommandContext, recognitionId: string, law: ExtensionLaw) {
  const recognition = await ctx.db
    .selectFrom('recognition')
    .select(['product_id', 'issued_on as issuedOn', 'valid_until as validUntil'])
    .where('id', '=', recognitionId)
    .executeTakeFirstOrThrow()
  if ((recognition.issuedOn ?? '') >= law.issuedBefore)
    return refuse('extension-of-earlier-ones-only', { field: 'recognition', article: 'Điều 12 khoản 3' })
  if (ctx.today > extensionLimit(recognition.validUntil!, law.limitDays))
    return refuse('extension-too-late', { field: 'recognition', article: 'Điều 12 khoản 3' })
  const dossier = await ctx.db
    .selectFrom('dossier')
    .select('filed_on as filedOn')
    .where('product_id', '=', recognition.product_id)
    .where('kind', '=', 'reevaluation')
    .where('status', 'not in', ['draft', 'withdrawn', 'refused', 'recognised', 'not-recognised'])
    .executeTakeFirst()
  if (!dossier)
    return refuse('extension-needs-a-dossier', { field: 'recognition', article: 'Điều 12 khoản 3' })
  const { from, to } = reevaluationDays(recognition.validUntil!, law.window)
  const { filedOn } = dossier
  return filedOn !== null && filedOn >= from && filedOn <= to
    ? refuse('extension-filed-in-time', { field: 'recognition', article: 'Điều 12 khoản 3' })
    : null
}

async function outOfPlace(ctx: CommandContext, recognitionId: string, measure: Measure) {
  const events = await ctx.db
    .selectFrom('recognition_event')
    .select(['kind', 'day', 'detail'])
    .where('recognition_id', '=', recognitionId)
    .orderBy('seq')
    .execute()
  const { status } = standingOn(events.map(asRuleEvent), ctx.today)
  const already =
    (measure === 'expire' && events.some((event) => event.kind === 'expired')) ||
    (measure === 'extend' && events.some((event) => event.kind === 'extended'))
  const fits = (measures[measure].from as readonly RecognitionStatus[]).includes(status) && !already
  return fits ? null : refuse('measure-does-not-fit', { field: 'recognition', data: { status, measure } })
}
