import type { Feature, Kernel } from '../../platform/feature.ts'
import { api, file, page, type RequestContext, show } from '../../platform/http/index.ts'
import { fill, formatDay, formatNumber } from '../../platform/i18n/index.ts'
import { Message, Table } from '../../web/index.ts'
import { BarPlot } from '../../web/plots/bar-plot.tsx'
import { PublicPage } from '../frame/index.ts'
import { type Counted, csvField, openProducts, registerFigures } from './figures.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

const columns = [
  'slug',
  'name',
  'producer',
  'place',
  'star',
  'standing',
  'issuedOn',
  'validUntil',
  'demo',
] as const
/** Longest list of communes drawn; the table of the plot holds what is drawn. */
const mostBars = 40

/** `/thong-ke`: the register in figures; `/du-lieu-mo`: what may be downloaded and used again. */
export function createStatistics(
  kernel: Kernel,
  about: { provinceCode: string; sectorName(code: string): string },
): Feature {
  const words = (ctx: RequestContext) => (ctx.lang === 'en' ? en : vi)
  const tags = ['register', 'products']
  return {
    name: 'statistics',
    sitemap: async () => [{ path: '/thong-ke' }, { path: '/du-lieu-mo' }],
    routes: [
      page({
        path: '/thong-ke',
        permission: 'register.read',
        audit: null,
        handler: async (ctx) => {
          const w = words(ctx)
          const figures = await registerFigures(kernel.db, ctx.today, about.provinceCode)
          const summary = fill(w.summary, { count: formatNumber(figures.total, ctx.lang) })
          const bars = (rows: readonly Counted[], nameOf: (key: string) => string) =>
            rows
              .slice(0, mostBars)
              .map((row) => ({ label: row.key === '' ? w.notStated : nameOf(row.key), values: [row.count] }))
          const plots = [
            [w.byStar, w.star, bars(figures.stars, (key) => fill(w.stars, { star: key }))],
            [
              w.byStanding,
              w.standing,
              bars(figures.standings, (key) => (w.standings as Record<string, string>)[key] ?? key),
            ],
            [w.bySector, w.sector, bars(figures.sectors, about.sectorName)],
            [w.byCommune, w.commune, bars(figures.communes, (key) => key)],
          ] as const
          return show(
            <PublicPage ctx={ctx} title={w.title} description={summary} breadcrumbs={[{ label: w.title }]}>
              <header class="page-head">
                <h1>{w.title}</h1>
                <p class="page-lead">{fill(w.lead, { day: formatDay(ctx.today) })}</p>
              </header>
              {figures.demo > 0 && (
                <Message tone="warning">
                  {fill(w.demo, { count: formatNumber(figures.demo, ctx.lang) })}
                </Message>
              )}
              <div class="flow">
                {plots.map(([title, head, list]) => (
                  <BarPlot title={title} summary={summary} labelHead={head} series={[w.count]} bars={list} />
                ))}
              </div>
            </PublicPage>,
            { cache: tags },
          )
        },
      }),
      page({
        path: '/du-lieu-mo',
        permission: 'open-data.read',
        audit: null,
        handler: (ctx) => {
          const w = words(ctx)
          const sets = [
            { name: w.products, href: '/du-lieu-mo/san-pham.csv', format: 'CSV', about: w.productsAbout },
            { name: w.products, href: '/du-lieu-mo/san-pham.json', format: 'JSON', about: w.productsAbout },
            { name: w.articles, href: '/api/v1/articles', format: 'JSON', about: '' },
            { name: w.documents, href: '/api/v1/documents', format: 'JSON', about: '' },
            {
              name: w.certificates,
              href: '/api/v1/openapi.json',
              format: 'JSON',
              about: 'GET /api/v1/certificates/{number}',
            },
            { name: w.sheets, href: '/api/v1/sheets', format: 'JSON', about: '' },
            { name: w.api, href: '/api/v1/openapi.json', format: 'OpenAPI', about: '' },
          ]
          return show(
            <PublicPage
              ctx={ctx}
              title={w.openTitle}
              description={w.openLead}
              breadcrumbs={[{ label: w.openTitle }]}
            >
              <header class="page-head">
                <h1>{w.openTitle}</h1>
                <p class="page-lead">{w.openLead}</p>
              </header>
              <p>{w.licence}</p>
              <Table
                caption={w.openTitle}
                captionHidden
                columns={[
                  {
                    key: 'name',
                    head: w.set,
                    main: true,
                    cell: (row: (typeof sets)[number]) => <a href={row.href}>{row.name}</a>,
                  },
                  { key: 'format', head: w.format, cell: (row: (typeof sets)[number]) => row.format },
                  { key: 'about', head: w.about, cell: (row: (typeof sets)[number]) => row.about || '–' },
                ]}
                rows={sets}
              />
            </PublicPage>,
            { cache: tags },
          )
        },
      }),
      api({
        method: 'GET',
        path: '/du-lieu-mo/san-pham.csv',
        permission: 'open-data.read',
        audit: null,
        summary: 'Products of the public register as CSV (UTF-8 with BOM)',
        handler: async (ctx) => {
          const rows = await openProducts(kernel.db, ctx.today)
          const lines = rows.map((row) => columns.map((column) => csvField(row[column])).join(','))
          return file(`\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`, 'text/csv; charset=utf-8', {
            cache: tags,
          })
        },
      }),
      api({
        method: 'GET',
        path: '/du-lieu-mo/san-pham.json',
        permission: 'open-data.read',
        audit: null,
        summary: 'Products of the public register as JSON',
        handler: async (ctx) =>
          file(JSON.stringify(await openProducts(kernel.db, ctx.today)), 'application/json; charset=utf-8', {
            cache: tags,
          }),
      }),
    ],
  }
}
