import type { Problem } from '../../../platform/command/index.ts'
import {
  fieldText,
  form,
  goTo,
  page,
  problems,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../../platform/http/index.ts'
import { formErrors, grantNames, here } from '../handlers.ts'
import { type Own, ownPage, said } from '../own-account-handlers.tsx'
import type { Parts } from '../parts.ts'
import { grantHistory } from '../queries.ts'
import { tellOwner } from '../tell-owner.ts'
import { words } from '../words.ts'
import { isLendable, lendRole, loanInput, loansOf, takeBackRole } from './loans.ts'
import { LoansPage, loansPath } from './loans-page.tsx'

const mine = { permission: 'account.edit-own' } as const

export function loanRoutes(parts: Parts): Route[] {
  const { db } = parts.kernel
  async function loansPage(ctx: RequestContext, own: Own, list: readonly Problem[] = []) {
    const grants = await grantHistory(db, own.accountId)
    const lendable = grants.filter(
      (grant) =>
        isLendable(grant) &&
        grant.lentBy === null &&
        grant.from <= ctx.today &&
        (grant.to === null || grant.to >= ctx.today),
    )
    const w = words(ctx.lang)
    const notice = said(ctx, 'giao') ? w.loanGiven : said(ctx, 'thu') ? w.loanEnded : undefined
    return show(
      <LoansPage
        ctx={ctx}
        lendable={lendable}
        given={await loansOf(db, own.accountId, 'by')}
        received={await loansOf(db, own.accountId, 'to')}
        names={grantNames(parts, ctx.today)}
        values={list.length > 0 ? ctx.form.fields : {}}
        errors={formErrors(list, ctx.lang)}
        notice={notice}
      />,
      { status: list.length > 0 ? 422 : 200 },
    )
  }
  return [
    page({
      path: loansPath,
      ...mine,
      audit: null,
      handler: ownPage(parts, (ctx, own) => loansPage(ctx, own)),
    }),
    form({
      path: loansPath,
      ...mine,
      audit: 'grant.lent',
      handler: ownPage(parts, async (ctx, own) => {
        const input = readForm(loanInput, ctx.form)
        if (!input.ok) return loansPage(ctx, own, input.problems)
        const lent = await ctx.run(async (command) => {
          const done = await lendRole(command, input.value)
          if (done.ok) await tellOwner(command, parts.kernel, done.value.accountId, 'tellLoan')
          return done
        })
        return lent.ok ? goTo(here(ctx, loansPath, { da: 'giao' })) : loansPage(ctx, own, lent.problems)
      }),
    }),
    form({
      path: `${loansPath}/thu-lai`,
      ...mine,
      audit: 'grant.taken-back',
      handler: ownPage(parts, async (ctx) => {
        const id = fieldText(ctx.form, 'loan')
        if (!/^[0-9a-f-]{36}$/.test(id)) return problems([{ code: 'grant-ended-already' }])
        const done = await ctx.run((command) => takeBackRole(command, id))
        return done.ok ? goTo(here(ctx, loansPath, { da: 'thu' })) : problems(done.problems)
      }),
    }),
  ]
}
