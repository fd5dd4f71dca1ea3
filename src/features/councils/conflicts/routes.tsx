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
import { errorsOf } from '../founding/routes.tsx'
import type { Parts } from '../parts.ts'
import { viewSitting } from '../sittings/view.ts'
import { decideConflict, declareConflict } from './decide.ts'
import { ConflictsPage } from './pages/conflicts-page.tsx'
import { DeclarePage } from './pages/declare-page.tsx'
import { readConflictLines } from './read.ts'

const params = z.object({ id: z.uuid() })
const itemParams = z.object({ id: z.uuid(), itemId: z.uuid() })

/** Declaring relations, and deciding on them. */
export function conflictRoutes(parts: Parts): Route[] {
  return [
    page({
      path: '/lam-viec/phien-hop/:id/xung-dot',
      permission: 'conflict.manage',
      params,
      audit: 'conflict.read',
      handler: (ctx) => showConflicts(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/xung-dot',
      permission: 'conflict.manage',
      params,
      audit: 'conflict.decided',
      handler: async (ctx) => {
        const conflictId = fieldText(ctx.form, 'conflictId')
        if (!z.uuid().safeParse(conflictId).success) return notFound()
        const input = {
          sittingId: ctx.params.id,
          conflictId,
          recuse: fieldText(ctx.form, 'do') === 'recuse',
          reason: fieldText(ctx.form, 'reason'),
        }
        const done = await ctx.run((inner) => decideConflict(inner, input, parts.deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}/xung-dot`))
          : showConflicts(parts, ctx, done.problems)
      },
    }),
    page({
      path: '/lam-viec/phien-hop/:id/khai-bao/:itemId',
      permission: 'conflict.declare',
      params: itemParams,
      audit: null,
      handler: (ctx) => showDeclare(parts, ctx),
    }),
    form({
      path: '/lam-viec/phien-hop/:id/khai-bao/:itemId',
      permission: 'conflict.declare',
      params: itemParams,
      audit: 'conflict.recorded',
      handler: async (ctx) => {
        const input = {
          sittingId: ctx.params.id,
          itemId: ctx.params.itemId,
          note: fieldText(ctx.form, 'note'),
        }
        const done = await ctx.run((inner) => declareConflict(inner, input, parts.deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}`))
          : showDeclare(parts, ctx, done.problems)
      },
    }),
  ]
}

async function showConflicts(
  parts: Parts,
  ctx: RequestContext<{ id: string }>,
  found: readonly Problem[] = [],
) {
  const view = await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps)
  if (!view?.may.run && !view?.may.phase) return notFound()
  ctx.subject('sitting', view.id)
  return show(
    <ConflictsPage
      ctx={ctx}
      view={view}
      lines={await readConflictLines(parts.kernel.db, ctx, view.id)}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}

async function showDeclare(
  parts: Parts,
  ctx: RequestContext<{ id: string; itemId: string }>,
  found: readonly Problem[] = [],
) {
  const view = await viewSitting(parts.kernel.db, ctx, ctx.params.id, parts.deps)
  const item = view?.items.find((one) => one.id === ctx.params.itemId)
  if (!view?.seat || !item) return notFound()
  return show(
    <DeclarePage
      ctx={ctx}
      view={view}
      item={item}
      errors={errorsOf(found, ctx.lang)}
      typed={found.length > 0 ? ctx.form.fields : {}}
    />,
    { status: found.length > 0 ? 422 : 200 },
  )
}
