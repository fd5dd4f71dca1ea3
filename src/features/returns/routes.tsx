import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldList,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may, mayAnywhere } from '../../rules/permissions/index.ts'
import type { Doubt } from '../../rules/returns/index.ts'
import { parseNumber } from '../../rules/vietnamese/index.ts'
import { runningConsent } from '../consents/index.ts'
import { problemText } from '../frame/index.ts'
import { fileReturn, type ReturnInput, settleTask } from './commands.ts'
import { DutiesPage, deskPath, dutiesPath, ReturnDeskPage, ReturnPage } from './pages/desk.tsx'
import type { Parts } from './parts.ts'
import {
  countReturns,
  dueOf,
  type Return,
  reportingProducts,
  returnFigures,
  returnsOf,
  tasksOf,
} from './queries.ts'

const byProduct = z.object({ product: z.uuid() })

export function returnRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))

  const one = async (
    ctx: RequestContext,
    productId: string,
    about: {
      failed?: readonly Problem[]
      doubts?: readonly Doubt[]
      filed?: number
      /** A task whose settling was refused. */
      unsettled?: { id: string; failed: readonly Problem[] }
    } = {},
  ) => {
    const [product] = await reportingProducts(db, ctx.actor, 'return.read', ctx.today, deps, {
      id: productId,
    })
    if (!product) return notFound()
    ctx.subject('product', product.id, product.place_code ?? product.province_code)
    const returns = await returnsOf(db, [product.id])
    const [due] = dueOf([product], returns, ctx.today, deps)
    const places = deps.places.governing(product, ctx.today)
    const own = may(ctx.actor, 'return.write', { producerId: product.producerId }, ctx.today)
    const forThem = may(ctx.actor, 'return.write', { producerId: product.producerId, places }, ctx.today)
    const consent =
      own || (forThem && (await runningConsent(db, ctx.actor, product.producerId, ctx.today)) !== null)
    const office = may(ctx.actor, 'inspection.manage', { places }, ctx.today)
    const commune = may(ctx.actor, 'dossier.report-commune', { places }, ctx.today)
    const asked = (about.failed?.length ?? 0) > 0 || (about.doubts?.length ?? 0) > 0
    return show(
      <ReturnPage
        ctx={ctx}
        due={due!}
        law={deps.law}
        returns={returns}
        tasks={await tasksOf(db, [product.id])}
        mayWrite={consent}
        consentHref={
          forThem && !consent ? localPath(ctx.lang, `/lam-viec/uy-quyen/${product.producerId}`) : undefined
        }
        settles={(task) =>
          office ||
          (commune && deps.law.changes.find((change) => change.id === task.change)?.needs === 'confirm')
        }
        values={asked ? ctx.form.fields : {}}
        errors={errorsOf(about.failed ?? [], ctx)}
        doubts={about.doubts ?? []}
        filed={about.filed}
        unsettled={
          about.unsettled && {
            id: about.unsettled.id,
            values: ctx.form.fields,
            errors: errorsOf(about.unsettled.failed, ctx),
          }
        }
      />,
      { status: asked || about.unsettled ? 422 : 200 },
    )
  }

  return [
    page({
      path: dutiesPath,
      permission: 'portal.read',
      audit: null,
      handler: (ctx) => show(<DutiesPage ctx={ctx} law={deps.law} />),
    }),
    page({
      path: deskPath,
      permission: 'return.read',
      audit: null,
      handler: async (ctx) => {
        const products = await reportingProducts(db, ctx.actor, 'return.read', ctx.today, deps)
        const ids = products.map((product) => product.id)
        const year = ctx.today.slice(0, 4)
        const extent = { from: `${year}-01-01`, to: `${year}-12-31` }
        const overview = mayAnywhere(ctx.actor, 'plan.progress', ctx.today)
        return show(
          <ReturnDeskPage
            ctx={ctx}
            law={deps.law}
            dues={dueOf(products, await returnsOf(db, ids), ctx.today, deps).sort(
              (a, b) => b.open.length - a.open.length,
            )}
            tasks={await tasksOf(db, ids)}
            figures={
              overview && may(ctx.actor, 'return.read', { places: [deps.provinceCode] }, ctx.today)
                ? await Promise.all(
                    returnFigures.map(async (figure) => ({
                      figure,
                      value: (await countReturns(db, figure, extent, deps)).total,
                    })),
                  )
                : []
            }
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/:product`,
      permission: 'return.read',
      audit: 'return.viewed',
      params: byProduct,
      query: z.object({ viec: z.coerce.number().int().optional().catch(undefined) }),
      handler: (ctx) =>
        one(ctx, ctx.params.product, ctx.query.viec === undefined ? {} : { filed: ctx.query.viec }),
    }),
    form({
      path: `${deskPath}/:product`,
      permission: 'return.write',
      audit: 'return.filed',
      params: byProduct,
      handler: async (ctx) => {
        const id = ctx.params.product
        const [product] = await reportingProducts(db, ctx.actor, 'return.write', ctx.today, deps, { id })
        if (!product) return notFound()
        const [last] = await returnsOf(db, [id])
        const read = readReturn(ctx.form, last ?? null)
        if (!read.ok) return one(ctx, id, { failed: read.problems })
        const done = await ctx.run((inner) => fileReturn(inner, product, read.value, deps))
        if (!done.ok) return one(ctx, id, { failed: done.problems })
        return done.value.outcome === 'asked'
          ? one(ctx, id, { doubts: done.value.doubts })
          : goTo(localPath(ctx.lang, `${deskPath}/${id}?viec=${done.value.tasks}`))
      },
    }),
    form({
      path: `${deskPath}/viec/:id`,
      permission: 'return.read',
      audit: 'return.task-settled',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const { id } = ctx.params
        const said = fieldText(ctx.form, 'words').slice(0, 500)
        const done = await ctx.run((inner) => settleTask(inner, id, said, deps))
        if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/${done.value.productId}`))
        const task = await db
          .selectFrom('return_task')
          .select('product_id')
          .where('id', '=', id)
          .executeTakeFirst()
        return task && !done.problems.some(({ code }) => code === 'forbidden')
          ? one(ctx, task.product_id, { unsettled: { id, failed: done.problems } })
          : problems(done.problems)
      },
    }),
  ]
}

