import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { dayTyped } from '../../../rules/forms/index.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import { ACTION_NAMES, type Action, type PastLaw } from '../../../rules/procedure/index.ts'
import { DossierKind } from '../../../rules/regimes/index.ts'
import { fold } from '../../../rules/vietnamese/index.ts'
import type { Regulation } from '../../regulation/index.ts'
import type { Parts } from '../parts.ts'
import { HISTORY, HistoryPage, RecordPastPage } from './pages.tsx'
import {
  type PaperStep,
  pastLines,
  productsNamed,
  type RecordEarlier,
  recordPast,
  type TakeBackEarlier,
  takeBackPast,
} from './record-past.ts'

const MOST_STEPS = 12
const byProduct = z.object({ product: z.uuid() })

/** The law of a regime of earlier years; null for one that is still judged by, or not on file. */
export function pastLawOf(regulation: Regulation, id: string): PastLaw | null {
  const regime = regulation.regime(id)
  const lifecycle = regulation.lifecycle(id)
  if (!regime || !lifecycle || lifecycle.recordOnly === null) return null
  return {
    lifecycle,
    forward: (regime as { forward?: PastLaw['forward'] }).forward ?? [],
    recognisers: (regime as { recognisers?: PastLaw['recognisers'] }).recognisers ?? [],
    term: regime,
  }
}

/** The office records what was decided before the present decree (Điều 12 khoản 1). */
export function historyRoutes(
  parts: Parts,
  { recordEarlier, takeBackEarlier }: { recordEarlier: RecordEarlier; takeBackEarlier: TakeBackEarlier },
): Route[] {
  const { kernel, regulation } = parts
  const { db } = kernel
  const regimes = regulation.regimes.regimes
    .filter((regime) => pastLawOf(regulation, regime.id) !== null)
    .map((regime) => ({ id: regime.id, name: regime.name }))
    .reverse()
  const known = new Set(
    regimes.flatMap(({ id }) => pastLawOf(regulation, id)!.lifecycle.moves.map((move) => move.action)),
  )
  const actions = ACTION_NAMES.filter((action) => known.has(action))
  const line = { permission: 'dossier.record-history' } as const

  const productFor = async (ctx: RequestContext, id: string) => {
    const product = await db
      .selectFrom('product')
      .select(['id', 'name', 'province_code'])
      .where('id', '=', id)
      .executeTakeFirst()
    return product && may(ctx.actor, line.permission, { places: [product.province_code ?? ''] }, ctx.today)
      ? product
      : null
  }

  const showForm = (
    ctx: RequestContext,
    product: { id: string; name: string },
    rows: number,
    more: { typed?: FormReading['fields']; problems?: readonly Problem[] } = {},
  ) =>
    show(
      <RecordPastPage
        ctx={ctx}
        product={product}
        regimes={regimes}
        actions={actions}
        rows={rows}
        {...more}
      />,
      {
        status: more.problems ? 422 : 200,
      },
    )

  const showHistory = async (
    ctx: RequestContext,
    query: string,
    failed?: { past: string; typed: FormReading['fields']; problems: readonly Problem[] },
  ) => {
    const reach = reachOf(ctx.actor, line.permission, ctx.today)
    return show(
      <HistoryPage
        ctx={ctx}
        query={query}
        found={query === '' ? [] : await productsNamed(db, reach, fold(query))}
        lines={await pastLines(db, reach, parts.places, ctx.today)}
        regimeName={(id) => regulation.regime(id)?.name ?? id}
        failed={failed}
      />,
      { status: failed ? 422 : 200 },
    )
  }

  return [
    page({
      path: HISTORY,
      ...line,
      audit: null,
      query: z.object({ q: z.string().max(200).optional().catch(undefined) }),
      handler: (ctx) => showHistory(ctx, ctx.query.q?.trim() ?? ''),
    }),
    form({
      path: `${HISTORY}/ghi-nham/:past`,
      ...line,
      audit: 'dossier.record-struck',
      params: z.object({ past: z.uuid() }),
      handler: async (ctx) => {
        const { past } = ctx.params
        const reason = fieldText(ctx.form, 'reason')
        const taken = await ctx.run((inner) => takeBackPast(inner, takeBackEarlier, { pastId: past, reason }))
        return taken.ok
          ? goTo(localPath(ctx.lang, HISTORY))
          : showHistory(ctx, '', { past, typed: ctx.form.fields, problems: taken.problems })
      },
    }),
    page({
      path: `${HISTORY}/:product`,
      ...line,
      audit: 'product.read',
      params: byProduct,
      handler: async (ctx) => {
        const product = await productFor(ctx, ctx.params.product)
        return product ? showForm(ctx, product, 4) : notFound()
      },
    }),
    form({
      path: `${HISTORY}/:product`,
      ...line,
      audit: 'dossier.record-past',
      params: byProduct,
      handler: async (ctx) => {
        const product = await productFor(ctx, ctx.params.product)
        if (!product) return notFound()
        const rows = Math.min(MOST_STEPS, Math.max(1, Number(fieldText(ctx.form, 'rows')) || 1))
        if (fieldText(ctx.form, 'more') !== '')
          return showForm(ctx, product, Math.min(MOST_STEPS, rows + 1), { typed: ctx.form.fields })
        const { steps, problems } = stepsTyped(ctx.form, rows, actions)
        const recorded =
          problems.length > 0
            ? { ok: false as const, problems }
            : await ctx.run((inner) =>
                recordPast(
                  inner,
                  { lawOf: (id) => pastLawOf(regulation, id), recordEarlier },
                  {
                    productId: product.id,
                    regime: fieldText(ctx.form, 'regime'),
                    kind: kindTyped(ctx.form),
                    steps,
                  },
                ),
              )
        return recorded.ok
          ? goTo(localPath(ctx.lang, HISTORY))
          : showForm(ctx, product, rows, { typed: ctx.form.fields, problems: recorded.problems })
      },
    }),
  ]
}

/** The kind decides how many days of Điều 12 khoản 2 hold. */
const kindTyped = (typed: FormReading) => DossierKind.catch('first').parse(fieldText(typed, 'kind'))

/** Rows as typed; a row without an action is no step. Rows are filled from the top, so a fault keeps its row. */
function stepsTyped(typed: FormReading, rows: number, actions: readonly Action[]) {
  const steps: PaperStep[] = []
  const problems: Problem[] = []
  for (let index = 0; index < rows; index++) {
    const read = (name: string) => fieldText(typed, `steps.${index}.${name}`)
    const action = actions.find((one) => one === read('action'))
    if (!action) continue
    const day = dayTyped(read('day'))
    if (day === null) problems.push({ code: 'not-a-day', field: `steps.${index}.day` })
    const points = read('points') === '' ? null : Number(read('points').replace(',', '.'))
    if (points !== null && !(points >= 0 && points <= 100))
      problems.push({ code: 'invalid', field: `steps.${index}.points` })
    const star = read('star') === '' ? null : Number(read('star'))
    if (star !== null && !(Number.isInteger(star) && star >= 1 && star <= 5))
      problems.push({ code: 'invalid', field: `steps.${index}.star` })
    steps.push({
      action,
      day: day ?? '',
      points,
      star,
      decisionNo: read('decisionNo'),
      issuer: read('issuer'),
    })
  }
  return { steps, problems }
}
