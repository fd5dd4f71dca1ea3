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
import { statePaperPdf } from '../../../platform/papers/index.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { readSheetForm } from '../sheets/reading.ts'
import { type SittingView, viewSitting } from '../sittings/view.ts'
import { sampleKey, sampleLabelsPdf } from './labels.ts'
import { saveTasting } from './note.ts'
import { TastingPage } from './page.tsx'
import { samplesFor } from './samples.ts'

const params = z.object({ id: z.uuid() })
type Ctx = RequestContext<{ id: string }>

/** Tasting by sample code, and the labels it needs. */
export function tastingRoutes(parts: Parts): Route[] {
  const { kernel, deps, vault } = parts
  const path = '/lam-viec/phien-hop/:id/nem-thu'
  const print = async (ctx: Ctx, make: (view: SittingView) => Promise<Buffer>, name: string) => {
    const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
    // Whoever votes tastes, the chair too: the key to the codes is the secretary's.
    const keeps = view?.may.run && !(view.blindTasting && view.seat?.votes)
    if (!view || !keeps || !view.items.some((item) => item.sampleCode !== null)) return notFound()
    ctx.subject('sitting', view.id)
    return file(await make(view), 'application/pdf', { name: `${name}-${view.heldOn}.pdf` })
  }
  return [
    page({
      path,
      permission: 'sheet.read-own',
      params,
      audit: 'tasting.read',
      handler: (ctx) => showTasting(parts, ctx),
    }),
    form({
      path,
      permission: 'sheet.write',
      params,
      audit: 'tasting.saved',
      handler: async (ctx) => {
        const sampleCode = fieldText(ctx.form, 'sampleCode')
        const samples = await samplesFor(kernel.db, ctx, ctx.params.id, deps, vault)
        const sample = samples.find((one) => one.code === sampleCode)
        if (!sample) return notFound()
        const { answers } = readSheetForm(sample.desk.compiled, ctx.form)
        const input = { sittingId: ctx.params.id, sampleCode, answers }
        const done = await ctx.run((inner) => saveTasting(inner, input, deps, vault))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}/nem-thu`))
          : showTasting(parts, ctx, { sampleCode, answers, problems: done.problems })
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/nhan-mau.pdf',
      permission: 'session.run',
      params,
      audit: 'tasting.labels',
      handler: (ctx) => print(ctx, (view) => sampleLabelsPdf(view, deps.regulation), 'nhan-ma-mau'),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/doi-chieu-ma.pdf',
      permission: 'session.run',
      params,
      audit: 'tasting.labels',
      handler: (ctx) =>
        print(
          ctx,
          (view) => statePaperPdf(sampleKey(view), { at: new Date(`${view.heldOn}T00:00:00Z`) }),
          'doi-chieu-ma-mau',
        ),
    }),
  ]
}

export interface Refused {
  readonly sampleCode: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

async function showTasting({ kernel, deps, vault }: Parts, ctx: Ctx, refused?: Refused) {
  const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
  if (!view?.blindTasting || !view.may.score) return notFound()
  ctx.subject('sitting', view.id)
  return show(
    <TastingPage
      ctx={ctx}
      view={view}
      samples={await samplesFor(kernel.db, ctx, view.id, deps, vault)}
      refused={refused && { ...refused, errors: errorsOf(refused.problems, ctx.lang) }}
    />,
    { status: refused ? 422 : 200 },
  )
}
