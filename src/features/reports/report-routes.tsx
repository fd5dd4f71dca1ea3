import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  api,
  file,
  forbidden,
  json,
  notFound,
  page,
  problems,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import { problemText } from '../frame/index.ts'
import { plainOf } from './definition.ts'
import { definitionOf } from './definitions/index.ts'
import type { IssuerOn } from './feature.ts'
import { hashOf, type MadeReport, saidBy } from './made.ts'
import { AskAgainPage } from './pages/ask-again-page.tsx'
import { RecordsPage } from './pages/records-page.tsx'
import { ReportPage, root } from './pages/report-page.tsx'
import { queryOf, type ReportQuery, reportQuery } from './params.ts'
import { behind, choicesOf, made, type Reading } from './reading.ts'
import { reportPaper } from './render/paper.ts'
import { recordsCsv, reportWorkbook, tableCsv } from './render/workbook.ts'

const ofDefinition = z.object({ definition: z.string().max(40) })
export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
} as const
const fileQuery = reportQuery.extend({
  dang: z.enum(['xlsx', 'docx', 'pdf', 'csv']).default('xlsx'),
  bang: z.string().max(60).optional(),
})
const recordQuery = reportQuery.extend({
  bang: z.string().max(60),
  dong: z.string().max(120),
  cot: z.string().max(60),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  dang: z.string().max(5).optional(),
})

/** Reading reports: screen, records, files, API. */
export function reportRoutes(reading: Reading, issuerOn: IssuerOn): readonly Route[] {
  const { sources } = reading
  const refusal = (ctx: RequestContext, id: string, list: readonly Problem[]): Reply => {
    const definition = definitionOf(id)
    if (!definition) return notFound()
    if (list.some(({ code }) => code === 'forbidden')) return forbidden()
    const errors = list.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
    return show(
      <AskAgainPage
        ctx={ctx}
        definition={definition}
        choices={choicesOf(reading, ctx.today)}
        errors={errors}
      />,
      { status: 422 },
    )
  }
  const ask = (ctx: RequestContext, id: string, query: ReportQuery) =>
    made(reading, id, query, ctx.actor, ctx.today)

  return [
    page({
      path: `${root}/xem/:definition`,
      permission: 'report.read',
      audit: null,
      params: ofDefinition,
      query: reportQuery,
      handler: async (ctx) => {
        const report = await ask(ctx, ctx.params.definition, ctx.query)
        if (!report.ok) return refusal(ctx, ctx.params.definition, report.problems)
        const choices = choicesOf(reading, report.value.params.unitsOn)
        return show(<ReportPage ctx={ctx} made={report.value} choices={choices} home={sources.home} />)
      },
    }),
    page({
      path: `${root}/xem/:definition/ban-ghi`,
      permission: 'report.read',
      audit: 'report.records-read',
      params: ofDefinition,
      query: recordQuery,
      handler: async (ctx) => {
        const report = await ask(ctx, ctx.params.definition, ctx.query)
        if (!report.ok) return refusal(ctx, ctx.params.definition, report.problems)
        const found = behind(report.value, ctx.query, ctx.lang)
        if (!found) return notFound()
        const { permission } = found.list
        if (permission && !may(ctx.actor, permission, { places: [sources.home] }, ctx.today))
          return forbidden()
        ctx.subject('report', `${ctx.params.definition}/${ctx.query.bang}/${ctx.query.dong}/${ctx.query.cot}`)
        if (ctx.query.dang === 'csv')
          return file(recordsCsv(found.list, ctx.lang), mediaTypes.csv, {
            name: `${slug(found.row || found.table)}.csv`,
          })
        const { definition, params } = report.value
        return show(
          <RecordsPage
            ctx={ctx}
            title={definition.title[ctx.lang]}
            lead={found}
            list={found.list}
            page={ctx.query.trang}
            back={localPath(ctx.lang, `${root}/xem/${definition.id}?${queryOf(params, sources.home)}`)}
          />,
        )
      },
    }),
    page({
      path: `${root}/xem/:definition/tai`,
      permission: 'report.read',
      audit: 'report.downloaded',
      params: ofDefinition,
      query: fileQuery,
      handler: async (ctx) => {
        const report = await ask(ctx, ctx.params.definition, ctx.query)
        if (!report.ok) return refusal(ctx, ctx.params.definition, report.problems)
        ctx.subject('report', ctx.params.definition)
        return reportFile(report.value, ctx, issuerOn)
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/reports/:definition',
      permission: 'report.read',
      audit: 'report.read',
      summary: 'A report as data: figures, tables, and the hash of what it says',
      params: ofDefinition,
      query: reportQuery,
      handler: async (ctx) => {
        const report = await ask(ctx, ctx.params.definition, ctx.query)
        if (!report.ok) {
          const codes = report.problems.map(({ code }) => code)
          return problems(
            report.problems,
            codes.includes('report-unknown') ? 404 : codes.includes('forbidden') ? 403 : 422,
          )
        }
        return json(asData(report.value))
      },
    }),
  ]

  async function reportFile(
    report: MadeReport,
    ctx: RequestContext<unknown, z.output<typeof fileQuery>>,
    issuers: IssuerOn,
  ): Promise<Reply> {
    const { dang, bang } = ctx.query
    const name = `${slug(report.definition.title.vi, 60)}-${report.params.from}-${report.params.to}`
    if (dang === 'csv') {
      const table = report.tables.find(({ id }) => id === bang)
      return table
        ? file(tableCsv(table, ctx.lang), mediaTypes.csv, { name: `${name}-${table.id}.csv` })
        : notFound()
    }
    if (dang === 'xlsx')
      return file(reportWorkbook(report, ctx.lang, ctx.now), mediaTypes.xlsx, { name: `${name}.xlsx` })
    const paper = reportPaper(report, {
      issuer: issuers(ctx.today),
      mark: report.cut.products.some(({ isDemo }) => isDemo) ? 'Dự thảo – Dữ liệu minh họa' : 'Dự thảo',
    })
    const body = dang === 'docx' ? await statePaperDocx(paper) : await statePaperPdf(paper, { at: ctx.now })
    return file(body, mediaTypes[dang], { name: `${name}.${dang}` })
  }
}

/** The report as the API gives it. */
export function asData(report: MadeReport) {
  const { definition, params, cut } = report
  return {
    id: definition.id,
    version: definition.version,
    title: definition.title,
    params,
    asOf: cut.asOf,
    hash: hashOf(saidBy(report)),
    figures: report.facts.map(({ key, label, figure }) => ({
      key,
      label,
      value: 'text' in figure ? figure.text : figure.value,
    })),
    tables: report.tables.map((table) => ({
      id: table.id,
      title: table.title,
      columns: table.columns.map(({ key, head, kind }) => ({ key, head, kind })),
      rows: table.rows.map((row) =>
        Object.fromEntries(table.columns.map(({ key }) => [key, plainOf(row.cells[key])])),
      ),
    })),
  }
}
