import { z } from 'zod'
import { system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { fill, formatInstant, formatNumber, localPath } from '../../platform/i18n/index.ts'
import { csvText, writeWorkbook } from '../../platform/spreadsheet/index.ts'
import {
  Button,
  EmptyState,
  Form,
  Message,
  PageHead,
  Section,
  StatusMark,
  Table,
  TextArea,
} from '../../web/index.ts'
import { PublicPage, problemText, WorkPage } from '../frame/index.ts'
import { catalogPath, dcatCatalog } from './dcat.ts'
import type { OpenProduct } from './figures.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import { apiDescription, openSets } from './open-sets.ts'
import {
  heldBack,
  historyOf,
  lastPublished,
  publishHeld,
  publishIfSound,
  servedProducts,
} from './publication.ts'

const desk = '/lam-viec/du-lieu-mo'
const tags = ['register', 'products', 'open-data']

/** The columns of the set in their order, with their meaning: the dictionary. */
export const columns = [
  'slug',
  'name',
  'producer',
  'place',
  'star',
  'standing',
  'issuedOn',
  'validUntil',
  'demo',
] as const satisfies readonly (keyof OpenProduct)[]

/** `/du-lieu-mo`: what may be downloaded and used again, its licence, dictionary and history; the desk of what was held back. */
export function openDataRoutes(kernel: Kernel, provinceCode: string): readonly Route[] {
  const words = (ctx: { lang: 'vi' | 'en' }) => (ctx.lang === 'en' ? en : vi)
  const cells = async (today: string) =>
    (await servedProducts(kernel.db, today)).map((row) => columns.map((column) => row[column]))

  async function deskView(ctx: RequestContext, error: string | null = null) {
    const w = words(ctx)
    const [held, history] = await Promise.all([heldBack(kernel.db), historyOf(kernel.db)])
    return show(
      <WorkPage ctx={ctx} title={w.openTitle} breadcrumbs={[{ label: w.openTitle }]}>
        <PageHead title={w.openTitle} lead={w.deskLead} />
        {held ? (
          <Section title={w.held}>
            <Message
              tone="warning"
              title={fill(w.heldWords, {
                rows: formatNumber(held.rows, ctx.lang),
                when: formatInstant(held.taken_at),
              })}
            >
              {held.missing.length > 0 && (
                <p>{fill(w.missing, { names: held.missing.slice(0, 20).join('; ') })}</p>
              )}
            </Message>
            <Form
              action={localPath(ctx.lang, `${desk}/${held.id}`)}
              errors={error ? [{ field: 'reason', text: error }] : []}
              values={error ? ctx.form.fields : undefined}
              hidden={{ hash: held.hash }}
            >
              <TextArea
                name="reason"
                label={w.reason}
                hint={w.reasonHint}
                required
                rows={3}
                maxLength={1000}
              />
              <Button kind="primary">{w.publish}</Button>
            </Form>
          </Section>
        ) : (
          <EmptyState icon="check" title={w.heldNone}>
            {w.heldNoneHint}
          </EmptyState>
        )}
        <History ctx={ctx} history={history} />
      </WorkPage>,
      { status: error ? 422 : 200 },
    )
  }

  return [
    page({
      path: '/du-lieu-mo',
      permission: 'open-data.read',
      audit: null,
      handler: async (ctx) => {
        const w = words(ctx)
        const about = { products: w.productsAbout, certificates: 'GET /api/v1/certificates/{number}' }
        const sets = [
          ...openSets.flatMap(({ key, files }) =>
            files.map(({ format, href }) => ({
              name: w[key],
              href,
              format,
              about: key in about ? about[key as keyof typeof about] : '',
            })),
          ),
          { name: w.api, href: apiDescription, format: 'OpenAPI', about: '' },
          { name: w.catalog, href: catalogPath, format: 'JSON-LD', about: w.catalogAbout },
        ]
        const history = (await historyOf(kernel.db, 12)).filter(({ status }) => status === 'published')
        return show(
          <PublicPage
            ctx={ctx}
            title={w.openTitle}
            description={w.openLead}
            breadcrumbs={[{ label: w.openTitle }]}
            feeds={[{ href: catalogPath, title: w.catalog, type: 'application/ld+json' }]}
          >
            <header class="page-head">
              <h1>{w.openTitle}</h1>
              <p class="page-lead">{w.openLead}</p>
            </header>
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
            <Section title={w.licenceTitle}>
              <p class="measure" id="dieu-kien">
                {w.licence}
              </p>
            </Section>
            <Section title={w.dictionary}>
              <Table
                caption={w.dictionary}
                captionHidden
                rows={columns.map((column) => ({ column, ...w.columns[column] }))}
                columns={[
                  { key: 'column', head: w.column, main: true, cell: (row) => <code>{row.column}</code> },
                  { key: 'type', head: w.type, cell: (row) => row.type },
                  { key: 'meaning', head: w.meaning, cell: (row) => row.meaning },
                ]}
              />
            </Section>
            <History ctx={ctx} history={history} />
          </PublicPage>,
          { cache: tags },
        )
      },
    }),
    api({
      method: 'GET',
      path: catalogPath,
      permission: 'open-data.read',
      audit: null,
      summary: 'The open data as a DCAT catalogue (JSON-LD)',
      handler: async () => {
        const last = await lastPublished(kernel.db)
        const catalog = dcatCatalog(kernel.config.baseUrl, last?.taken_at ?? null)
        return file(JSON.stringify(catalog), 'application/ld+json; charset=utf-8', { cache: tags })
      },
    }),
    api({
      method: 'GET',
      path: '/du-lieu-mo/san-pham.csv',
      permission: 'open-data.read',
      audit: null,
      summary: 'Products of the public register as CSV (UTF-8 with BOM, safe from formulas)',
      handler: async (ctx) =>
        file(csvText([columns, ...(await cells(ctx.today))]), 'text/csv; charset=utf-8', { cache: tags }),
    }),
    api({
      method: 'GET',
      path: '/du-lieu-mo/san-pham.xlsx',
      permission: 'open-data.read',
      audit: null,
      summary: 'Products of the public register as a workbook',
      handler: async (ctx) => {
        // A workbook is put together in one go: once for all who ask, not anew for each.
        const book = await kernel.cache.keep('open data workbook', ctx.today, tags, async () =>
          workbook(await cells(ctx.today), ctx.now),
        )
        return file(book, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
          name: 'san-pham-ocop.xlsx',
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
        file(JSON.stringify(await servedProducts(kernel.db, ctx.today)), 'application/json; charset=utf-8', {
          cache: tags,
        }),
    }),
    page({ path: desk, permission: 'open-data.manage', audit: null, handler: (ctx) => deskView(ctx) }),
    form({
      path: `${desk}/:id`,
      permission: 'open-data.manage',
      audit: 'open-data.published',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const done = await ctx.run((inner) =>
          publishHeld(
            inner,
            { id: ctx.params.id, hash: fieldText(ctx.form, 'hash'), reason: fieldText(ctx.form, 'reason') },
            provinceCode,
          ),
        )
        if (!done.ok && done.problems.some(({ code }) => code === 'forbidden')) return forbidden()
        if (!done.ok) return deskView(ctx, problemText(done.problems[0]!, ctx.lang))
        await kernel.purge(tags)
        return goTo(localPath(ctx.lang, desk))
      },
    }),
  ]

  function History({
    ctx,
    history,
  }: {
    ctx: { lang: 'vi' | 'en' }
    history: Awaited<ReturnType<typeof historyOf>>
  }) {
    const w = words(ctx)
    return (
      <Section title={w.history}>
        <Table
          caption={w.history}
          captionHidden
          rows={history}
          empty={<EmptyState title={w.historyNone}>{''}</EmptyState>}
          columns={[
            { key: 'when', head: w.when, main: true, cell: (row) => formatInstant(row.taken_at) },
            { key: 'rows', head: w.count, numeric: true, cell: (row) => formatNumber(row.rows, ctx.lang) },
            { key: 'hash', head: 'SHA-256', cell: (row) => <code>{row.hash.slice(0, 12)}</code> },
            {
              key: 'state',
              head: w.state,
              cell: (row) => (
                <StatusMark tone={row.status === 'published' ? 'good' : 'warn'}>
                  {w.states[row.status]}
                </StatusMark>
              ),
            },
            { key: 'reason', head: w.reason, cell: (row) => row.reason ?? '–' },
          ]}
        />
      </Section>
    )
  }
}

/** The set as a workbook, with its days and numbers as such. */
function workbook(rows: readonly (readonly OpenProduct[keyof OpenProduct][])[], at: Date): Buffer {
  const sheet = {
    name: 'products',
    title: vi.products,
    about: [vi.licence],
    columns: columns.map((head) => ({
      head,
      kind:
        head === 'issuedOn' || head === 'validUntil'
          ? ('day' as const)
          : head === 'star' || head === 'demo'
            ? ('number' as const)
            : ('text' as const),
      width: head === 'name' || head === 'producer' || head === 'place' ? 32 : 14,
    })),
    rows: rows.map((row) => row.map((value) => (typeof value === 'boolean' ? Number(value) : value))),
  }
  return writeWorkbook([sheet], { title: vi.products, at })
}

/** Looks whether the set changed, and publishes it where it is sound. */
export async function publishNow(kernel: Kernel): Promise<void> {
  const done = await kernel.run(system, publishIfSound)
  if (done.ok && done.value.status === 'published') await kernel.purge(tags)
}
