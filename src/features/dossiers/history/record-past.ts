import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
  tooLong,
} from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { may, type Reach } from '../../../rules/permissions/index.ts'
import {
  type Action,
  type PastLaw,
  type PastStep,
  readPast,
  type Status,
} from '../../../rules/procedure/index.ts'
import { type Places, withinReach } from '../../places/index.ts'
import type { DossierKind } from '../tables.ts'

export interface PaperStep extends PastStep {
  readonly decisionNo: string
  readonly issuer: string
}

/** Enters a recognition of earlier years where recognitions live. */
export type RecordEarlier = (
  ctx: CommandContext,
  input: {
    readonly productId: string
    readonly star: number
    readonly regime: string
    readonly level: 'huyen' | 'tinh' | 'trung-uong'
    readonly issuer: string
    readonly decisionNo: string
    readonly issuedOn: string
    readonly filed: { readonly on: string; readonly kind: DossierKind }
  },
) => Promise<Result<{ recognitionId: string }>>

/** Takes a recognition of earlier years back where recognitions live. */
export type TakeBackEarlier = (
  ctx: CommandContext,
  input: { readonly recognitionId: string; readonly reason: string },
) => Promise<Result<void>>

/** Records the course of a product under earlier rules, and the recognition it ended with, in one go (Điều 12 khoản 1). */
export async function recordPast(
  ctx: CommandContext,
  deps: { readonly lawOf: (regime: string) => PastLaw | null; readonly recordEarlier: RecordEarlier },
  input: {
    readonly productId: string
    readonly regime: string
    readonly kind?: DossierKind
    readonly steps: readonly PaperStep[]
  },
): Promise<Result<{ id: string }>> {
  const product = await ctx.db
    .selectFrom('product')
    .select(['id', 'province_code'])
    .where('id', '=', input.productId)
    .executeTakeFirst()
  if (!product) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.record-history', { places: [product.province_code ?? ''] }, ctx.today))
    return refuse('forbidden')
  const law = deps.lawOf(input.regime)
  if (!law) return refuse('past-regime-unknown', { field: 'regime' })
  const kind = input.kind ?? 'first'
  const read = readPast(law, input.steps, kind)
  if (!read.ok) return failed(...read.problems)
  const late = input.steps.findIndex((step) => step.day > ctx.today)
  if (late >= 0) return refuse('day-in-future', { field: `steps.${late}.day` })
  const { recognised, status } = read.course
  let recognitionId: string | null = null
  if (recognised) {
    const step = input.steps[recognised.step]!
    const problems: Problem[] = (['decisionNo', 'issuer'] as const)
      .filter((field) => step[field].trim() === '')
      .map((field) => ({ code: 'past-decision-needed', field: `steps.${recognised.step}.${field}` }))
    if (problems.length > 0) return failed(...problems)
    const recorded = await deps.recordEarlier(ctx, {
      productId: input.productId,
      star: recognised.star,
      regime: input.regime,
      level: recognised.level as 'huyen' | 'tinh' | 'trung-uong',
      issuer: step.issuer.trim(),
      decisionNo: step.decisionNo.trim(),
      issuedOn: recognised.day,
      filed: { on: input.steps.find((each) => each.action === 'file')?.day ?? recognised.day, kind },
    })
    if (!recorded.ok) return recorded
    recognitionId = recorded.value.recognitionId
  }
  const id = uuidv7()
  await ctx.db
    .insertInto('dossier_past')
    .values({
      id,
      product_id: input.productId,
      kind,
      regime: input.regime,
      steps: jsonb(input.steps),
      status,
      recognition_id: recognitionId,
      recorded_by: ctx.actor.accountId,
      recorded_by_name: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute()
  ctx.audit({
    action: 'dossier.record-past',
    subjectKind: 'product',
    subjectId: input.productId,
    place: product.province_code,
    detail: { past: id, regime: input.regime, steps: input.steps.length, status },
  })
  return ok({ id })
}

/**
 * A course recorded by mistake is taken back with a reason, and the recognition it ended with goes with it; what was recorded can
 * still be read, and the course can be recorded anew.
 */
export async function takeBackPast(
  ctx: CommandContext,
  takeBackEarlier: TakeBackEarlier,
  { pastId, reason }: { readonly pastId: string; readonly reason: string },
): Promise<Result<void>> {
  const past = await ctx.db
    .selectFrom('dossier_past as p')
    .innerJoin('product as t', 't.id', 'p.product_id')
    .select(['p.id', 'p.product_id', 'p.recognition_id', 't.province_code'])
    .where('p.id', '=', pastId)
    .forUpdate('p')
    .executeTakeFirst()
  if (!past) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.record-history', { places: [past.province_code ?? ''] }, ctx.today))
    return refuse('forbidden')
  if (reason.trim() === '') return refuse('required', { field: 'reason' })
  const long = tooLong('reason', reason, 4000)
  if (long.length > 0) return failed(...long)
  const taken = await ctx.db
    .insertInto('dossier_past_taken_back')
    .values({
      past_id: pastId,
      reason: reason.trim(),
      at: ctx.now,
      by_id: ctx.actor.accountId,
      by_name: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.column('past_id').doNothing())
    .executeTakeFirst()
  if (Number(taken.numInsertedOrUpdatedRows ?? 0) === 0) return refuse('past-taken-back-already')
  if (past.recognition_id) {
    const undone = await takeBackEarlier(ctx, { recognitionId: past.recognition_id, reason })
    if (!undone.ok) return undone
  }
  ctx.audit({
    action: 'dossier.record-struck',
    subjectKind: 'product',
    subjectId: past.product_id,
    place: past.province_code,
    detail: { past: pastId },
  })
  return ok()
}

/** Where a course has come to its end. */
export const ENDED: ReadonlySet<Status> = new Set(['recognised', 'not-recognised', 'withdrawn', 'refused'])

export interface PastLine {
  readonly id: string
  readonly productId: string
  readonly productName: string
  readonly regime: string
  readonly kind: DossierKind
  readonly steps: readonly { readonly action: Action; readonly day: string; readonly star: number | null }[]
  readonly status: Status
  readonly by: string
  /** Recorded by mistake: why, and by whom it was taken back. */
  readonly takenBack: { readonly reason: string; readonly by: string } | null
}

/** Courses recorded for products within reach, the newest record first. */
export async function pastLines(db: Db, reach: Reach, places: Places, today: string): Promise<PastLine[]> {
  const rows = await db
    .selectFrom('dossier_past as p')
    .innerJoin('product as t', 't.id', 'p.product_id')
    .leftJoin('dossier_past_taken_back as b', 'b.past_id', 'p.id')
    .select(['p.id', 'p.product_id', 't.name', 'p.regime', 'p.kind', 'p.steps', 'p.status'])
    .select(['p.recorded_by_name', 'b.reason', 'b.by_name'])
    .where(withinReach(reach, places, today, { alias: 't', producer: 't.producer_id' }))
    .orderBy('p.recorded_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    productId: row.product_id,
    productName: row.name,
    regime: row.regime,
    kind: row.kind,
    steps: row.steps as PastLine['steps'],
    status: row.status as Status,
    by: row.recorded_by_name,
    takenBack: row.reason === null ? null : { reason: row.reason, by: row.by_name ?? '' },
  }))
}

/** Products of this name, or of producers of this name, within reach. */
export async function productsNamed(
  db: Db,
  reach: Reach,
  folded: string,
): Promise<{ id: string; name: string; producerName: string | null }[]> {
  const part = `%${folded.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('product as t')
    .leftJoin('producer as p', 'p.id', 't.producer_id')
    .select(['t.id', 't.name', 'p.name as producer_name'])
    .where((eb) => eb.or([eb('t.name_folded', 'like', part), eb('p.name_folded', 'like', part)]))
    .$if(!reach.everything, (query) => query.where('t.province_code', 'in', ['', ...reach.places]))
    .orderBy('t.name')
    .limit(30)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, producerName: row.producer_name }))
}
