import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'

import { reachOf } from '../../rules/permissions/index.ts'
import { filingWindow } from '../../rules/procedure/index.ts'
import { saveAssessment, saveChapter } from './editing.ts'
import { examine } from './examine.ts'
import { fileDossier, withdrawDossier } from './filing.ts'
import { changesBetween, manifestsOf } from './manifest.ts'
import { showOverview } from './overview.tsx'
import { AssessmentPage } from './pages/assessment-page.tsx'
import { ChapterPage } from './pages/chapter-page.tsx'
import { CheckPage } from './pages/check-page.tsx'
import { StartPage } from './pages/start-page.tsx'
import { editing, type Parts, readable, type Shown } from './parts.ts'
import { at, ROOT } from './paths.ts'
import { papersOfDossier } from './pins.ts'
import { type ProductToFile, productsToFile } from './queries.ts'
import { answerRemarks, remarksOf } from './remarks.ts'
import { startDossier } from './start.ts'
import type { DossierKind } from './tables.ts'
import { baseFrom, isGone, sentText, sheetTyped } from './typed.ts'

const byId = z.object({ id: z.uuid() })
const byChapter = z.object({ id: z.uuid(), chapter: z.string().max(40) })
const read = { permission: 'dossier.read', audit: 'dossier.read' } as const
const edit = { permission: 'dossier.edit', audit: 'dossier.edit' } as const