/** Figures as people type them; “as in the last period” takes the last ones. */
function readReturn(typed: FormReading, last: Return | null): Result<ReturnInput> {
  const flaws: Problem[] = []
  const same = fieldText(typed, 'same') === 'yes' && last !== null
  const whole = (field: 'sales' | 'jobs', most: number) => {
    const text = fieldText(typed, field)
    if (text === '') return same ? last[field] : null
    const value = parseNumber(text)
    if (value === null || !Number.isInteger(value) || value < 0 || value > most) {
      flaws.push({ code: 'return-number', field })
      return null
    }
    return value
  }
  const outputText = fieldText(typed, 'output')
  const output = outputText === '' ? null : parseNumber(outputText)
  if (outputText !== '' && (output === null || output < 0 || output > 999_999_999_999))
    flaws.push({ code: 'return-number', field: 'output' })
  const input: ReturnInput = {
    periodFrom: fieldText(typed, 'period'),
    output: output === null ? (same ? last.output : null) : output.toFixed(2),
    unit: output === null && same ? last.unit : fieldText(typed, 'unit').slice(0, 30),
    sales: whole('sales', 9_000_000_000_000),
    jobs: whole('jobs', 100_000),
    changes: fieldList(typed, 'changes'),
    words: fieldText(typed, 'words').slice(0, 1000),
    confirmed: fieldText(typed, 'confirmed') === 'yes',
  }
  return flaws.length > 0 ? { ok: false, problems: flaws } : { ok: true, value: input }
}
