import { z } from 'zod'
import { ok, type Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { changeDocument, type DocumentInput, documentKinds, enterDocument } from './commands.ts'
import { DocumentDeskPage, DocumentEditPage } from './desk-pages.tsx'
import { attachDocumentFiles, documentTypes, largestDocument, markDocumentFile } from './files.ts'
import { findDocument, listDocuments, removedFile } from './queries.ts'
import { documentNamed, relateDocuments, relationWords, unrelateDocuments } from './relations.ts'

const desk = '/lam-viec/van-ban'
const perPage = 50
const byId = z.object({ id: z.uuid() })
const relationField = z.enum(relationWords)
/** A relation taken back: which, and with what. */
const relationAddress = z.object({ bo: relationField, voi: z.uuid() })

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

/** The desk of the register: entering, changing, files and what stands to what. */
export function documentDeskRoutes(kernel: Kernel, provinceCode: string): readonly Route[] {
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const back = (ctx: RequestContext, id: string, undo = '') =>
    goTo(`${localPath(ctx.lang, `${desk}/${id}`)}${undo}`)
  const blank = (ctx: RequestContext, failed: readonly Problem[] = []) =>
    show(
      <DocumentEditPage
        ctx={ctx}
        action={localPath(ctx.lang, `${desk}/moi`)}
        values={failed.length > 0 ? ctx.form.fields : { kind: 'quyet-dinh' }}
        errors={errorsOf(failed, ctx)}
        version={0}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )

  /** The document with its three forms; what was refused shows in the form it was typed into. */
  async function edit(
    ctx: RequestContext,
    id: string,
    refused?: { readonly part: 'entry' | 'files' | 'relation'; readonly problems: readonly Problem[] },
  ): Promise<Reply> {
    const found = await findDocument(kernel.db, { id })
    if (!found) return notFound()
    if (!may(ctx.actor, 'document.edit', { places: [found.placeCode] }, ctx.today)) return forbidden()
    const { number, kind, title, issuer, issuedOn, signer, field, note } = found
    const stored = {
      ...{ number, kind, title, issuer, issuedOn, signer, field, note },
      effectiveFrom: found.effectiveFrom ?? '',
      effectiveTo: found.effectiveTo ?? '',
    }
    const errorsIn = (part: string) => errorsOf(refused?.part === part ? refused.problems : [], ctx)
    const gone = z.uuid().safeParse(ctx.url.searchParams.get('go'))
    const parted = relationAddress.safeParse(Object.fromEntries(ctx.url.searchParams))
    return show(
      <DocumentEditPage
        ctx={ctx}
        action={localPath(ctx.lang, `${desk}/${id}`)}
        values={refused?.part === 'entry' ? ctx.form.fields : stored}
        errors={errorsIn('entry')}
        version={found.version}
        filing={{
          document: found,
          fileErrors: errorsIn('files'),
          relationErrors: errorsIn('relation'),
          typedRelation: refused?.part === 'relation' ? ctx.form.fields : {},
          removed: gone.success ? await removedFile(kernel.db, id, gone.data) : null,
          parted: parted.success
            ? { word: parted.data.bo, document: await findDocument(kernel.db, { id: parted.data.voi }) }
            : null,
        }}
      />,
      { status: refused ? 422 : 200 },
    )
  }

  const inputOf = (value: z.output<typeof documentForm>, regime: string | null): DocumentInput => ({
    ...value,
    regime,
    placeCode: provinceCode,
  })
  return [
    page({
      path: desk,
      permission: 'document.edit',
      audit: null,
      query: z.object({
        q: z.string().max(200).catch('').default(''),
        trang: z.coerce.number().int().min(1).max(10_000).catch(1),
      }),
      handler: async (ctx) => {
        const { trang } = ctx.query
        const q = ctx.query.q.trim() || undefined
        const list = await listDocuments(kernel.db, { q, page: trang, perPage })
        return show(<DocumentDeskPage ctx={ctx} {...list} q={q} page={trang} perPage={perPage} />)
      },
    }),
    page({
      path: `${desk}/moi`,
      permission: 'document.edit',
      audit: null,
      handler: (ctx) => blank(ctx),
    }),
    form({
      path: `${desk}/moi`,
      permission: 'document.edit',
      audit: 'document.entered',
      handler: async (ctx) => {
        const read = readForm(documentForm, ctx.form)
        if (!read.ok) return blank(ctx, read.problems)
        const done = await ctx.run((inner) => enterDocument(inner, inputOf(read.value, null), kernel.purge))
        return done.ok ? back(ctx, done.value.id) : blank(ctx, done.problems)
      },
    }),
    page({
      path: `${desk}/:id`,
      permission: 'document.edit',
      audit: null,
      params: byId,
      handler: (ctx) => edit(ctx, ctx.params.id),
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
        if (!read.ok) return edit(ctx, found.id, { part: 'entry', problems: read.problems })
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
          : edit(ctx, found.id, { part: 'entry', problems: done.problems })
      },
    }),
    form({
      path: `${desk}/:id/tap-tin`,
      permission: 'document.edit',
      audit: 'document.attached',
      params: byId,
      files: { fields: ['file'], maxBytes: largestDocument, maxFiles: 10, accept: documentTypes },
      handler: async (ctx) => {
        const sent = ctx.form.files
        const refuse = (problems: readonly Problem[]) => edit(ctx, ctx.params.id, { part: 'files', problems })
        const problems = sent.flatMap(({ problem }) => (problem ? [problem] : []))
        if (problems.length > 0) return refuse(problems)
        const stored = sent.flatMap((each) => (each.stored ? [{ ...each.stored, name: each.name }] : []))
        if (stored.length === 0) return refuse([{ code: 'document-file-missing', field: 'file' }])
        const done = await ctx.run((inner) => attachDocumentFiles(inner, ctx.params.id, stored, kernel.purge))
        return done.ok ? back(ctx, ctx.params.id) : refuse(done.problems)
      },
    }),
    form({
      path: `${desk}/tap-tin/:id/go`,
      permission: 'document.edit',
      audit: 'document.detached',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => markDocumentFile(inner, ctx.params.id, false, kernel.purge))
        return done.ok ? back(ctx, done.value.documentId, `?go=${ctx.params.id}`) : notFound()
      },
    }),
    form({
      path: `${desk}/tap-tin/:id/lai`,
      permission: 'document.edit',
      audit: 'document.file-restored',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => markDocumentFile(inner, ctx.params.id, true, kernel.purge))
        return done.ok ? back(ctx, done.value.documentId) : notFound()
      },
    }),
    form({
      path: `${desk}/:id/quan-he`,
      permission: 'document.edit',
      audit: 'document.related',
      params: byId,
      handler: async (ctx) => {
        const word = relationField.safeParse(fieldText(ctx.form, 'relation'))
        if (!word.success)
          return edit(ctx, ctx.params.id, {
            part: 'relation',
            problems: [{ code: 'required', field: 'relation' }],
          })
        const chosen = z.uuid().safeParse(fieldText(ctx.form, 'otherId'))
        const done = await ctx.run(async (inner) => {
          const other = chosen.success
            ? ok({ id: chosen.data })
            : await documentNamed(inner, fieldText(ctx.form, 'other').slice(0, 100))
          return other.ok
            ? relateDocuments(inner, ctx.params.id, word.data, other.value.id, kernel.purge)
            : other
        })
        return done.ok
          ? back(ctx, ctx.params.id)
          : edit(ctx, ctx.params.id, { part: 'relation', problems: done.problems })
      },
    }),
    form({
      path: `${desk}/:id/quan-he/bo`,
      permission: 'document.edit',
      audit: 'document.unrelated',
      params: byId,
      handler: async (ctx) => {
        const said = relationAddress.safeParse(ctx.form.fields)
        if (!said.success) return notFound()
        const { bo, voi } = said.data
        const done = await ctx.run((inner) => unrelateDocuments(inner, ctx.params.id, bo, voi, kernel.purge))
        return done.ok ? back(ctx, ctx.params.id, `?${new URLSearchParams({ bo, voi })}`) : notFound()
      },
    }),
  ]
}
