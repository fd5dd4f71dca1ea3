import { api, json, page, type RequestContext, type Route, show } from '../../platform/http/index.ts'
import { may, mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { askedOf, reportsOf } from './composer/queries.ts'
import { definitions } from './definitions/index.ts'
import { IndexPage } from './pages/index-page.tsx'
import { root } from './pages/report-page.tsx'
import { type Reading, readable } from './reading.ts'

/** What there is to read, to write, and to answer. */
export function indexRoutes({ kernel, sources }: Reading): readonly Route[] {
  const readableBy = (ctx: RequestContext) =>
    definitions.filter(({ id }) => readable(id, ctx.actor, ctx.today).ok)
  return [
    page({
      path: root,
      permission: 'report.read',
      audit: null,
      handler: async (ctx) => {
        const here = { places: [sources.home] }
        const is = (permission: 'report.freeze' | 'report.approve' | 'audit.read') =>
          may(ctx.actor, permission, here, ctx.today)
        const reach = reachOf(ctx.actor, 'report.contribute', ctx.today)
        const sees = is('report.freeze') || is('report.approve') || is('audit.read')
        const refused = ctx.url.searchParams.get('loi')
        return show(
          <IndexPage
            ctx={ctx}
            definitions={readableBy(ctx)}
            composed={sees ? await reportsOf(kernel.db, sources.home) : null}
            asked={await askedOf(kernel.db, { agencies: reach.agencyIds, places: reach.places })}
            writes={is('report.freeze')}
            dashboard={mayAnywhere(ctx.actor, 'dashboard.read', ctx.today)}
            refusal={
              refused && /^[a-z-]{1,60}$/.test(refused) ? problemText({ code: refused }, ctx.lang) : null
            }
          />,
        )
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/reports',
      permission: 'report.read',
      audit: null,
      summary: 'The reports there are, with what they may be asked for',
      handler: (ctx) =>
        json({
          items: readableBy(ctx).map(({ id, version, title, about, params }) => ({
            id,
            version,
            title,
            about,
            params,
          })),
        }),
    }),
  ]
}
