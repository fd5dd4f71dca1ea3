import { sql } from 'kysely'
import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  fieldList,
  fieldText,
  forbidden,
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
import { answerBuyer, closeBuyer, passOn } from './buyers.ts'
import { mayManageAll } from './change.ts'
import { byId, errorsOf } from './desk-routes.tsx'
import { type BuyerRequest, matchesFor } from './matches.ts'
import { BuyerWorkPage, type ToldMatch } from './pages/buyer-work.tsx'
import { BuyersDesk, PointsDesk } from './pages/desk.tsx'
import { NewPointPage, PointEditPage } from './pages/point.tsx'
import type { Parts } from './parts.ts'
import { deskPath } from './paths.ts'
import { closePoint, mayEditPoint, openPoint, setPointProducts } from './points.ts'
import { ownProducts, pointsOf, productsForPoint, resultsOf, type SellingPoint } from './queries.ts'
import { longText } from './typed.ts'

/** Selling points and buyers, where people work. */
export function marketRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const uuids = (values: readonly string[]) =>
    [...new Set(values)].filter((each) => z.uuid().safeParse(each).success)
  const mayEdit = (ctx: RequestContext, point: SellingPoint) =>
    may(ctx.actor, 'selling-point.edit', { places: deps.places.governing(point, ctx.today) }, ctx.today)

  const newPoint = (ctx: RequestContext, failed?: readonly Problem[]) =>
    show(
      <NewPointPage
        ctx={ctx}
        deps={deps}
        communes={deps.places
          .communes(deps.provinceCode, ctx.today)
          .filter((unit) => mayEditPoint(ctx, unit.code, deps))}
        values={failed ? ctx.form.fields : {}}
        errors={errorsOf(failed ?? [], ctx)}
      />,
      { status: failed ? 422 : 200 },
    )

  const point = async (
    ctx: RequestContext,
    id: string,
    about: { of?: string; failed?: readonly Problem[]; saved?: boolean; q?: string } = {},
  ) => {
    const [found] = await pointsOf(db, deps, { id })
    if (!found) return notFound()
    if (!mayEdit(ctx, found)) return forbidden()
    return show(
      <PointEditPage
        ctx={ctx}
        point={found}
        {...(await productsForPoint(db, id, ctx.today, about.q ?? '', deps))}
        q={about.q ?? ''}
        of={about.of}
        errors={errorsOf(about.failed ?? [], ctx)}
        saved={about.saved ?? false}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  /** Requests this person may read: all for the office, those passed on to one's products else. */
  const requests = async (ctx: RequestContext, id?: string) => {
    const all =
      mayManageAll(ctx.actor, deps, ctx.today) ||
      reachOf(ctx.actor, 'promotion.read', ctx.today).places.includes(deps.provinceCode)
    const own = all
      ? []
      : (await ownProducts(db, ctx.actor, 'promotion.read', ctx.today, deps)).map((each) => each.id)
    const { rows } = await sql<BuyerRequest & { answers: number }>`
      select b.*, (select count(*)::int from buyer_match m where m.request_id = b.id and m.answer = 'yes') as answers
      from buyer_request b where b.province_code = ${deps.provinceCode} and (${id ?? null}::uuid is null or b.id = ${id ?? null}::uuid)
        and (${all} or exists (select 1 from buyer_match m where m.request_id = b.id and m.product_id = any(${own}::uuid[])))
      order by b.closed_at is not null, b.asked_at desc limit 300`.execute(db)
    return rows
  }

  const buyer = async (
    ctx: RequestContext,
    id: string,
    about: { of?: string; failed?: readonly Problem[]; consentOf?: string | undefined } = {},
  ) => {
    const [request] = await requests(ctx, id)
    if (!request) return notFound()
    ctx.subject('buyer-request', id, deps.provinceCode)
    const manages = mayManageAll(ctx.actor, deps, ctx.today)
    const own = mayAnywhere(ctx.actor, 'fair.apply', ctx.today)
      ? new Set((await ownProducts(db, ctx.actor, 'fair.apply', ctx.today, deps)).map((each) => each.id))
      : new Set<string>()
    const oversees = manages || mayAnywhere(ctx.actor, 'plan.progress', ctx.today)
    const told = await db
      .selectFrom('buyer_match as m')
      .innerJoin('product as p', 'p.id', 'm.product_id')
      .innerJoin('producer as o', 'o.id', 'p.producer_id')
      .select([
        'p.id as productId',
        'p.name as product',
        'o.name as producer',
        'm.score',
        'm.answer',
        'm.words',
      ])
      .where('m.request_id', '=', id)
      .orderBy('m.score', 'desc')
      .execute()
    const seen: ToldMatch[] = told
      .map((each) => ({ ...each, own: own.has(each.productId) }))
      .filter((each) => oversees || each.own)
    const results = (await resultsOf(db, { requestId: id })).filter(
      (each) => oversees || own.has(each.product_id),
    )
    return show(
      <BuyerWorkPage
        ctx={ctx}
        deps={deps}
        request={request}
        manages={manages}
        matches={manages && !request.closed_at ? await matchesFor(db, request, ctx.today, deps) : []}
        told={seen}
        results={results}
        of={about.of}
        errors={errorsOf(about.failed ?? [], ctx)}
        consentOf={about.consentOf}
      />,
      { status: about.failed ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${deskPath}/diem-ban`,
      permission: 'promotion.read',
      audit: null,
      handler: async (ctx) =>
        show(
          <PointsDesk
            ctx={ctx}
            deps={deps}
            points={await pointsOf(db, deps)}
            mayAdd={mayAnywhere(ctx.actor, 'selling-point.edit', ctx.today)}
            mayEdit={(each) => mayEdit(ctx, each)}
          />,
        ),
    }),
    page({
      path: `${deskPath}/diem-ban/moi`,
      permission: 'selling-point.edit',
      audit: null,
      handler: (ctx) => newPoint(ctx),
    }),
    form({
      path: `${deskPath}/diem-ban/moi`,
      permission: 'selling-point.edit',
      audit: 'selling-point.opened',
      handler: async (ctx) => {
        const text = (name: string, most: number) => longText(ctx.form, name, most)
        const input = {
          name: text('name', 200),
          kind: text('kind', 40),
          address: text('address', 300),
          placeCode: text('placeCode', 10),
          operator: text('operator', 200),
          hours: text('hours', 200),
          telephone: text('telephone', 40),
          openedOn: parseDay(fieldText(ctx.form, 'openedOn')),
        }
        const done = await ctx.run((inner) => openPoint(inner, input, deps))
        if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/diem-ban/${done.value.id}`))
        return done.problems.some((each) => each.code === 'forbidden')
          ? problems(done.problems, 403)
          : newPoint(ctx, done.problems)
      },
    }),
    page({
      path: `${deskPath}/diem-ban/:id`,
      permission: 'selling-point.edit',
      audit: null,
      params: byId,
      query: z.object({
        bao: z.string().optional().catch(undefined),
        q: z.string().max(200).catch('').default(''),
      }),
      handler: (ctx) => point(ctx, ctx.params.id, { saved: ctx.query.bao === 'luu', q: ctx.query.q }),
    }),
    form({
      path: `${deskPath}/diem-ban/:id/san-pham`,
      permission: 'selling-point.edit',
      audit: 'selling-point.products-set',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const about = {
          id,
          version: Number(fieldText(ctx.form, 'version')) || 0,
          productIds: uuids(fieldList(ctx.form, 'products')),
        }
        const done = await ctx.run((inner) => setPointProducts(inner, about, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/diem-ban/${id}?bao=luu`))
          : point(ctx, id, {
              of: 'products',
              failed: done.problems,
              q: fieldText(ctx.form, 'q').slice(0, 200),
            })
      },
    }),
    form({
      path: `${deskPath}/diem-ban/:id/dong`,
      permission: 'selling-point.edit',
      audit: 'selling-point.closed',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const about = {
          id,
          version: Number(fieldText(ctx.form, 'version')) || 0,
          day: parseDay(fieldText(ctx.form, 'day')),
          reason: longText(ctx.form, 'reason', 500),
        }
        const done = await ctx.run((inner) => closePoint(inner, about, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/diem-ban/${id}`))
          : point(ctx, id, { of: 'close', failed: done.problems })
      },
    }),
    page({
      path: `${deskPath}/nguoi-mua`,
      permission: 'promotion.read',
      audit: null,
      handler: async (ctx) => show(<BuyersDesk ctx={ctx} requests={await requests(ctx)} />),
    }),
    page({
      path: `${deskPath}/nguoi-mua/:id`,
      permission: 'promotion.read',
      audit: 'buyer.viewed',
      params: byId,
      handler: (ctx) => buyer(ctx, ctx.params.id),
    }),
    form({
      path: `${deskPath}/nguoi-mua/:id/chuyen`,
      permission: 'promotion.manage',
      audit: 'buyer.passed-on',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const about = {
          id,
          version: Number(fieldText(ctx.form, 'version')) || 0,
          productIds: uuids(fieldList(ctx.form, 'products')),
        }
        const done = await ctx.run((inner) => passOn(inner, about, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/nguoi-mua/${id}`))
          : buyer(ctx, id, { of: 'pass', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/nguoi-mua/:id/tra-loi`,
      permission: 'trade.report',
      audit: 'buyer.answered',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const asked = z.uuid().safeParse(fieldText(ctx.form, 'product')).data
        const [product] = asked
          ? await ownProducts(db, ctx.actor, 'trade.report', ctx.today, deps, { id: asked })
          : []
        if (!product) return notFound()
        const about = {
          id,
          product,
          answer: fieldText(ctx.form, 'answer'),
          words: longText(ctx.form, 'words'),
        }
        const done = await ctx.run((inner) => answerBuyer(inner, about, deps))
        if (done.ok) return goTo(localPath(ctx.lang, `${deskPath}/nguoi-mua/${id}`))
        const lacking = done.problems.some((each) => each.code === 'consent-needed')
        return buyer(ctx, id, {
          of: product.id,
          failed: done.problems,
          consentOf: lacking ? product.producerId : undefined,
        })
      },
    }),
    form({
      path: `${deskPath}/nguoi-mua/:id/ket-thuc`,
      permission: 'promotion.manage',
      audit: 'buyer.closed',
      params: byId,
      handler: async (ctx) => {
        const { id } = ctx.params
        const about = {
          id,
          version: Number(fieldText(ctx.form, 'version')) || 0,
          refused: fieldText(ctx.form, 'refused') !== '',
          outcome: longText(ctx.form, 'outcome'),
        }
        const done = await ctx.run((inner) => closeBuyer(inner, about, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `${deskPath}/nguoi-mua/${id}`))
          : buyer(ctx, id, { of: 'close', failed: done.problems })
      },
    }),
  ]
}
