import { z } from 'zod'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { LeafPage, officeOf, papersWhere, sendOriginal, sendPage, WIDTHS } from '../evidence/index.ts'
import { ProofsPage } from './pages/proofs-page.tsx'
import { RegionForm, regionsOn } from './pages/region-form.tsx'
import { editing, type Parts, readable, type Shown } from './parts.ts'
import { at, criterionAnchor, ROOT } from './paths.ts'
import { papersOfDossier, pinPaper, pinsOf, type Region, unpinPaper } from './pins.ts'
import { proofFiles } from './proof-files.ts'

const byId = z.object({ id: z.uuid() })
const byPage = z.object({ id: z.uuid(), paper: z.uuid(), page: z.coerce.number().int().min(1).max(5000) })
const read = { permission: 'dossier.read', audit: 'dossier.read' } as const
const edit = { permission: 'dossier.edit', audit: 'dossier.edit' } as const

/** Papers laid to criteria: pinning them, and reading them page by page. */
export function proofRoutes(parts: Parts): Route[] {
  const { kernel, laws } = parts
  const { db } = kernel

  const showProofs = async (
    ctx: RequestContext,
    shown: Shown,
    more: Partial<Parameters<typeof ProofsPage>[0]> = {},
  ) => {
    const { pins, papers } = await papersOfDossier(db, shown.dossier.id)
    const { mayEdit } = await editing(parts, ctx, shown.dossier)
    const vault = mayEdit ? await papersWhere(db, { producerId: shown.dossier.producer.id }) : papers
    const known = [...vault, ...papers.filter((paper) => !vault.some((one) => one.id === paper.id))]
    return show(<ProofsPage ctx={ctx} {...shown} pins={pins} vault={known} mayEdit={mayEdit} {...more} />, {
      status: more.problems ? 422 : 200,
    })
  }

  return [
    page({
      path: `${ROOT}/:id/minh-chung`,
      ...read,
      params: byId,
      query: z.object({
        'tieu-chi': z.string().max(20).optional(),
        giay: z.uuid().optional().catch(undefined),
        bo: z.string().max(200).optional(),
      }),
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        return showProofs(ctx, shown, {
          criterion: ctx.query['tieu-chi'],
          paper: ctx.query.giay,
          undo: await undoFrom(db, ctx.query.bo),
        })
      },
    }),
    form({
      path: `${ROOT}/:id/minh-chung/gan`,
      ...edit,
      params: byId,
      handler: async (ctx) => {
        const page = fieldText(ctx.form, 'page')
        const paperId = fieldText(ctx.form, 'paperId')
        const pinned = z.uuid().safeParse(paperId).success
          ? await ctx.run((inner) =>
              pinPaper(inner, laws, {
                dossierId: ctx.params.id,
                paperId,
                criterion: fieldText(ctx.form, 'criterion') || null,
                page: page === '' ? null : Number.isInteger(Number(page)) ? Number(page) : -1,
                region: regionTyped(ctx.form),
              }),
            )
          : ({ ok: false, problems: [{ code: 'required', field: 'paperId' }] } as const)
        // Back to the criterion, not to the top of a long page.
        const criterion = fieldText(ctx.form, 'criterion')
        const anchor = criterion ? `#${criterionAnchor(criterion)}` : ''
        if (pinned.ok) return goTo(at(ctx.lang, ctx.params.id, `/minh-chung${anchor}`))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown
          ? showProofs(ctx, shown, { typed: ctx.form.fields, problems: pinned.problems })
          : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/minh-chung/bo/:pin`,
      ...edit,
      params: z.object({ id: z.uuid(), pin: z.uuid() }),
      handler: async (ctx) => {
        const { id, pin } = ctx.params
        const unpinned = await ctx.run((inner) => unpinPaper(inner, laws, { dossierId: id, pinId: pin }))
        if (!unpinned.ok) return notFound()
        const { paperId, criterion, page } = unpinned.value
        return goTo(at(ctx.lang, id, `/minh-chung?bo=${paperId}~${criterion ?? ''}~${page ?? ''}`))
      },
    }),
    page({
      path: `${ROOT}/:id/giay/:paper/trang/:page`,
      permission: 'dossier.read',
      audit: 'paper.read',
      params: byPage,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const proof = shown && (await proofFiles(db, shown.dossier, ctx.params.paper))
        if (!shown || !proof) return notFound()
        ctx.subject('paper', ctx.params.paper, shown.dossier.placeCode)
        const pages = proof.files.reduce((sum, each) => sum + each.pageCount, 0)
        const base = at(ctx.lang, shown.dossier.id, `/giay/${ctx.params.paper}`)
        const pins = await pinsOf(db, shown.dossier.id)
        const { mayEdit } = await editing(parts, ctx, shown.dossier)
        return show(
          <LeafPage
            ctx={ctx}
            title={proof.title}
            page={ctx.params.page}
            pages={pages}
            base={base}
            originalHref={`${base}/tep/${ctx.params.page}`}
            backHref={at(ctx.lang, shown.dossier.id)}
            backLabel={shown.dossier.product.name}
            office={await officeOf(kernel.files, proof.files, ctx.params.page)}
            regions={regionsOn(shown, pins, ctx.params.paper, ctx.params.page)}
          >
            {mayEdit && <RegionForm ctx={ctx} {...shown} paperId={ctx.params.paper} page={ctx.params.page} />}
          </LeafPage>,
        )
      },
    }),
    page({
      path: `${ROOT}/:id/giay/:paper/anh/:page`,
      permission: 'dossier.read',
      audit: 'paper.read',
      params: byPage,
      query: z.object({ nho: z.string().optional() }),
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id, { silent: true })
        const proof = shown && (await proofFiles(db, shown.dossier, ctx.params.paper))
        if (!shown || !proof) return notFound()
        if (!ctx.query.nho) ctx.subject('paper', ctx.params.paper, shown.dossier.placeCode)
        return sendPage(
          kernel.files,
          proof.files,
          ctx.params.page,
          ctx.query.nho ? WIDTHS.small : WIDTHS.large,
        )
      },
    }),
    page({
      path: `${ROOT}/:id/giay/:paper/tep/:page`,
      permission: 'dossier.read',
      audit: 'paper.download',
      params: byPage,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const proof = shown && (await proofFiles(db, shown.dossier, ctx.params.paper))
        const original = proof?.fileOfPage(ctx.params.page)
        return original ? sendOriginal(kernel.files, original) : forbidden()
      },
    }),
  ]
}

async function undoFrom(db: Parts['kernel']['db'], text: string | undefined) {
  const [paperId, criterion = '', pageText = ''] = text?.split('~') ?? []
  if (!paperId || !z.uuid().safeParse(paperId).success) return undefined
  const [paper] = await papersWhere(db, { ids: [paperId] })
  return paper && { paper: paper.title, paperId, criterion, page: pageText }
}

/** Four thousandths as typed or drawn; nothing at all: the whole page. */
function regionTyped(typed: RequestContext['form']): Region | null {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
    fieldText(typed, `region.${name}`),
  )
  if (![x, y, width, height].some((text) => text !== '' && text !== undefined)) return null
  const whole = (text: string | undefined) => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : -1)
  return { x: whole(x), y: whole(y), width: whole(width), height: whole(height) }
}
