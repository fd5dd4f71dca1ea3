import type { Problem } from '../../platform/command/index.ts'
import { fieldText, goTo, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { formErrors, here, sendCookies } from './handlers.ts'
import {
  confirmSecondFactor,
  disableSecondFactor,
  type Proven,
  renewBackupCodes,
  startSecondFactor,
} from './own-account.ts'
import { type Own, ownFactorPage, ownPage, said } from './own-account-handlers.tsx'
import { twoFactorPath } from './own-path.ts'
import { BackupCodesPage, TwoFactorPage, type TwoFactorPageProps } from './pages/two-factor-page.tsx'
import type { Parts } from './parts.ts'
import { proveOwnPassword } from './prove-password.ts'
import { findAccount } from './queries.ts'
import { backupCodesOf, enrolmentUri, secondFactorState } from './second-factor.ts'
import { tellOwner } from './tell-owner.ts'
import { words } from './words.ts'

async function twoFactor(
  parts: Parts,
  ctx: RequestContext,
  { accountId }: Own,
  wrong?: { readonly of: TwoFactorPageProps['of']; readonly problems: readonly Problem[] },
): Promise<Reply> {
  const { db } = parts.kernel
  const on = (await secondFactorState(db, accountId)) === 'on'
  return show(
    <TwoFactorPage
      ctx={ctx}
      on={on}
      enrolment={on ? null : await enrolmentUri(parts.library, db, accountId, ctx.now)}
      errors={formErrors(wrong?.problems ?? [], ctx.lang)}
      of={wrong?.of}
      codes={on ? await backupCodesOf(parts.library, db, accountId) : undefined}
      asked={await askedOf(parts, ctx)}
      notice={said(ctx, 'tat') ? words(ctx.lang).twoFactorDisabled : undefined}
    />,
    { status: wrong ? 422 : 200 },
  )
}

/** Whether a role this person holds asks for a second factor; what is withheld says so itself. */
async function askedOf(parts: Parts, { actor }: RequestContext): Promise<TwoFactorPageProps['asked']> {
  if (!actor.grants.some(({ role }) => parts.secondFactorRoles.has(role))) return undefined
  const account = await findAccount(parts.kernel.db, actor.accountId!)
  return account?.is_demo ? 'exempt' : 'needed'
}

export const showTwoFactor = (parts: Parts) => ownPage(parts, (ctx, own) => twoFactor(parts, ctx, own))

export const takeStart = (parts: Parts) =>
  ownFactorPage(parts, async (ctx, own) => {
    const proven = await prove(parts, ctx)
    if (!proven.ok) return twoFactor(parts, ctx, own, { of: 'start', problems: proven.problems })
    const started = await ctx.run((command) =>
      startSecondFactor(command, parts.library, aboutProven(parts, ctx, proven.value)),
    )
    return started.ok
      ? goTo(here(ctx, twoFactorPath))
      : twoFactor(parts, ctx, own, { of: 'start', problems: started.problems })
  })

export const takeConfirmation = (parts: Parts) =>
  ownFactorPage(parts, async (ctx, own) => {
    const typed = fieldText(ctx.form, 'code')
    const confirmed = await ctx.run(async (command) => {
      const done = await confirmSecondFactor(command, parts.library, { typed, request: ctx.request })
      if (done.ok) await tellOwner(command, parts.kernel, own.accountId, 'tellTwoFactorOn')
      return done
    })
    if (!confirmed.ok) return twoFactor(parts, ctx, own, { of: 'confirm', problems: confirmed.problems })
    sendCookies(ctx, confirmed.value.cookies)
    const notice = words(ctx.lang).twoFactorEnabled
    return show(<BackupCodesPage ctx={ctx} codes={confirmed.value.backupCodes} notice={notice} />)
  })

export const takeDisabling = (parts: Parts) =>
  ownFactorPage(parts, async (ctx, own) => {
    const proven = await prove(parts, ctx)
    if (!proven.ok) return twoFactor(parts, ctx, own, { of: 'disable', problems: proven.problems })
    const disabled = await ctx.run(async (command) => {
      const about = aboutProven(parts, ctx, proven.value)
      const done = await disableSecondFactor(command, parts.library, about)
      if (done.ok) await tellOwner(command, parts.kernel, own.accountId, 'tellTwoFactorOff')
      return done
    })
    if (!disabled.ok) return twoFactor(parts, ctx, own, { of: 'disable', problems: disabled.problems })
    sendCookies(ctx, disabled.value.cookies)
    return goTo(here(ctx, twoFactorPath, { da: 'tat' }))
  })

export const takeRenewal = (parts: Parts) =>
  ownFactorPage(parts, async (ctx, own) => {
    const proven = await prove(parts, ctx)
    if (!proven.ok) return twoFactor(parts, ctx, own, { of: 'renew', problems: proven.problems })
    const renewed = await ctx.run((command) =>
      renewBackupCodes(command, parts.library, aboutProven(parts, ctx, proven.value)),
    )
    if (!renewed.ok) return twoFactor(parts, ctx, own, { of: 'renew', problems: renewed.problems })
    return show(<BackupCodesPage ctx={ctx} codes={renewed.value.backupCodes} />)
  })

const prove = (parts: Parts, ctx: RequestContext) =>
  proveOwnPassword(parts.kernel, ctx.actor, fieldText(ctx.form, 'password'), ctx.request.ip)

const aboutProven = (parts: Parts, ctx: RequestContext, proven: Proven['proven']): Proven => ({
  proven,
  secondFactor: parts.identity.hasSecondFactor(ctx.request),
  request: ctx.request,
})
