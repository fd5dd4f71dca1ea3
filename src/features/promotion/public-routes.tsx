import { sql } from 'kysely'
import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  api,
  fieldList,
  fieldText,
  form,
  goTo,
  json,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { problemText } from '../frame/index.ts'
import { askAsBuyer } from './buyers.ts'
import { BuyerFollowPage, BuyerFormPage } from './pages/buyer.tsx'
import { FairPublicPage, PointPage, PointsPage, PromotionPage } from './pages/public.tsx'
import type { Parts } from './parts.ts'
import { buyersPath, pointsPath, publicPath } from './paths.ts'
import { applicationsOf, fairDeeds, fairsOf, pointsOf } from './queries.ts'
import { monthsIn, wholeIn } from './typed.ts'

const bySlug = z.object({ slug: z.string().max(120) })
const tags = ['promotion', 'products']

export function publicRoutes({ kernel, deps }: Parts): readonly Route[] {
  const { db } = kernel
  const published = async (slug: string) => {
    const [fair] = await fairsOf(db, deps, { slug })
    if (!fair) return null
    const deeds = await fairDeeds(db, fair.id)
    const lines =
      fair.status === 'allotted' || fair.status === 'held'
        ? // Who could not take part is nobody's business outside.
          (deeds.findLast(({ action }) => action === 'allot')?.lines ?? []).filter(
            ({ rank }) => rank !== null,
          )
        : []
    return { fair, lines, amendments: deeds.filter(({ action }) => action === 'amend') }
  }
  const ask = (ctx: RequestContext, failed: readonly Problem[] = []): Reply =>
    show(
      <BuyerFormPage
        ctx={ctx}
        deps={deps}
        values={failed.length > 0 ? ctx.form.fields : {}}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  return [
    page({
      path: publicPath,
      permission: 'portal.read',
      audit: null,
      handler: async (ctx) =>
        show(
          <PromotionPage
            ctx={ctx}
            deps={deps}
            fairs={await fairsOf(db, deps)}
            points={(await pointsOf(db, deps, { open: true })).length}
          />,
          { cache: tags },
        ),
    }),
    page({
      path: `${publicPath}/:slug`,
      permission: 'portal.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const found = await published(ctx.params.slug)
        if (!found) return notFound()
        const { rows: sums } = await sql<{
          kind: 'sales' | 'order' | 'contract' | 'export'
          count: number
          total: number
        }>`
          select kind, count(*)::int as count, sum(amount)::bigint as total from trade_result
          where fair_id = ${found.fair.id} and struck_at is null group by kind
          order by array_position(array['sales', 'order', 'contract', 'export'], kind)`.execute(db)
        return show(
          <FairPublicPage
            ctx={ctx}
            deps={deps}
            {...found}
            applications={await applicationsOf(db, found.fair.id)}
            sums={sums}
          />,
          { cache: tags },
        )
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/fairs/:slug/allotment',
      permission: 'portal.read',
      audit: null,
      params: bySlug,
      summary:
        'A published list of stalls with rule, seed and every term, so that anybody can calculate it again',
      handler: async (ctx) => {
        const found = await published(ctx.params.slug)
        if (!found || found.lines.length === 0) return notFound()
        const { rule, seed, stalls } = found.fair
        return json({
          rule,
          seed,
          stalls,
          draw: 'sha256("<seed>/<producerId>"), ascending',
          lines: found.lines,
        })
      },
    }),
    page({
      path: pointsPath,
      permission: 'portal.read',
      audit: null,
      handler: async (ctx) =>
        show(<PointsPage ctx={ctx} deps={deps} points={await pointsOf(db, deps, { open: true })} />, {
          cache: tags,
        }),
    }),
    page({
      path: `${pointsPath}/:slug`,
      permission: 'portal.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const [point] = await pointsOf(db, deps, { slug: ctx.params.slug })
        return point ? show(<PointPage ctx={ctx} deps={deps} point={point} />, { cache: tags }) : notFound()
      },
    }),
    page({
      path: buyersPath,
      permission: 'buyer.ask',
      audit: null,
      query: z.object({ ma: z.string().max(40).optional().catch(undefined) }),
      handler: (ctx) => {
        const code = ctx.query.ma?.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
        return code ? goTo(localPath(ctx.lang, `${buyersPath}/${code}`)) : ask(ctx)
      },
    }),
    form({
      path: buyersPath,
      permission: 'buyer.ask',
      audit: 'buyer.asked',
      rateLimit: 6,
      handler: async (ctx) => {
        const text = (name: string, most: number) => fieldText(ctx.form, name).slice(0, most)
        // The box no person sees was filled in: a machine. It is answered as if all were well.
        if (text('website', 1) !== '') return goTo(localPath(ctx.lang, buyersPath))
        const star = Number(text('minimumStar', 1))
        const perMonth = wholeIn(ctx.form, 'perMonth')
        if (perMonth === undefined) return ask(ctx, [{ code: 'supply-number', field: 'perMonth' }])
        const done = await ctx.run((inner) =>
          askAsBuyer(
            inner,
            {
              buyer: text('buyer', 200),
              contact: text('contact', 200),
              country: text('country', 80),
              words: text('words', 4000),
              sector: text('sector', 10),
              minimumStar: star >= 3 && star <= 5 ? star : null,
              perMonth,
              unit: text('unit', 30),
              months: monthsIn(ctx.form),
              certificates: fieldList(ctx.form, 'certificates'),
            },
            deps,
          ),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `${buyersPath}/${done.value.code}?bao=gui`))
          : ask(ctx, done.problems)
      },
    }),
    page({
      path: `${buyersPath}/:code`,
      permission: 'buyer.ask',
      audit: null,
      params: z.object({ code: z.string().regex(/^[A-Z0-9]{8}$/) }),
      query: z.object({ bao: z.string().optional().catch(undefined) }),
      rateLimit: 30,
      handler: async (ctx) => {
        const request = await db
          .selectFrom('buyer_request')
          .selectAll()
          .where('code', '=', ctx.params.code)
          .executeTakeFirst()
        if (!request) return notFound()
        const { answers } = await db
          .selectFrom('buyer_match')
          .select((eb) => eb.fn.countAll<number>().as('answers'))
          .where('request_id', '=', request.id)
          .where('answer', '=', 'yes')
          .executeTakeFirstOrThrow()
        return show(
          <BuyerFollowPage
            ctx={ctx}
            request={request}
            answers={Number(answers)}
            fresh={ctx.query.bao === 'gui'}
          />,
        )
      },
    }),
  ]
}
