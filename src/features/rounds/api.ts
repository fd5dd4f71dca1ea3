import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { api, json, problems, type Reply, type Route } from '../../platform/http/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { closeRound, openRound } from './commands.ts'
import { roundsOfProvinces } from './queries.ts'

const BASE = '/api/v1/rounds'

const NewRound = z.object({
  year: z.number().int(),
  ordinal: z.number().int(),
  /** For a further round beyond the law's own: its plan and its days (Điều 5 khoản 1). */
  extra: z
    .object({
      planNo: z.string().max(60),
      proposalsBefore: z.string().max(40),
      heldBefore: z.string().max(40),
    })
    .optional(),
})

/** What the page of rounds does, for programs: the same commands, the same refusals. */
export function roundApi(
  kernel: Kernel,
  { regulation, homeProvince }: { regulation: Regulation; homeProvince: string },
): Route[] {
  return [
    api({
      method: 'GET',
      path: BASE,
      permission: 'round.read',
      audit: null,
      summary: 'Rounds of evaluation, the newest first, with how far their dossiers are',
      handler: async (ctx) => {
        const reach = reachOf(ctx.actor, 'round.read', ctx.today)
        const provinces = reach.everything ? null : [homeProvince, ...reach.places]
        return json({ items: await roundsOfProvinces(kernel.db, provinces) })
      },
    }),
    api({
      method: 'POST',
      path: BASE,
      permission: 'round.manage',
      audit: 'round.open',
      summary:
        'Open a round of the province: one of the law’s own with the law’s days (Điều 5 khoản 1), or a further one with its plan and days (`extra`, days as 2026-09-01 or 01/09/2026)',
      body: NewRound,
      handler: async (ctx) => {
        const opened = await ctx.run((inner) =>
          openRound(inner, regulation, { provinceCode: homeProvince, ...ctx.body }),
        )
        return opened.ok ? json(opened.value, { status: 201 }) : refused(opened.problems)
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/:id/close`,
      permission: 'round.manage',
      audit: 'round.close',
      summary: 'Close a round: no dossier comes into it any more; those in it go on',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const closed = await ctx.run((inner) => closeRound(inner, ctx.params.id))
        return closed.ok ? json(closed.value) : refused(closed.problems)
      },
    }),
  ]
}

function refused(list: readonly Problem[]): Reply {
  const codes = new Set(list.map((problem) => problem.code))
  const status = codes.has('not-found')
    ? 404
    : codes.has('forbidden')
      ? 403
      : codes.has('round-exists')
        ? 409
        : 422
  return problems(list, status)
}
