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
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { viewSitting } from '../sittings/view.ts'
import { MinutesPage } from './pages/minutes-page.tsx'
import { minutesPaper, type PrintOptions } from './paper.ts'
import { type MinutesView, readMinutes, signMinutes } from './record.ts'

const params = z.object({ id: z.uuid() })
type Ctx = RequestContext<{ id: string }>
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Minutes to read, to take away, to sign. */
export function minutesRoutes(parts: Parts): Route[] {
  const read = { permission: 'minutes.read', params } as const
  return [
    page({
      path: '/lam-viec/phien-hop/:id/bien-ban',
      ...read,
      audit: 'minutes.read',
      handler: (ctx) => showMinutes(parts, ctx),
    }),
    page({
      path: '/lam-viec/phien-hop/:id/bien-ban.pdf',
      ...read,
      audit: 'minutes.read',
      handler: async (ctx) => {
        const view = await readable(parts, ctx)
        if (!view) return notFound()
        const pdf = await statePaperPdf(minutesPaper(view.content, optionsOf(view)), {
          at: view.madeAt,
        })
        return file(pdf, 'application/pdf', { name: nameOf(view, 'pdf') })
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/bien-ban.docx',
      ...read,
      audit: 'minutes.read',
      handler: async (ctx) => {
        const view = await readable(parts, ctx)
        if (!view) return notFound()
        return file(await statePaperDocx(minutesPaper(view.content, optionsOf(view))), docxType, {
          name: nameOf(view, 'docx'),
        })
      },
    }),
    form({
      path: '/lam-viec/phien-hop/:id/ky-bien-ban',
      permission: 'minutes.write',
      params,
      audit: 'minutes.signed',
      handler: async (ctx) => {
        const version = Number.parseInt(fieldText(ctx.form, 'version'), 10) || 0
        const done = await ctx.run((inner) =>
          signMinutes(inner, { sittingId: ctx.params.id, version }, parts.deps),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}/bien-ban`))
          : showMinutes(parts, ctx, done.problems)
      },
    }),
  ]
}

async function readable({ kernel, deps, vault }: Parts, ctx: Ctx): Promise<MinutesView | undefined> {
  const view = await readMinutes(kernel.db, ctx, ctx.params.id, deps, vault)
  if (view) ctx.subject('sitting', ctx.params.id)
  return view
}

async function showMinutes(parts: Parts, ctx: Ctx, found: readonly Problem[] = []) {
  const view = await readable(parts, ctx)
  const sitting = view && (await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps))
  if (!view || !sitting) return notFound()
  const as = sitting.seat?.role === 'secretary' ? 'secretary' : 'chair'
  const signed = view.signatures.some((one) => one.role === as)
  return show(
    <MinutesPage
      ctx={ctx}
      sittingId={ctx.params.id}
      view={view}
      maySign={!signed && (sitting.may.run || sitting.may.phase)}
      errors={errorsOf(found, ctx.lang)}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

function optionsOf(view: MinutesView): PrintOptions {
  const marks = [
    view.version === 0 ? 'Dự thảo' : '',
    view.isExtract ? 'Bản trích' : '',
    /minh họa/.test(view.content.council) ? 'Dữ liệu minh họa' : '',
  ].filter(Boolean)
  return {
    number: null,
    mark: marks.length > 0 ? marks.join(' – ') : null,
  }
}

const nameOf = (view: MinutesView, ending: string) =>
  `Biên bản ${view.content.heldOn}${view.version > 0 ? ` bản ${view.version}` : ' dự thảo'}.${ending}`
