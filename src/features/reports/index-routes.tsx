import { api, json, page, type Route, show } from '../../platform/http/index.ts'
import { definitions } from './definitions/index.ts'
import { IndexPage } from './pages/index-page.tsx'
import { root } from './pages/report-page.tsx'
import { type Reading, readable } from './reading.ts'

/** What there is to read. */
export function indexRoutes(_reading: Reading): readonly Route[] {
  return [
    page({
      path: root,
      permission: 'report.read',
      audit: null,
      handler: (ctx) =>
        show(
          <IndexPage
            ctx={ctx}
            definitions={definitions.filter(({ id }) => readable(id, ctx.actor, ctx.today).ok)}
          />,
        ),
    }),
    api({
      method: 'GET',
      path: '/api/v1/reports',
      permission: 'report.read',
      audit: null,
      summary: 'The reports there are, with what they may be asked for',
      handler: (ctx) =>
        json({
          items: definitions
            .filter(({ id }) => readable(id, ctx.actor, ctx.today).ok)
            .map(({ id, version, title, about, params }) => ({ id, version, title, about, params })),
        }),
    }),
  ]
}
