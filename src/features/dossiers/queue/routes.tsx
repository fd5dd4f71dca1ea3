import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldList,
  fieldText,
  form,
  goTo,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { openRoundsOf } from '../../rounds/index.ts'
import type { Parts } from '../parts.ts'
import { ROOT } from '../paths.ts'
import { advisersFor } from '../province.ts'
import { BULK_DEEDS, type BulkChoice, doForMany, foresee, MOST_AT_ONCE, undoForMany } from './bulk.ts'
import { SummaryPage } from './summary-page.tsx'
import { queueWords } from './words.ts'

const id = z.uuid()
const ids = (list: readonly string[]) => [...new Set(list.filter((one) => id.safeParse(one).success))]

/** One deed for many dossiers: the summary before, the deed, the way back. */
export function bulkRoutes(parts: Parts): Route[] {
  const { kernel, desk } = parts
  const { db } = kernel
  const toList = (ctx: RequestContext, query: Record<string, string>) =>
    goTo(`${localPath(ctx.lang, ROOT)}?${new URLSearchParams(query)}`)

  const summary = async (
    ctx: RequestContext,
    chosen: readonly string[],
    choice: BulkChoice,
    problems?: readonly Problem[],
  ): Promise<Reply> => {
    const first = await foresee(db, desk, ctx, chosen.slice(0, 1), choice)
    const province = first[0]?.dossier.provinceCode
    const rounds = province ? await openRoundsOf(db, province) : []
    const settled = { ...choice, roundId: choice.roundId ?? rounds[0]?.id ?? null }
    const prospects = await foresee(db, desk, ctx, chosen, settled)
    for (const { dossier } of prospects) ctx.subject('dossier', dossier.id, dossier.placeCode)
    return show(
      <SummaryPage
        ctx={ctx}
        choice={settled}
        prospects={prospects}
        rounds={rounds}
        advisers={province ? await advisersFor(db, { provinceCode: province }, ctx.today) : []}
        problems={problems}
      />,
      { status: problems ? 422 : 200 },
    )
  }

  return [
    form({
      path: `${ROOT}/hang-loat`,
      permission: 'dossier.check-province',
      audit: 'dossier.done-for-many',
      handler: async (ctx) => {
        const deed = BULK_DEEDS.find((one) => one === fieldText(ctx.form, 'deed'))
        const chosen = ids(fieldList(ctx.form, 'ids'))
        const doing = fieldText(ctx.form, 'step') === 'do'
        const all = doing ? chosen : ids([...chosen, ...fieldList(ctx.form, 'left')])
        if (!deed || all.length === 0) return toList(ctx, { loi: 'bulk-nothing-chosen' })
        if (all.length > MOST_AT_ONCE) return toList(ctx, { loi: 'bulk-too-many' })
        const roundId = fieldText(ctx.form, 'roundId')
        const choice: BulkChoice = {
          deed,
          roundId: id.safeParse(roundId).success ? roundId : null,
          accountIds: ids(fieldList(ctx.form, 'accountIds')),
          checked: fieldText(ctx.form, 'checked') !== '',
        }
        if (!doing) return summary(ctx, all, choice)
        const done = await ctx.run((inner) => doForMany(inner, desk, chosen, choice))
        return done.ok
          ? toList(ctx, { 'da-lam': done.value.bulkId })
          : summary(ctx, ids([...chosen, ...fieldList(ctx.form, 'left')]), choice, done.problems)
      },
    }),
    form({
      path: `${ROOT}/hang-loat/:id/hoan-tac`,
      permission: 'dossier.check-province',
      audit: 'dossier.undone-for-many',
      params: z.object({ id }),
      handler: async (ctx) => {
        const undone = await ctx.run((inner) =>
          undoForMany(inner, desk, ctx.params.id, queueWords('vi').undoReason),
        )
        return undone.ok
          ? toList(ctx, { 'da-lam': ctx.params.id })
          : toList(ctx, { loi: undone.problems[0]!.code, so: String(undone.problems[0]!.data?.count ?? '') })
      },
    }),
  ]
}
