import { today } from '../../platform/clock/index.ts'
import type { Problem } from '../../platform/command/index.ts'
import {
  fieldText,
  goTo,
  problems,
  type Reply,
  type RequestContext,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { accessTokens, makeAccessToken, revokeAccessToken, tokenDays } from './access-tokens.ts'
import { hashPassword } from './auth/password.ts'
import { emailOf } from './email.ts'
import { formErrors, grantNames, here, sendCookies } from './handlers.ts'
import { passwordProblems } from './invitation-handlers.tsx'
import { changePassword, editProfile, profileInput } from './own-account.ts'
import { PasswordPage } from './pages/password-page.tsx'
import { ProfilePage } from './pages/profile-page.tsx'
import { SessionsPage } from './pages/sessions-page.tsx'
import { TokensPage } from './pages/tokens-page.tsx'
import type { Parts } from './parts.ts'
import { proveOwnPassword } from './prove-password.ts'
import { findAccount, grantHistory } from './queries.ts'
import { mustSignInWithFactor } from './second-factor-roles.ts'
import { endOtherSessions, endOwnSession, isFresh, openSessions } from './sessions.ts'
import { tellOwner } from './tell-owner.ts'
import { words } from './words.ts'

export interface Own {
  readonly accountId: string
  readonly sessionId: string
}

/** Pages of one's own account are for a person at a browser: an access token opens none of them. */
export function ownPage(
  parts: Parts,
  handler: (ctx: RequestContext, own: Own) => Promise<Reply>,
): (ctx: RequestContext) => Promise<Reply> {
  return async (ctx) => {
    const sessionId = parts.identity.sessionOf(ctx.request)
    const { accountId } = ctx.actor
    if (!sessionId || !accountId) return problems([{ code: 'session-needed' }], 403)
    ctx.setHeader('cache-control', 'no-store')
    return handler(ctx, { accountId, sessionId })
  }
}

/** As `ownPage`, for what opens the account: whose role waits for a second factor that the account has must come in with it. */
export function ownFactorPage(
  parts: Parts,
  handler: (ctx: RequestContext, own: Own) => Promise<Reply>,
): (ctx: RequestContext) => Promise<Reply> {
  return ownPage(parts, async (ctx, own) =>
    (await mustSignInWithFactor(parts.kernel.db, ctx.actor))
      ? problems([{ code: 'second-factor-sign-in' }], 403)
      : handler(ctx, own),
  )
}

export const said = (ctx: RequestContext, word: string) => ctx.url.searchParams.get('da') === word

async function profile(
  parts: Parts,
  ctx: RequestContext,
  { accountId }: Own,
  list: readonly Problem[] = [],
): Promise<Reply> {
  const account = (await findAccount(parts.kernel.db, accountId))!
  const grants = await grantHistory(parts.kernel.db, accountId)
  const live = grants.filter((grant) => !grant.endedAt && (!grant.to || grant.to >= ctx.today))
  const { password: _, ...typed } = ctx.form.fields
  return show(
    <ProfilePage
      ctx={ctx}
      account={account}
      grants={live}
      names={grantNames(parts, ctx.today)}
      values={typed}
      errors={formErrors(list, ctx.lang)}
      notice={said(ctx, 'luu') ? words(ctx.lang).saved : undefined}
    />,
    { status: list.length > 0 ? 422 : 200 },
  )
}

export const showProfile = (parts: Parts) => ownPage(parts, (ctx, own) => profile(parts, ctx, own))

export const takeProfile = (parts: Parts) =>
  ownPage(parts, async (ctx, own) => {
    const input = readForm(profileInput, ctx.form)
    if (!input.ok) return profile(parts, ctx, own, input.problems)
    const account = (await findAccount(parts.kernel.db, own.accountId))!
    const changesEmail = (input.value.email ?? '') !== (emailOf(account) ?? '')
    const password = fieldText(ctx.form, 'password')
    if (changesEmail && password) {
      const proven = await proveOwnPassword(parts.kernel, ctx.actor, password, ctx.request.ip)
      if (!proven.ok) return profile(parts, ctx, own, proven.problems)
    }
    const edited = await ctx.run(async (command) => {
      const done = await editProfile(command, { ...input.value, proven: password !== '' })
      if (done.ok && changesEmail)
        await tellOwner(command, parts.kernel, own.accountId, 'tellEmail', emailOf(account))
      return done
    })
    return edited.ok
      ? goTo(here(ctx, '/lam-viec/tai-khoan', { da: 'luu' }))
      : profile(parts, ctx, own, edited.problems)
  })

const passwordPage = (ctx: RequestContext, username: string, list: readonly Problem[] = []) =>
  show(
    <PasswordPage
      ctx={ctx}
      username={username}
      errors={formErrors(list, ctx.lang)}
      notice={said(ctx, 'doi') ? words(ctx.lang).passwordChanged : undefined}
    />,
    { status: list.length > 0 ? 422 : 200 },
  )

export const showPassword = (parts: Parts) =>
  ownPage(parts, async (ctx, own) => {
    const { username } = (await findAccount(parts.kernel.db, own.accountId))!
    return passwordPage(ctx, username)
  })

export const takePassword = (parts: Parts) =>
  ownPage(parts, async (ctx, own) => {
    const account = (await findAccount(parts.kernel.db, own.accountId))!
    const next = fieldText(ctx.form, 'next')
    const flaws = passwordProblems(next, fieldText(ctx.form, 'repeat'), account.username, 'next')
    if (flaws.length > 0) return passwordPage(ctx, account.username, flaws)
    const current = fieldText(ctx.form, 'current')
    const proven = await proveOwnPassword(parts.kernel, ctx.actor, current, ctx.request.ip, 'current')
    if (!proven.ok) return passwordPage(ctx, account.username, proven.problems)
    const made = { password: next, hash: await hashPassword(next) }
    const secondFactor = parts.identity.hasSecondFactor(ctx.request)
    const changed = await ctx.run(async (command) => {
      const about = { proven: proven.value, made, secondFactor, request: ctx.request }
      const done = await changePassword(command, parts.library, about)
      if (done.ok) await tellOwner(command, parts.kernel, own.accountId, 'tellPassword')
      return done
    })
    if (!changed.ok) return passwordPage(ctx, account.username, changed.problems)
    sendCookies(ctx, changed.value.cookies)
    return goTo(here(ctx, '/lam-viec/tai-khoan/mat-khau', { da: 'doi' }))
  })

const sessionWords = { ket: 'sessionEnded', khac: 'othersEnded' } as const

async function sessions(
  parts: Parts,
  ctx: RequestContext,
  own: Own,
  list: readonly Problem[] = [],
): Promise<Reply> {
  const word = sessionWords[ctx.url.searchParams.get('da') as keyof typeof sessionWords]
  const open = await openSessions(parts.kernel.db, own.accountId)
  return show(
    <SessionsPage
      ctx={ctx}
      sessions={open}
      currentId={own.sessionId}
      asksPassword={!isFresh(open.find(({ id }) => id === own.sessionId))}
      errors={formErrors(list, ctx.lang)}
      notice={word && words(ctx.lang)[word]}
    />,
    { status: list.length > 0 ? 422 : 200 },
  )
}

export const showSessions = (parts: Parts) => ownPage(parts, (ctx, own) => sessions(parts, ctx, own))

/** Ending sessions is asked of the person, not of an open browser: soon after signing in, or with the password (ASVS 3.3.4). */
export const takeSessions = (parts: Parts) =>
  ownPage(parts, async (ctx, own) => {
    const others = fieldText(ctx.form, 'others') === 'yes'
    const id = fieldText(ctx.form, 'session')
    if (!others && !/^[0-9a-f-]{36}$/.test(id)) return problems([{ code: 'session-ended-already' }])
    const open = await openSessions(parts.kernel.db, own.accountId)
    if (!isFresh(open.find((each) => each.id === own.sessionId))) {
      const password = fieldText(ctx.form, 'password')
      const proven = await proveOwnPassword(parts.kernel, ctx.actor, password, ctx.request.ip)
      if (!proven.ok) return sessions(parts, ctx, own, proven.problems)
    }
    const ended = await ctx.run(async (command) =>
      others ? endOtherSessions(command, own.sessionId) : endOwnSession(command, id),
    )
    if (!ended.ok) return problems(ended.problems)
    return goTo(here(ctx, '/lam-viec/tai-khoan/phien', { da: others ? 'khac' : 'ket' }))
  })

async function tokens(
  parts: Parts,
  ctx: RequestContext,
  own: Own,
  about: { readonly made?: string; readonly list?: readonly Problem[] } = {},
): Promise<Reply> {
  const list = about.list ?? []
  const { password: _, ...typed } = ctx.form.fields
  return show(
    <TokensPage
      ctx={ctx}
      tokens={await accessTokens(parts.kernel.db, own.accountId, today(parts.kernel.clock))}
      made={about.made}
      values={list.length > 0 ? typed : {}}
      errors={formErrors(list, ctx.lang)}
      notice={said(ctx, 'thu-hoi') ? words(ctx.lang).tokenRevoked : undefined}
    />,
    { status: list.length > 0 ? 422 : 200 },
  )
}

export const showTokens = (parts: Parts) => ownPage(parts, (ctx, own) => tokens(parts, ctx, own))

export const takeToken = (parts: Parts) =>
  ownPage(parts, async (ctx, own) => {
    const typed = Number(fieldText(ctx.form, 'days'))
    const days = tokenDays.find((each) => each === typed)
    if (!days) return tokens(parts, ctx, own, { list: [{ code: 'invalid', field: 'days' }] })
    if (ctx.actor.withheld?.length)
      return tokens(parts, ctx, own, { list: [{ code: 'second-factor-first' }] })
    const password = fieldText(ctx.form, 'password')
    const proven = await proveOwnPassword(parts.kernel, ctx.actor, password, ctx.request.ip)
    if (!proven.ok) return tokens(parts, ctx, own, { list: proven.problems })
    const input = { name: fieldText(ctx.form, 'name'), lastDay: addDays(ctx.today, days) }
    const made = await ctx.run(async (command) => {
      const done = await makeAccessToken(command, input)
      if (done.ok) await tellOwner(command, parts.kernel, own.accountId, 'tellToken')
      return done
    })
    if (!made.ok) return tokens(parts, ctx, own, { list: made.problems })
    return tokens(parts, ctx, own, { made: made.value.token })
  })

export const takeRevocation = (parts: Parts) =>
  ownPage(parts, async (ctx) => {
    const id = fieldText(ctx.form, 'token')
    if (!/^[0-9a-f-]{36}$/.test(id)) return problems([{ code: 'token-revoked-already' }])
    const revoked = await ctx.run((command) => revokeAccessToken(command, id))
    if (!revoked.ok) return problems(revoked.problems)
    return goTo(here(ctx, '/lam-viec/tai-khoan/ma-truy-cap', { da: 'thu-hoi' }))
  })
