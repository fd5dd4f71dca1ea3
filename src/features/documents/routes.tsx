import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  file,
  forbidden,
  form,
  goTo,
  json,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { changeDocument, type DocumentInput, documentKinds, enterDocument } from './commands.ts'
import { DocumentDeskPage, DocumentEditPage, DocumentListPage, DocumentPage } from './pages.tsx'
import { findDocument, listDocuments } from './queries.ts'

const perPage = 30
const desk = '/lam-viec/van-ban'
const byId = z.object({ id: z.uuid() })

/** A day typed as dd/mm/yyyy; empty is null. */
const optionalDay = z.string().transform((typed, issue) => {
  if (typed.trim() === '') return null
  const day = parseDay(typed)
  if (day === null) issue.addIssue({ code: 'custom', message: 'document-day-invalid' })
  return day
})
const documentForm = z.object({
  number: z.string().min(1, 'required').max(100),
  kind: z.enum(documentKinds),
  title: z.string().min(1, 'required').max(600),
  issuer: z.string().min(1, 'required').max(300),
  issuedOn: optionalDay.refine((day) => day !== null, 'required').transform((day) => day ?? ''),
  effectiveFrom: optionalDay,
  effectiveTo: optionalDay,
  signer: z.string().max(200),
  field: z.string().max(200),
  note: z.string().max(2000),
  version: z.coerce.number().int().min(0),
})

export function documentRoutes(kernel: Kernel, provinceCode: string): readonly Route[] {
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const edit = (
    ctx: RequestContext,
    action: string,
    values: Record<string, string>,
    version: number,
    failed: readonly Problem[] = [],
  ) =>
    show(
      <DocumentEditPage
        ctx={ctx}
        action={localPath(ctx.lang, action)}
        values={failed.length > 0 ? ctx.form.fields : values}
        errors={errorsOf(failed, ctx)}
        version={version}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  const inputOf = (value: z.output<typeof documentForm>, regime: string | null): DocumentInput => ({
    ...value,
    regime,
    placeCode: provinceCode,
  })
  return [
    page({
      path: '/van-ban',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(10_000).optional().catch(undefined),
        loai: z.enum(documentKinds).optional().catch(undefined),
        trang: z.coerce.number().int().min(1).max(10_000).catch(1),
      }),
      handler: async (ctx) => {
        const { q, loai, trang } = ctx.query
        const query = q?.trim().slice(0, 200) || undefined
        const list = await listDocuments(
          kernel.db,
          { q: query, kind: loai, page: trang, perPage },
          (key, ask) => kernel.cache.keep(key, ctx.today, ['documents'], ask),
        )
        return show(
          <DocumentListPage ctx={ctx} {...list} page={trang} perPage={perPage} q={query} kind={loai} />,
          { cache: ['documents'] },
        )
      },
    }),
    page({
      path: '/van-ban/:slug',
      permission: 'portal.read',
      audit: null,
      params: z.object({ slug: z.string().min(1).max(200) }),
      handler: async (ctx) => {
        const document = await findDocument(kernel.db, { slug: ctx.params.slug })
        return document
          ? show(<DocumentPage ctx={ctx} document={document} />, { cache: ['documents'] })
          : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/van-ban/tap-tin/:id',
      permission: 'portal.read',
      audit: null,
      params: byId,
      summary: 'A file of a document in the register',
      handler: async (ctx) => {
        const found = await kernel.db
          .selectFrom('document_file')
          .select(['file_hash as hash', 'name', 'media_type as mediaType'])
          .where('id', '=', ctx.params.id)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        const content = found && (await kernel.files.open(found.hash))
        return found && content ? file(content, found.mediaType, { name: found.name }) : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/documents',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(200).optional(),
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(30),
      }),
      summary: 'The register of documents; a number is found however it is typed',
      handler: async (ctx) => {
        const { q, page: number, per_page } = ctx.query
        const { items, total } = await listDocuments(kernel.db, { q, page: number, perPage: per_page })
        return json(
          {
            items: items.map((item) => ({ ...item, url: `${kernel.config.baseUrl}/van-ban/${item.slug}` })),
            total,
            page: number,
          },
          { cache: ['documents'] },
        )
      },
    }),
    page({
      path: desk,
      permission: 'document.edit',
      audit: null,
      handler: async (ctx) =>
        show(
          <DocumentDeskPage
            ctx={ctx}
            items={(await listDocuments(kernel.db, { page: 1, perPage: 200 })).items}
          />,
        ),
    }),
    page({
      path: `${desk}/moi`,
      permission: 'document.edit',
      audit: null,
      handler: (ctx) => edit(ctx, `${desk}/moi`, { kind: 'quyet-dinh' }, 0),
    }),
    form({
      path: `${desk}/moi`,
      permission: 'document.edit',
      audit: 'document.entered',
      handler: async (ctx) => {
        const read = readForm(documentForm, ctx.form)
        if (!read.ok) return edit(ctx, `${desk}/moi`, {}, 0, read.problems)
        const done = await ctx.run((inner) => enterDocument(inner, inputOf(read.value, null), kernel.purge))
        return done.ok ? goTo(localPath(ctx.lang, desk)) : edit(ctx, `${desk}/moi`, {}, 0, done.problems)
      },
    }),
    page({
      path: `${desk}/:id`,
      permission: 'document.edit',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const found = await findDocument(kernel.db, { id: ctx.params.id })
        if (!found) return notFound()
        if (!may(ctx.actor, 'document.edit', { places: [found.placeCode] }, ctx.today)) return forbidden()
        const { number, kind, title, issuer, issuedOn, signer, field, note } = found
        const values = {
          number,
          kind,
          title,
          issuer,
          issuedOn,
          signer,
          field,
          note,
          effectiveFrom: found.effectiveFrom ?? '',
          effectiveTo: found.effectiveTo ?? '',
        }
        return edit(ctx, `${desk}/${found.id}`, values, found.version)
      },
    }),
    form({
      path: `${desk}/:id`,
      permission: 'document.edit',
      audit: 'document.changed',
      params: byId,
      handler: async (ctx) => {
        const found = await findDocument(kernel.db, { id: ctx.params.id })
        if (!found) return notFound()
        const read = readForm(documentForm, ctx.form)
        if (!read.ok) return edit(ctx, `${desk}/${found.id}`, {}, found.version, read.problems)
        const done = await ctx.run((inner) =>
          changeDocument(
            inner,
            found.id,
            inputOf(read.value, found.regime),
            read.value.version,
            kernel.purge,
          ),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, desk))
          : edit(ctx, `${desk}/${found.id}`, {}, found.version, done.problems)
      },
    }),
  ]
}
