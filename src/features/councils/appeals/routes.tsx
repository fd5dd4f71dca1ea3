import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { mayAnywhere } from '../../../rules/permissions/index.ts'
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { showOwnResult } from '../results/routes.tsx'
import { dismissAppeal, fileAppeal, takeToPanel } from './commands.ts'
import { complaintLaw } from './law.ts'
import { AppealsPage } from './page.tsx'
import { appealPanels, listAppeals } from './read.ts'

const params = z.object({ dossierId: z.uuid() })
type Ctx = RequestContext

/** Appeals against decided results, their clock, the separate panel. */
export function appealRoutes(parts: Parts): Route[] {
  const { deps } = parts
  return [
    page({
      path: '/lam-viec/khieu-nai',
      permission: 'council.read',
      audit: 'appeal.list',
      handler: (ctx) => showAppeals(parts, ctx),
    }),
    form({
      path: '/lam-viec/khieu-nai/:dossierId/hoi-dong',
      permission: 'council.manage',
      params,
      audit: 'appeal.to-panel',
      handler: async (ctx) => {
        const councilId = fieldText(ctx.form, 'councilId')
        if (!z.uuid().safeParse(councilId).success) return notFound()
        const reason = fieldText(ctx.form, 'reason')
        const { dossierId } = ctx.params
        const done = await ctx.run((inner) => takeToPanel(inner, { dossierId, councilId, reason }, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, '/lam-viec/khieu-nai'))
          : showAppeals(parts, ctx, done.problems)
      },
    }),
    form({
      path: '/lam-viec/khieu-nai/:dossierId/khong-chap-nhan',
      permission: 'decision.release',
      params,
      audit: 'appeal.dismissed',
      handler: async (ctx) => {
        const input = { dossierId: ctx.params.dossierId, reason: fieldText(ctx.form, 'reason') }
        const done = await ctx.run((inner) => dismissAppeal(inner, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, '/lam-viec/khieu-nai'))
          : showAppeals(parts, ctx, done.problems)
      },
    }),
    form({
      path: '/lam-viec/ket-qua-cua-toi/:dossierId/khieu-nai',
      permission: 'dossier.appeal',
      params,
      audit: 'appeal.filed',
      handler: async (ctx) => {
        const input = { dossierId: ctx.params.dossierId, reason: fieldText(ctx.form, 'reason') }
        const done = await ctx.run((inner) => fileAppeal(inner, input, deps))
        const back = localPath(ctx.lang, `/lam-viec/ket-qua-cua-toi/${input.dossierId}`)
        if (done.ok) return goTo(back)
        if (done.problems.some((problem) => problem.code === 'not-found')) return notFound()
        return showOwnResult(parts, ctx, input.dossierId, {
          found: done.problems,
          typed: ctx.form.fields,
        })
      },
    }),
  ]
}

async function showAppeals(parts: Parts, ctx: Ctx, found: readonly Problem[] = []) {
  const { kernel, deps } = parts
  const law = complaintLaw(deps)
  const may = {
    panel: mayAnywhere(ctx.actor, 'council.manage', ctx.today),
    dismiss: mayAnywhere(ctx.actor, 'decision.release', ctx.today),
    found: mayAnywhere(ctx.actor, 'council.manage', ctx.today),
  }
  return show(
    <AppealsPage
      ctx={ctx}
      lines={await listAppeals(kernel.db, ctx, law)}
      panels={may.panel ? await appealPanels(kernel.db, deps.province.code) : []}
      law={law}
      may={may}
      errors={errorsOf(found, ctx.lang)}
      typed={
        found.length > 0 && 'form' in ctx
          ? (ctx as { form: { fields: Record<string, string> } }).form.fields
          : {}
      }
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}
