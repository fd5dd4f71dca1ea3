import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldText,
  file,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { readContent, type SheetContent } from '../../../rules/sitting/index.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { deskOfMember } from '../sheets/desk.ts'
import { readSheetForm } from '../sheets/reading.ts'
import { mayInSitting } from '../sittings/authority.ts'
import { loadSitting } from '../sittings/load.ts'
import { viewSitting } from '../sittings/view.ts'
import { readPaperCode } from './code.ts'
import { enterPaper, mayEnter } from './enter.ts'
import { EntryPage } from './pages/entry-page.tsx'
import { PapersPage } from './pages/papers-page.tsx'
import { printPapers, voidPaper } from './print.ts'
import { paperSheetsPdf } from './printed.ts'
import { listPapers, type PaperLine } from './read.ts'

const params = z.object({ id: z.uuid() })
const paperParams = z.object({ id: z.uuid(), paperId: z.uuid() })
type Ctx = RequestContext<{ id: string }>
type PaperCtx = RequestContext<{ id: string; paperId: string }>

/** Sheets on paper: printing, typing in with four eyes. */
export function paperRoutes(parts: Parts): Route[] {
  const keep = { permission: 'sheet.enter-paper', params } as const
  const own = { permission: 'sheet.write', params: paperParams } as const
  return [
    page({
      path: '/lam-viec/phien-hop/:id/phieu-giay',
      ...keep,
      audit: 'paper.list',
      handler: (ctx) => showPapers(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/phieu-giay',
      ...keep,
      audit: 'paper.printed',
      handler: async (ctx) => {
        const memberId = fieldText(ctx.form, 'memberId')
        const input = {
          sittingId: ctx.params.id,
          memberId: z.uuid().safeParse(memberId).success ? memberId : '',
        }
        const done = await ctx.run((inner) => printPapers(inner, input, parts.deps))
        return done.ok ? goTo(pathOf(ctx, '/phieu-giay')) : showPapers(parts, ctx, done.problems)
      },
    }),
    form({
      path: '/lam-viec/phien-hop/:id/phieu-giay/ma',
      ...keep,
      audit: 'paper.found',
      handler: async (ctx) => {
        const code = readPaperCode(fieldText(ctx.form, 'code'))
        const found = code ? await listPapers(parts.kernel.db, ctx, ctx.params.id, { code }) : []
        return found[0]
          ? goTo(pathOf(ctx, `/phieu-giay/${found[0].id}`))
          : showPapers(parts, ctx, [{ code: 'paper-code-unknown', field: 'code' }])
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/phieu-giay/in/:memberId',
      permission: 'sheet.enter-paper',
      params: z.object({ id: z.uuid(), memberId: z.uuid() }),
      audit: 'paper.file',
      handler: (ctx) => sendPapers(parts, ctx),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/phieu-giay/:paperId',
      permission: 'sheet.enter-paper',
      params: paperParams,
      audit: 'paper.read',
      handler: (ctx) => showEntry(parts, ctx, 'phieu-giay'),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/phieu-giay/:paperId',
      permission: 'sheet.enter-paper',
      params: paperParams,
      audit: 'paper.typed',
      handler: (ctx) => takeEntry(parts, ctx, 'phieu-giay'),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/phieu-giay-cua-toi/:paperId',
      ...own,
      audit: 'paper.read',
      handler: (ctx) => showEntry(parts, ctx, 'phieu-giay-cua-toi'),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/phieu-giay-cua-toi/:paperId',
      ...own,
      audit: 'paper.typed',
      handler: (ctx) => takeEntry(parts, ctx, 'phieu-giay-cua-toi'),
    }),
  ]
}

type Door = 'phieu-giay' | 'phieu-giay-cua-toi'

const pathOf = (ctx: Ctx, rest = '') => localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}${rest}`)

async function showPapers(parts: Parts, ctx: Ctx, found: readonly Problem[] = []) {
  const { kernel, deps } = parts
  const loaded = await loadSitting(kernel.db, ctx.params.id, deps)
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  if (!view || !loaded || !mayInSitting(ctx, loaded, 'sheet.enter-paper')) return notFound()
  ctx.subject('sitting', view.id)
  return show(
    <PapersPage
      ctx={ctx}
      view={view}
      papers={await listPapers(kernel.db, ctx, view.id)}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

async function sendPapers(parts: Parts, ctx: RequestContext<{ id: string; memberId: string }>) {
  const { kernel, deps } = parts
  const loaded = await loadSitting(kernel.db, ctx.params.id, deps)
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  if (!view || !loaded || !mayInSitting(ctx, loaded, 'sheet.enter-paper')) return notFound()
  const papers = await listPapers(kernel.db, ctx, view.id, { memberId: ctx.params.memberId })
  const sheets = papers.flatMap((paper) => {
    const item = view.items.find((one) => one.id === paper.itemId)
    const sheet = item && deps.regulation.sheet(item.regime, item.setNo)
    return item && sheet && paper.state === 'printed'
      ? [
          {
            ...paper,
            sheet,
            council: view.councilName,
            producer: item.producer,
            // A name and a code on one paper would undo the tasting.
            sample: view.blindTasting ? null : item.sampleCode,
            heldOn: view.heldOn,
          },
        ]
      : []
  })
  if (sheets.length === 0) return notFound()
  ctx.subject('sitting', view.id)
  const pdf = await paperSheetsPdf(
    sheets,
    view.isDemo ? '(Dữ liệu minh họa)' : null,
    new Date(`${view.heldOn}T00:00:00Z`),
  )
  return file(pdf, 'application/pdf', { name: `Phiếu chấm ${sheets[0]!.member}.pdf` })
}

/** The paper, for those who may type it in; the secretary's list hides what is barred to the reader. */
async function findPaper(parts: Parts, ctx: PaperCtx, door: Door) {
  const { kernel, deps } = parts
  const [paper] = await listPapers(kernel.db, ctx, ctx.params.id, { paperId: ctx.params.paperId })
  const loaded = paper && (await loadSitting(kernel.db, ctx.params.id, deps))
  if (!paper || !loaded || !mayEnter(ctx, loaded, paper.memberId, paper.dossierId)) return undefined
  if (door === 'phieu-giay' && !mayInSitting(ctx, loaded, 'sheet.enter-paper', paper.dossierId))
    return undefined
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  const desk = await deskOfMember(kernel.db, { itemId: paper.itemId, memberId: paper.memberId }, deps)
  return view && desk ? { paper, view, desk } : undefined
}

async function showEntry(
  parts: Parts,
  ctx: PaperCtx,
  door: Door,
  found: readonly Problem[] = [],
  content: SheetContent | null = null,
) {
  const known = await findPaper(parts, ctx, door)
  if (!known || known.paper.state === 'confirmed') return notFound()
  const { paper, view, desk } = known
  ctx.subject('dossier', paper.dossierId)
  return show(
    <EntryPage
      ctx={ctx}
      view={view}
      paper={paper}
      compiled={desk.compiled}
      action={pathOf(ctx, `/${door}/${paper.id}`)}
      back={pathOf(ctx, door === 'phieu-giay' ? '/phieu-giay' : '')}
      second={isSecond(paper, ctx)}
      content={content}
      mayVoid={door === 'phieu-giay'}
      errors={errorsOf(found, ctx.lang)}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

const isSecond = (paper: PaperLine, ctx: Ctx) =>
  paper.state === 'typed' && paper.typedById !== ctx.actor.accountId

async function takeEntry(parts: Parts, ctx: PaperCtx, door: Door) {
  const known = await findPaper(parts, ctx, door)
  if (!known) return notFound()
  const { paper, desk } = known
  const sittingId = ctx.params.id
  const after = pathOf(ctx, door === 'phieu-giay' ? '/phieu-giay' : '')
  if (fieldText(ctx.form, 'do') === 'void') {
    const reason = fieldText(ctx.form, 'reason')
    const done = await ctx.run((inner) =>
      voidPaper(inner, { sittingId, paperId: paper.id, reason }, parts.deps),
    )
    return done.ok ? goTo(after) : showEntry(parts, ctx, door, done.problems)
  }
  const content = readSheetForm(desk.compiled, ctx.form)
  const input = { sittingId, paperId: paper.id, content }
  const done = await ctx.run((inner) => enterPaper(inner, input, parts.deps, parts.vault))
  if (done.ok) return goTo(after)
  if (done.problems.some((problem) => problem.code === 'not-found')) return notFound()
  const read = readContent(desk.compiled, content, desk.bands)
  return showEntry(parts, ctx, door, done.problems, read.problems.length === 0 ? read.content : null)
}