/** The producer's side of a dossier: start, fill in, prove, check, file, answer, withdraw. */
export function producerRoutes(parts: Parts): Route[] {
  const { kernel, regulation, laws, record } = parts
  const { db } = kernel

  const showStart = async (
    ctx: RequestContext,
    more: { chosen?: string; typed?: FormReading['fields']; problems?: readonly Problem[] } = {},
  ) => {
    const products = await productsToFile(
      db,
      reachOf(ctx.actor, 'dossier.edit', ctx.today),
      parts.places,
      ctx.today,
    )
    const setName = (regime: string | null, set: number | null) =>
      (regime && set && regulation.sheet(regime, set)?.name) || null
    const windowOf = ({ validUntil, issuedOn, setNo }: ProductToFile) => {
      if (validUntil === null || setNo === null) return null
      const choice = regulation.regimeForDossier({ filedOn: ctx.today, kind: 'reevaluation', set: setNo })
      const law = choice.regime && laws(choice.regime.id)
      return law ? filingWindow({ issuedOn, validUntil }, law.life.law, ctx.today) : null
    }
    return show(<StartPage ctx={ctx} products={products} setName={setName} windowOf={windowOf} {...more} />, {
      status: more.problems ? 422 : 200,
    })
  }

  const showAssessment = async (
    ctx: RequestContext,
    shown: Shown,
    more: { typed?: FormReading['fields']; problems?: readonly Problem[] } = {},
  ) => {
    const [{ pins, papers }, { mayEdit }] = await Promise.all([
      papersOfDossier(db, shown.dossier.id),
      editing(parts, ctx, shown.dossier),
    ])
    return show(
      <AssessmentPage ctx={ctx} {...shown} pins={pins} papers={papers} mayEdit={mayEdit} {...more} />,
      { status: more.problems ? 422 : 200 },
    )
  }

  const showCheck = async (ctx: RequestContext, shown: Shown, problems?: readonly Problem[]) => {
    const [examination, remarks, manifests] = await Promise.all([
      examine(db, shown.dossier, shown.law, ctx.today),
      remarksOf(db, shown.dossier.id),
      manifestsOf(db, shown.dossier.id),
    ])
    const last = manifests.at(-1)?.content
    const changes = last ? changesBetween(last, { ...last, ...liveContent(shown, examination) }) : null
    return show(
      <CheckPage
        ctx={ctx}
        {...shown}
        examination={examination}
        remarks={remarks}
        changes={changes}
        problems={problems}
      />,
      { status: problems ? 422 : 200 },
    )
  }

  return [
    page({
      path: `${ROOT}/moi`,
      permission: 'dossier.edit',
      audit: null,
      query: z.object({ 'san-pham': z.uuid().optional().catch(undefined) }),
      handler: (ctx) => {
        const chosen = ctx.query['san-pham']
        return showStart(ctx, chosen ? { chosen } : {})
      },
    }),
    form({
      path: `${ROOT}/moi`,
      permission: 'dossier.edit',
      audit: 'dossier.start',
      handler: async (ctx) => {
        const productId = fieldText(ctx.form, 'productId')
        const kind = fieldText(ctx.form, 'kind')
        if (!z.uuid().safeParse(productId).success || !['first', 'upgrade', 'reevaluation'].includes(kind))
          return showStart(ctx, {
            typed: ctx.form.fields,
            problems: [{ code: 'required', field: 'productId' }],
          })
        const started = await ctx.run((inner) =>
          startDossier(inner, parts, { productId, kind: kind as DossierKind }),
        )
        return started.ok
          ? goTo(at(ctx.lang, started.value.id))
          : showStart(ctx, { typed: ctx.form.fields, problems: started.problems })
      },
    }),
    page({
      path: `${ROOT}/:id`,
      ...read,
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showOverview(parts, ctx, shown) : notFound()
      },
    }),
    page({
      path: `${ROOT}/:id/to-khai/:chapter`,
      ...read,
      params: byChapter,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const { chapter } = ctx.params
        if (!shown.law.chapters(shown.dossier.kind).some((one) => one.id === chapter)) return notFound()
        if (!(await editing(parts, ctx, shown.dossier)).mayEdit) return goTo(at(ctx.lang, shown.dossier.id))
        return show(<ChapterPage ctx={ctx} {...shown} chapter={chapter} />)
      },
    }),
    form({
      path: `${ROOT}/:id/to-khai/:chapter`,
      ...edit,
      params: byChapter,
      handler: async (ctx) => {
        const { id, chapter } = ctx.params
        const saved = await ctx.run((inner) =>
          saveChapter(inner, laws, {
            dossierId: id,
            chapter,
            base: baseFrom(ctx.form),
            sent: (name) => sentText(ctx.form, name),
          }),
        )
        if (saved.ok) {
          const chapters = laws(saved.value.regime)!.chapters(saved.value.kind)
          const next = chapters[chapters.findIndex((one) => one.id === chapter) + 1]
          const on = fieldText(ctx.form, 'then') !== 'back'
          return goTo(at(ctx.lang, id, on ? (next ? `/to-khai/${next.id}` : '/tu-danh-gia') : ''))
        }
        const shown = await readable(parts, ctx, id)
        if (!shown) return notFound()
        if (saved.problems.some((problem) => problem.code === 'not-found')) return notFound()
        if (isGone(saved.problems)) return showOverview(parts, ctx, shown, saved.problems)
        return show(
          <ChapterPage
            ctx={ctx}
            {...shown}
            chapter={chapter}
            typed={ctx.form.fields}
            problems={saved.problems}
          />,
          { status: 422 },
        )
      },
    }),
    page({
      path: `${ROOT}/:id/tu-danh-gia`,
      ...read,
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showAssessment(ctx, shown) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/tu-danh-gia`,
      ...edit,
      params: byId,
      handler: async (ctx) => {
        const { answers, notes } = sheetTyped(ctx.form)
        const wish = sentText(ctx.form, 'wishStar')
        const saved = await ctx.run((inner) =>
          saveAssessment(inner, laws, {
            dossierId: ctx.params.id,
            answers,
            notes,
            ...(wish !== undefined && { wishStar: wish === '' ? null : Number(wish) }),
            base: baseFrom(ctx.form),
          }),
        )
        if (saved.ok) return goTo(at(ctx.lang, ctx.params.id, '/tu-danh-gia'))
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        return isGone(saved.problems)
          ? showOverview(parts, ctx, shown, saved.problems)
          : showAssessment(ctx, shown, { typed: ctx.form.fields, problems: saved.problems })
      },
    }),
    page({
      path: `${ROOT}/:id/kiem-tra`,
      ...read,
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const { mayEdit } = await editing(parts, ctx, shown.dossier)
        return mayEdit ? showCheck(ctx, shown) : goTo(at(ctx.lang, shown.dossier.id))
      },
    }),
    form({
      path: `${ROOT}/:id/nop`,
      permission: 'dossier.file',
      audit: 'dossier.file',
      params: byId,
      handler: async (ctx) => {
        const filed = await ctx.run((inner) =>
          fileDossier(inner, parts, {
            dossierId: ctx.params.id,
            declared: fieldText(ctx.form, 'declared') !== '',
          }),
        )
        if (filed.ok) return goTo(at(ctx.lang, ctx.params.id, `/ban-nop/${filed.value.filing}`))
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        return isGone(filed.problems)
          ? showOverview(parts, ctx, shown, filed.problems)
          : showCheck(ctx, shown, filed.problems)
      },
    }),
    form({
      path: `${ROOT}/:id/tra-loi`,
      ...edit,
      params: byId,
      handler: async (ctx) => {
        const answers: Record<string, string> = {}
        for (const name of Object.keys(ctx.form.fields))
          if (name.startsWith('answer.')) answers[name.slice(7)] = fieldText(ctx.form, name)
        const saved = await ctx.run((inner) =>
          answerRemarks(inner, laws, { dossierId: ctx.params.id, answers }),
        )
        if (saved.ok) return goTo(at(ctx.lang, ctx.params.id))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showOverview(parts, ctx, shown, saved.problems, ctx.form.fields) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/rut`,
      permission: 'dossier.withdraw',
      audit: 'dossier.withdraw',
      params: byId,
      handler: async (ctx) => {
        const reason = fieldText(ctx.form, 'reason')
        const gone = await ctx.run((inner) =>
          withdrawDossier(inner, record, { dossierId: ctx.params.id, reason }),
        )
        if (gone.ok) return goTo(at(ctx.lang, ctx.params.id))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showOverview(parts, ctx, shown, gone.problems, ctx.form.fields) : notFound()
      },
    }),
  ]
}

/** The dossier as it stands, in the shape of a filing, to be compared with the last one. */
function liveContent({ dossier }: Shown, { papers, pins }: Awaited<ReturnType<typeof examine>>) {
  return {
    form: dossier.form,
    answers: dossier.answers,
    notes: dossier.notes,
    wishStar: dossier.wishStar,
    papers: papers.map((paper) => ({ ...paper, files: paper.files })),
    pins: pins.map((pin) => ({ paper: pin.paperId, criterion: pin.criterion, page: pin.page })),
  }
}
