import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type Doubt, doubtsAbout, periodsToFile } from '../../rules/returns/index.ts'
import { actingFor } from '../consents/index.ts'
import { placeToday } from '../places/index.ts'
import type { ReturnDeps } from './parts.ts'
import { figuresOf, type ReportingProduct, returnsOf } from './queries.ts'
import './tables.ts'

export interface ReturnInput {
  readonly periodFrom: string
  /** As an exact decimal of two places; null: not told. */
  readonly output: string | null
  readonly unit: string
  readonly sales: number | null
  readonly jobs: number | null
  readonly changes: readonly string[]
  readonly words: string
  /** The producer has looked at what seems unlikely and says that it is so. */
  readonly confirmed: boolean
}

/** `doubts`: nothing was saved; the producer is asked once whether the figures are right. */
export type FilingOutcome =
  | { readonly outcome: 'filed'; readonly tasks: number }
  | { readonly outcome: 'asked'; readonly doubts: readonly Doubt[] }

/**
 * Files or corrects the return of a product for a period. By the producer, or by an officer with a running consent. What looks
 * unlikely against the last return is asked back once and kept with the return. A reported change raises its task.
 */
export async function fileReturn(
  ctx: CommandContext,
  product: ReportingProduct,
  input: ReturnInput,
  deps: ReturnDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<FilingOutcome>> {
  const places = deps.places.governing(product, ctx.today)
  const acting = options.isDemo
    ? ok({ onBehalfOf: null })
    : await actingFor(ctx, 'return.write', { producerId: product.producerId, places })
  if (!acting.ok) return acting
  const { law } = deps
  const problems: Problem[] = []
  const period = periodsToFile(ctx.today, product.recognisedOn, law.returns.monthsPerPeriod).find(
    (each) => each.from === input.periodFrom,
  )
  if (!period) problems.push({ code: 'return-period-not-open', field: 'period' })
  if (input.output === null && input.sales === null && input.jobs === null && input.changes.length === 0)
    problems.push({ code: 'return-empty', field: 'output' })
  if (input.output !== null && input.unit === '') problems.push({ code: 'return-unit', field: 'unit' })
  const unknown = input.changes.find((id) => !law.changes.some((change) => change.id === id))
  if (unknown !== undefined) problems.push({ code: 'invalid', field: 'changes' })
  if (!period || problems.length > 0) return failed(...problems)

  await ctx.db.selectFrom('product').select('id').where('id', '=', product.id).forUpdate().execute()
  const all = await returnsOf(ctx.db, [product.id])
  const before = all.find((each) => each.period_from < period.from)
  const doubts = doubtsAbout(figuresOf(input as never), before ? figuresOf(before) : null, law.plausible)
  if (doubts.length > 0 && !input.confirmed) return ok({ outcome: 'asked', doubts })

  const known = all.find((each) => each.period_from === period.from)
  const values = {
    output: input.output,
    unit: input.output === null ? '' : input.unit,
    sales: input.sales,
    jobs: input.jobs,
    changes: jsonb(input.changes) as never,
    words: input.words,
    doubts: jsonb(doubts) as never,
    filed_at: ctx.now,
    filed_by: ctx.actor.name,
    on_behalf: acting.value.onBehalfOf !== null,
  }
  const id = known?.id ?? uuidv7()
  if (known) {
    const { output, unit, sales, jobs, changes, words, filed_by } = known
    await ctx.db
      .insertInto('producer_return_former')
      .values({
        return_id: id,
        revision: known.revision,
        figures: jsonb({ output, unit, sales, jobs, changes, words, filed_by }) as never,
        replaced_at: ctx.now,
      })
      .execute()
    await ctx.db
      .updateTable('producer_return')
      .set({ ...values, revision: known.revision + 1 })
      .where('id', '=', id)
      .execute()
  } else
    await ctx.db
      .insertInto('producer_return')
      .values({
        id,
        product_id: product.id,
        producer_id: product.producerId,
        period_from: period.from,
        period_to: period.to,
        ...values,
        is_demo: options.isDemo ?? false,
      })
      .execute()
  const tasks = await raiseTasks(ctx, id, product, input.changes, deps)
  ctx.audit({
    action: known ? 'return.corrected' : 'return.filed',
    subjectKind: 'return',
    subjectId: id,
    place: product.place_code ?? product.province_code,
    detail: { product: product.id, period: period.from, onBehalf: acting.value.onBehalfOf !== null },
  })
  return ok({ outcome: 'filed', tasks })
}

/** One task a change; a change reported again in a correction raises nothing new. */
async function raiseTasks(
  ctx: CommandContext,
  returnId: string,
  product: ReportingProduct,
  changes: readonly string[],
  deps: ReturnDeps,
): Promise<number> {
  let raised = 0
  const { commune } = placeToday(deps.places, product, ctx.today)
  for (const change of deps.law.changes.filter((each) => changes.includes(each.id))) {
    const dueOn = addDays(ctx.today, change.dueDays)
    const written = await ctx.db
      .insertInto('return_task')
      .values({
        id: uuidv7(),
        return_id: returnId,
        product_id: product.id,
        change: change.id,
        due_on: dueOn,
        done_on: null,
      })
      .onConflict((conflict) => conflict.columns(['return_id', 'change']).doNothing())
      .executeTakeFirst()
    if (!written.numInsertedOrUpdatedRows) continue
    raised += 1
    await deps.send(ctx, {
      kind: 'returns.change',
      to: {
        producerId: product.producerId,
        role: change.needs === 'confirm' ? 'commune-officer' : 'provincial-office',
        placeCode: change.needs === 'confirm' ? (commune ?? deps.provinceCode) : deps.provinceCode,
      },
      params: {
        product: product.name,
        change: { vi: change.vi, en: change.en },
        task: { vi: change.taskVi, en: change.taskEn },
        due: formatDay(dueOn),
      },
      path: `/lam-viec/bao-cao-ky/${product.id}`,
      about: { kind: 'product', id: product.id },
      key: `${returnId}/${change.id}`,
    })
  }
  return raised
}

/**
 * The office has what the change asked for. That production stopped is confirmed by the commune: from that day the office has the days
 * of a revocation (Điều 8 khoản 1 điểm đ, khoản 4), and hears the last of them.
 */
export async function settleTask(
  ctx: CommandContext,
  id: string,
  words: string,
  deps: ReturnDeps,
): Promise<Result<{ productId: string }>> {
  const task = await ctx.db
    .selectFrom('return_task as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .select([
      't.id',
      't.change',
      't.done_on',
      'p.id as productId',
      'p.name',
      'p.place_code',
      'p.place_day',
      'p.province_code',
    ])
    .where('t.id', '=', id)
    .forUpdate('t')
    .executeTakeFirst()
  if (!task) return refuse('not-found')
  const places = deps.places.governing(task, ctx.today)
  const change = deps.law.changes.find((each) => each.id === task.change)
  const allowed =
    may(ctx.actor, 'inspection.manage', { places }, ctx.today) ||
    (change?.needs === 'confirm' && may(ctx.actor, 'dossier.report-commune', { places }, ctx.today))
  if (!allowed) return refuse('forbidden')
  if (task.done_on !== null) return refuse('return-task-done')
  if (words.trim() === '') return refuse('required', { field: 'words' })
  await ctx.db
    .updateTable('return_task')
    .set({ done_on: ctx.today, done_words: words, done_by: ctx.actor.name })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'return.task-settled',
    subjectKind: 'return-task',
    subjectId: id,
    place: task.place_code ?? task.province_code,
    detail: { product: task.productId, change: task.change },
  })
  if (change?.needs === 'confirm')
    await deps.send(ctx, {
      kind: 'returns.stopped',
      to: { role: 'provincial-office', placeCode: deps.provinceCode },
      params: { product: task.name, day: ctx.today, due: deps.revocationDue(ctx.today), words },
      path: '/lam-viec/cong-nhan',
      about: { kind: 'product', id: task.productId },
      key: id,
    })
  return ok({ productId: task.productId })
}
