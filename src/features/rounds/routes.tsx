import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
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
import { localPath } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { closeRound, lawfulRounds, openRound } from './commands.ts'
import { type Onward, RoundsPage } from './page.tsx'
import { roundsOfProvinces } from './queries.ts'

const PATH = '/lam-viec/dot-danh-gia'

export function roundRoutes(
  kernel: Kernel,
  {
    regulation,
    homeProvince,
    onward,
  }: { regulation: Regulation; homeProvince: string; onward: Onward | undefined },
): Route[] {
  const list = async (
    ctx: RequestContext,
    more: { typed?: FormReading['fields']; problems?: readonly Problem[] } = {},
  ) => {
    const mayManage = may(ctx.actor, 'round.manage', { places: [homeProvince] }, ctx.today)
    const reach = reachOf(ctx.actor, 'round.read', ctx.today)
    const rounds = await roundsOfProvinces(
      kernel.db,
      reach.everything ? null : [homeProvince, ...reach.places],
    )
    const year = Number(ctx.today.slice(0, 4))
    const lawful = [year, year + 1]
      .flatMap((one) => lawfulRounds(regulation, one, ctx.today))
      .filter((round) => round.heldBefore > ctx.today)
      .filter(
        (round) =>
          !rounds.some(
            (open) =>
              open.provinceCode === homeProvince &&
              open.level === 'tinh' &&
              open.year === round.year &&
              open.ordinal === round.ordinal,
          ),
      )
      .slice(0, 2)
    return show(
      <RoundsPage
        ctx={ctx}
        rounds={rounds}
        lawful={lawful}
        mayManage={mayManage}
        onward={
          onward && may(ctx.actor, onward.permission, { places: [homeProvince] }, ctx.today)
            ? onward
            : undefined
        }
        {...more}
      />,
      {
        status: more.problems ? 422 : 200,
      },
    )
  }
  return [
    page({ path: PATH, permission: 'round.read', audit: null, handler: (ctx) => list(ctx) }),
    form({
      path: `${PATH}/mo`,
      permission: 'round.manage',
      audit: 'round.open',
      handler: async (ctx) => {
        const text = (name: string) => fieldText(ctx.form, name)
        const opened = await ctx.run((inner) =>
          openRound(inner, regulation, {
            provinceCode: homeProvince,
            year: Number(text('year')),
            ordinal: Number(text('ordinal')),
            ...(text('extra') !== '' && {
              extra: {
                planNo: text('planNo').slice(0, 60),
                proposalsBefore: text('proposalsBefore'),
                heldBefore: text('heldBefore'),
              },
            }),
          }),
        )
        return opened.ok
          ? goTo(localPath(ctx.lang, PATH))
          : list(ctx, { typed: ctx.form.fields, problems: opened.problems })
      },
    }),
    form({
      path: `${PATH}/:id/dong`,
      permission: 'round.manage',
      audit: 'round.close',
      params: z.object({ id: z.uuid() }),
      handler: async (ctx) => {
        const closed = await ctx.run((inner) => closeRound(inner, ctx.params.id))
        return closed.ok ? goTo(localPath(ctx.lang, PATH)) : notFound()
      },
    }),
  ]
}
