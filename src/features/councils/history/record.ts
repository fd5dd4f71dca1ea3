import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { fraction } from '../../../rules/fraction.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { CouncilDeps } from '../deps.ts'

export interface HistoricResult {
  readonly councilId: string
  readonly dossierId: string
  readonly heldOn: string
  readonly minutesNo: string
  /** As the minutes print it: `74,5`. Nothing is computed from it; the sheets of that time are not on file. */
  readonly mean: string
  readonly star: number | null
}

/**
 * Writes down what a district council decided before 1/7/2025 (Quyết định 148/QĐ-TTg), as its minutes say: recorded, not scored. The
 * dossier takes the steps of its own regime, and the province's result stands beside this one.
 */
export async function recordHistoricResult(
  ctx: CommandContext,
  input: HistoricResult,
  deps: CouncilDeps,
): Promise<Result<{ resultId: string }>> {
  const council = await ctx.db
    .selectFrom('council')
    .select(['id', 'level', 'province_code', 'decision_on', 'is_demo'])
    .where('id', '=', input.councilId)
    .executeTakeFirst()
  if (!council || !may(ctx.actor, 'dossier.record-history', { places: [council.province_code] }, ctx.today))
    return refuse('not-found')
  const dossier = await ctx.db
    .selectFrom('dossier')
    .select(['id', 'regime', 'set_no', 'status', 'province_code'])
    .where('id', '=', input.dossierId)
    .forUpdate()
    .executeTakeFirst()
  const mean = meanOf(input.mean)
  const problems: Problem[] = [
    ...(council.level === 'huyen' ? [] : [{ code: 'council-not-historic', field: 'dossierId' }]),
    ...(dossier?.province_code === council.province_code && isWaiting(dossier.status)
      ? []
      : [{ code: 'dossier-not-before-district', field: 'dossierId' }]),
    ...(mean ? [] : [{ code: 'historic-mean-invalid', field: 'mean' }]),
    ...(input.minutesNo.trim() ? [] : [{ code: 'minutes-number-missing', field: 'minutesNo' }]),
    ...(input.heldOn >= council.decision_on && input.heldOn <= ctx.today
      ? []
      : [{ code: 'held-outside-council', field: 'heldOn' }]),
  ]
  if (problems.length > 0) return failed(...problems)
  if (dossier!.status !== 'district.received') {
    const received = await deps.recordAction(ctx, input.dossierId, 'receive-district', {
      detail: { councilId: council.id },
    })
    if (!received.ok && !onlyUnwritten(received.problems)) return received
  }
  const resultId = uuidv7()
  await ctx.db
    .insertInto('result')
    .values({
      id: resultId,
      dossier_id: input.dossierId,
      item_id: null,
      level: 'huyen',
      regime: dossier!.regime,
      set_no: dossier!.set_no,
      mean_num: Number(mean!.numerator),
      mean_den: Number(mean!.denominator),
      parts: null,
      star: input.star,
      proof: jsonb({ councilId: council.id, minutesNo: input.minutesNo.trim(), heldOn: input.heldOn }),
      origin: 'recorded',
      rules_id: null,
      agreed_at: new Date(`${input.heldOn}T05:00:00Z`),
      superseded_by: null,
      is_demo: council.is_demo,
    })
    .execute()
  const agreed = await deps.recordAction(ctx, input.dossierId, 'agree-district', {
    detail: { resultId, councilId: council.id, star: input.star },
  })
  return agreed.ok || onlyUnwritten(agreed.problems) ? ok({ resultId }) : agreed
}

/** Where forms and procedure of a former regime are not on file its dossiers take no steps: the result stands beside them. */
const onlyUnwritten = (problems: readonly Problem[]) =>
  problems.every((problem) => problem.code === 'sheets-not-on-file')

const isWaiting = (status: string) => ['filed', 'proposed', 'district.received'].includes(status)

function meanOf(typed: string) {
  const found = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(typed.trim())
  if (!found) return null
  const scale = 10 ** (found[2]?.length ?? 0)
  const value = Number(`${found[1]}${found[2] ?? ''}`)
  return value <= 100 * scale ? fraction(value, scale) : null
}

export interface HistoricLine {
  readonly id: string
  readonly product: string
  readonly producer: string
  readonly heldOn: string
  readonly minutesNo: string
  readonly star: number | null
  readonly num: number
  readonly den: number
}

/** Results recorded of a district council. */
export async function historicResults(db: Db, councilId: string): Promise<HistoricLine[]> {
  const rows = await db
    .selectFrom('result as r')
    .innerJoin('dossier as d', 'd.id', 'r.dossier_id')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select([
      'r.id',
      't.name as product',
      'p.name as producer',
      'r.star',
      'r.mean_num',
      'r.mean_den',
      'r.proof',
    ])
    .where('r.origin', '=', 'recorded')
    .where((eb) =>
      eb(eb.fn<string>('jsonb_extract_path_text', ['r.proof', eb.val('councilId')]), '=', councilId),
    )
    .orderBy('r.agreed_at')
    .execute()
  return rows.map(({ proof, mean_num, mean_den, ...row }) => {
    const { heldOn, minutesNo } = proof as { heldOn: string; minutesNo: string }
    return { ...row, heldOn, minutesNo, num: mean_num!, den: mean_den! }
  })
}

/** Dossiers of a regime with district councils that wait for one. */
export async function historicDossiers(
  db: Db,
  provinceCode: string,
): Promise<{ id: string; label: string }[]> {
  const rows = await db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select(['d.id', 't.name as product', 'p.name as producer'])
    .where('d.province_code', '=', provinceCode)
    .where('d.regime', 'in', ['qd1048-2019', 'qd148-2023'])
    .where('d.status', 'in', ['filed', 'proposed', 'district.received'])
    .orderBy('t.name')
    .limit(500)
    .execute()
  return rows.map(({ id, product, producer }) => ({ id, label: `${product} – ${producer}` }))
}
