import { z } from 'zod'
import type { Result } from '../../platform/command/index.ts'
import {
  fieldText,
  form,
  goTo,
  notFound,
  type Reply,
  type RequestContext,
  type Route,
} from '../../platform/http/index.ts'
import { showOverview } from './overview.tsx'
import { type Parts, readable } from './parts.ts'
import { at, ROOT } from './paths.ts'
import { acceptIntoRound, leaveRound } from './province.ts'

const byId = z.object({ id: z.uuid() })

/** Into a round, out of it again with a reason, and before the council. */
export function roundStepRoutes(parts: Parts): Route[] {
  const { record, desk } = parts

  const after = async (
    ctx: RequestContext<{ id: string }>,
    result: Result<unknown>,
    undo = '',
  ): Promise<Reply> => {
    if (result.ok) return goTo(`${at(ctx.lang, ctx.params.id)}${undo}`)
    const shown = await readable(parts, ctx, ctx.params.id)
    return shown ? showOverview(parts, ctx, shown, result.problems, ctx.form.fields) : notFound()
  }

  return [
    form({
      path: `${ROOT}/:id/dua-vao-dot`,
      permission: 'round.manage',
      audit: 'dossier.accept-into-round',
      params: byId,
      handler: async (ctx) => {
        const roundId = fieldText(ctx.form, 'roundId')
        const known = z.uuid().safeParse(roundId).success
        return after(
          ctx,
          known
            ? await ctx.run((inner) => acceptIntoRound(inner, desk, { dossierId: ctx.params.id, roundId }))
            : { ok: false, problems: [{ code: 'round-unknown', field: 'roundId' }] },
        )
      },
    }),
    form({
      path: `${ROOT}/:id/ra-khoi-dot`,
      permission: 'round.manage',
      audit: 'dossier.leave-round',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const former = shown?.dossier.round?.id ?? ''
        const left = await ctx.run((inner) =>
          leaveRound(inner, desk, {
            dossierId: ctx.params.id,
            reason: fieldText(ctx.form, 'reason'),
          }),
        )
        return after(ctx, left, `?ra-dot=${former}`)
      },
    }),
    form({
      path: `${ROOT}/:id/trinh-hoi-dong`,
      permission: 'round.manage',
      audit: 'dossier.put-before-council',
      params: byId,
      handler: async (ctx) =>
        after(ctx, await ctx.run((inner) => record(inner, ctx.params.id, 'put-before-council'))),
    }),
  ]
}
