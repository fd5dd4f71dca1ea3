import { sql } from 'kysely'
import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
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
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { withinReach } from '../places/index.ts'
import { applyForStall, withdrawApplication } from './applications.ts'
import { claimStall } from './claims.ts'
import { byId, errorsOf } from './desk-routes.tsx'
import { ApplyPage } from './pages/apply.tsx'
import { ResultsDesk } from './pages/desk.tsx'
import { ProductTradePage, type Source, TellPage } from './pages/results.tsx'
import type { Parts } from './parts.ts'
import { deskPath } from './paths.ts'
import { fairsOf, type OwnProduct, ownProducers, ownProducts, resultsOf } from './queries.ts'
import { strikeResult, tellResult } from './results.ts'
import { tellSupply } from './supply.ts'
import { amountIn, longText, monthsIn, wholeIn } from './typed.ts'

/** What a producer does, or an officer for one: stalls, results, what can be had. */
export function ownRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const consentOf = (failed: readonly Problem[] | undefined, producerId: string) =>
    failed?.some((each) => each.code === 'consent-needed') ? producerId : undefined

  const apply = async (
    ctx: RequestContext,
    id: string,
    asked: string | undefined,
    failed?: readonly Problem[],
  ) => {
    const [fair] = await fairsOf(db, deps, { id })
    if (!fair) return notFound()
    const producers = await ownProducers(db, ctx.actor, 'fair.apply', ctx.today, deps)
    const producer =
      producers.find((each) => each.id === asked) ?? (producers.length === 1 ? producers[0] : undefined)
    const products = producer
      ? await ownProducts(db, ctx.actor, 'fair.apply', ctx.today, deps, { producerId: producer.id })
      : []
    return show(
      <ApplyPage
        ctx={ctx}
        fair={fair}
        producers={producers}
        producer={producer}
        products={products}
        values={failed ? ctx.form.fields : {}}
        errors={errorsOf(failed ?? [], ctx)}
        consentOf={producer && consentOf(failed, producer.id)}
      />,
      { status: failed ? 422 : 200 },
    )
  }

  const tell = async (
    ctx: RequestContext,
    about: { product?: string; source?: string; failed?: readonly Problem[] },
  ) => {
    const products = await ownProducts(db, ctx.actor, 'trade.report', ctx.today, deps)
    const asked = products.find((each) => each.id === about.product)
    return show(
      <TellPage
        ctx={ctx}
        products={products}
        sources={await sourcesOf(products)}
        product={about.product}
        source={about.source}
        values={about.failed ? ctx.form.fields : {}}
        errors={errorsOf(about.failed ?? [], ctx)}
        consentOf={asked && consentOf(about.failed, asked.producerId)}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  /** Where results of these products may come from. */
  const sourcesOf = async (products: readonly OwnProduct[]): Promise<Source[]> => {
    if (products.length === 0) return []
    const producers = [...new Set(products.map((each) => each.producerId))]
    const ids = products.map((each) => each.id)
    const [fairs, buyers, points] = await Promise.all([
      db
        .selectFrom('fair_application as a')
        .innerJoin('fair as f', 'f.id', 'a.fair_id')
        .select(['f.id', 'f.title', 'f.starts_on'])
        .distinct()
        .where(
          'a.producer_id',
          'in',
          sql<string>`(select producer_family(one) from unnest(${producers}::uuid[]) one)`,
        )
        .where('a.status', '=', 'stall')
        .where('f.status', 'in', ['allotted', 'held'])
        .orderBy('f.starts_on', 'desc')
        .execute(),
      db
        .selectFrom('buyer_match as m')
        .innerJoin('buyer_request as b', 'b.id', 'm.request_id')
        .select(['b.id', 'b.buyer'])
        .distinct()
        .where('m.product_id', 'in', ids)
        .where('m.answer', '=', 'yes')
        .execute(),
      db
        .selectFrom('selling_point_product as x')
        .innerJoin('selling_point as s', 's.id', 'x.point_id')
        .select(['s.id', 's.name'])
        .distinct()
        .where('x.product_id', 'in', ids)
        .execute(),
    ])
    return [
      ...fairs.map(({ id, title }) => ({ value: `fair/${id}`, kind: 'fair' as const, name: title.vi })),
      ...buyers.map(({ id, buyer }) => ({ value: `buyer/${id}`, kind: 'buyer' as const, name: buyer })),
      ...points.map(({ id, name }) => ({ value: `point/${id}`, kind: 'point' as const, name })),
    ]
  }

  const product = async (
    ctx: RequestContext,
    id: string,
    about: { of?: string; failed?: readonly Problem[]; told?: boolean } = {},
  ) => {
    const [found] = await ownProducts(db, ctx.actor, 'promotion.read', ctx.today, deps, { id })
    if (!found) return notFound()
    ctx.subject('product', id, found.place_code ?? found.province_code)
    const places = deps.places.governing(found, ctx.today)
    return show(
      <ProductTradePage
        ctx={ctx}
        product={found}
        results={await resultsOf(db, { productId: id })}
        mayTell={may(ctx.actor, 'trade.report', { producerId: found.producerId, places }, ctx.today)}
        of={about.of}
        errors={errorsOf(about.failed ?? [], ctx)}
        told={about.told ?? false}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${deskPath}/:id/dang-ky`,
      permission: 'fair.apply',
      audit: null,
      params: byId,
      query: z.object({ 'chu-the': z.uuid().optional().catch(undefined) }),
      handler: (ctx) => apply(ctx, ctx.params.id, ctx.query['chu-the']),
    }),
    form({
      path: `${deskPath}/:id/dang-ky`,
      permission: 'fair.apply',
      audit: 'fair.applied',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const asked = z.uuid().safeParse(fieldText(ctx.form, 'producer')).data
        const [producer] = asked
          ? await ownProducers(db, ctx.actor, 'fair.apply', ctx.today, deps, asked)
          : []
        if (!producer) return notFound()
        const input = {
          productIds: [...new Set(fieldList(ctx.form, 'products'))].filter(
            (each) => z.uuid().safeParse(each).success,
          ),
          telephone: longText(ctx.form, 'telephone', 20),
          words: longText(ctx.form, 'words'),
        }
        const done = await ctx.run((inner) => applyForStall(inner, id, producer, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${id}?bao=gui`))
          : apply(ctx, id, producer.id, done.problems)
      },
    }),
    form({
      path: `${deskPath}/dang-ky/:id/rut`,
      permission: 'fair.apply',
      audit: 'fair.application-withdrawn',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => withdrawApplication(inner, ctx.params.id, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${done.value.fairId}?bao=rut`))
          : problems(done.problems, done.problems.some((each) => each.code === 'forbidden') ? 403 : 422)
      },
    }),
    form({
      path: `${deskPath}/dang-ky/:id/nhan`,
      permission: 'fair.apply',
      audit: 'fair.stall-claimed',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => claimStall(inner, ctx.params.id, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/${done.value.fairId}?bao=nhan`))
          : problems(done.problems, done.problems.some((each) => each.code === 'forbidden') ? 403 : 422)
      },
    }),
    page({
      path: `${deskPath}/ket-qua`,
      permission: 'promotion.read',
      audit: 'trade.viewed',
      handler: async (ctx) => {
        const products = await ownProducts(db, ctx.actor, 'promotion.read', ctx.today, deps)
        const reach = reachOf(ctx.actor, 'promotion.read', ctx.today)
        const among = withinReach(reach, deps.places, ctx.today, { alias: 'p', producer: 'p.producer_id' })
        ctx.subject('province', deps.provinceCode, deps.provinceCode)
        return show(
          <ResultsDesk
            ctx={ctx}
            results={await resultsOf(db, { among })}
            products={products}
            mayTell={mayAnywhere(ctx.actor, 'trade.report', ctx.today)}
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/ket-qua/moi`,
      permission: 'trade.report',
      audit: null,
      query: z.object({
        'san-pham': z.uuid().optional().catch(undefined),
        tu: z.string().max(60).optional().catch(undefined),
      }),
      handler: (ctx) =>
        tell(ctx, {
          ...(ctx.query['san-pham'] && { product: ctx.query['san-pham'] }),
          ...(ctx.query.tu && { source: ctx.query.tu }),
        }),
    }),
    form({
      path: `${deskPath}/ket-qua/moi`,
      permission: 'trade.report',
      audit: 'trade.told',
      handler: async (ctx) => {
        const asked = z.uuid().safeParse(fieldText(ctx.form, 'product')).data
        const [found] = asked
          ? await ownProducts(db, ctx.actor, 'trade.report', ctx.today, deps, { id: asked })
          : []
        if (!found) return tell(ctx, { failed: [{ code: 'trade-product', field: 'product' }] })
        const input = {
          kind: fieldText(ctx.form, 'kind'),
          source: fieldText(ctx.form, 'source'),
          buyer: longText(ctx.form, 'buyer', 200),
          country: longText(ctx.form, 'country', 80),
          amount: amountIn(ctx.form, 'amount'),
          day: parseDay(fieldText(ctx.form, 'day')),
          paperNo: longText(ctx.form, 'paperNo', 100),
          words: longText(ctx.form, 'words'),
        }
        const done = await ctx.run((inner) => tellResult(inner, found, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/ket-qua/${found.id}?bao=ghi`))
          : tell(ctx, { product: found.id, failed: done.problems })
      },
    }),
    page({
      path: `${deskPath}/ket-qua/:id`,
      permission: 'promotion.read',
      audit: 'trade.viewed',
      params: byId,
      query: z.object({ bao: z.string().optional().catch(undefined) }),
      handler: (ctx) => product(ctx, ctx.params.id, { told: ctx.query.bao === 'ghi' }),
    }),
    form({
      path: `${deskPath}/ket-qua/:id/cung-ung`,
      permission: 'trade.report',
      audit: 'supply.told',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const [found] = await ownProducts(db, ctx.actor, 'trade.report', ctx.today, deps, { id })
        if (!found) return notFound()
        const perMonth = wholeIn(ctx.form, 'perMonth')
        if (perMonth === undefined)
          return product(ctx, id, { of: 'supply', failed: [{ code: 'supply-number', field: 'perMonth' }] })
        const input = { perMonth, unit: longText(ctx.form, 'unit', 30), months: monthsIn(ctx.form) }
        const done = await ctx.run((inner) => tellSupply(inner, found, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/ket-qua/${id}`))
          : product(ctx, id, { of: 'supply', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/ket-qua/dong/:id/gach`,
      permission: 'trade.report',
      audit: 'trade.struck',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const row = await db
          .selectFrom('trade_result')
          .select('product_id')
          .where('id', '=', id)
          .executeTakeFirst()
        if (!row) return notFound()
        const done = await ctx.run((inner) =>
          strikeResult(inner, id, longText(ctx.form, 'reason', 500), deps),
        )
        if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/ket-qua/${row.product_id}`))
        return done.problems.some((each) => each.code === 'forbidden')
          ? problems(done.problems, 403)
          : product(ctx, row.product_id, { of: id, failed: done.problems })
      },
    }),
  ]
}
