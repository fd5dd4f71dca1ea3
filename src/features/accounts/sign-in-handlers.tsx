import { ok, type Problem } from '../../platform/command/index.ts'
import { fieldText, goTo, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { endedUnderFormerName, headersOf } from './auth/cookies.ts'
import { within } from './auth/store.ts'
import { demoSignIns } from './demo.ts'
import { formErrors, here, sendCookies } from './handlers.ts'
import { ownPath, twoFactorPath } from './own-path.ts'
import { SecondStepPage } from './pages/second-step-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import type { Parts } from './parts.ts'
import { passSecondFactor, pendingHolder } from './second-factor.ts'
import { endOwnSession } from './sessions.ts'
import { type SignInOutcome, signIn } from './sign-in.ts'
import { words } from './words.ts'

const notices = { ra: 'signedOut', moi: 'passwordSet' } as const

/** What may have gone wrong at the provider, told on the sign-in page. */
const refusals = [
  'openid-away',
  'openid-late',
  'openid-refused',
  'openid-unknown',
  'account-locked',
  'demo-closed',
] as const

export const showSignIn =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const next = ownPath(ctx.url.searchParams.get('tiep'))
    if (parts.identity.sessionOf(ctx.request)) return goTo(next ?? here(ctx, '/lam-viec'))
    const demo = await demoSignIns(parts.kernel)
    const asked = ctx.url.searchParams.get('minh-hoa')
    const picked = demo.some((each) => each.username === asked)
    const login = picked ? asked : ctx.url.searchParams.get('ten')
    const notice = notices[ctx.url.searchParams.get('da') as keyof typeof notices]
    ctx.setHeader('cache-control', 'no-store')
    const failed = refusals.find((code) => code === ctx.url.searchParams.get('loi'))
    return show(
      <SignInPage
        ctx={ctx}
        next={next}
        values={{ login: login?.slice(0, 200) ?? '' }}
        notice={notice && words(ctx.lang)[notice]}
        demo={demo}
        picked={picked}
        provider={parts.openId?.provider.name}
        errors={failed && formErrors([{ code: failed }], ctx.lang)}
      />,
    )
  }

export const takeSignIn =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const login = fieldText(ctx.form, 'login')
    const password = fieldText(ctx.form, 'password')
    const next = ownPath(fieldText(ctx.form, 'tiep'))
    const missing: Problem[] = []
    if (!login) missing.push({ code: 'login-missing', field: 'login' })
    if (!password) missing.push({ code: 'password-missing', field: 'password' })
    const remember = fieldText(ctx.form, 'remember') === 'yes'
    const outcome: SignInOutcome =
      missing.length > 0 || login.length > 200 || password.length > 128
        ? { kind: 'refused', problem: missing[0] ?? { code: 'sign-in-wrong' } }
        : await signIn(parts, { login, password, remember, request: ctx.request })
    if (outcome.kind === 'refused') {
      const list = missing.length > 0 ? missing : [outcome.problem]
      return refusedSignIn(parts, ctx, next, list)
    }
    sendCookies(ctx, outcome.cookies)
    if (outcome.kind === 'second-factor') return goTo(here(ctx, '/dang-nhap/buoc-hai', { tiep: next }))
    await endFormerSession(parts, ctx)
    if (outcome.lacksFactor) return goTo(here(ctx, twoFactorPath))
    return goTo(next ?? here(ctx, '/lam-viec'))
  }

/** The same page again: what was typed stays, the password does not. */
async function refusedSignIn(
  parts: Parts,
  ctx: RequestContext,
  next: string | null,
  problems: readonly Problem[],
): Promise<Reply> {
  const waiting = problems.find((problem) => problem.code === 'too-many-attempts')
  if (waiting) ctx.setHeader('retry-after', String(60 * Number(waiting.data?.minutes ?? 1)))
  const { password: _, ...typed } = ctx.form.fields
  return show(
    <SignInPage
      ctx={ctx}
      next={next}
      values={typed}
      errors={formErrors(problems, ctx.lang)}
      demo={await demoSignIns(parts.kernel)}
      provider={parts.openId?.provider.name}
    />,
    { status: waiting ? 429 : 422 },
  )
}

/** Signing in anew, over an open session, closes that one: no session outlives its cookie. */
async function endFormerSession(parts: Parts, ctx: RequestContext): Promise<void> {
  const former = parts.identity.sessionOf(ctx.request)
  if (former) await ctx.run((command) => endOwnSession(command, former))
}

export const showSecondStep =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const next = ownPath(ctx.url.searchParams.get('tiep'))
    const holder = await pendingHolder(parts.kernel, parts.library, parts.secret, ctx.request)
    if (!holder) return goTo(here(ctx, '/dang-nhap', { tiep: next }))
    ctx.setHeader('cache-control', 'no-store')
    return show(<SecondStepPage ctx={ctx} next={next} />)
  }

export const takeSecondStep =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const next = ownPath(fieldText(ctx.form, 'tiep'))
    const outcome = await passSecondFactor(parts.kernel, parts.library, parts.secret, {
      typed: fieldText(ctx.form, 'code'),
      request: ctx.request,
    })
    if (outcome.kind !== 'refused') {
      sendCookies(ctx, outcome.cookies)
      await endFormerSession(parts, ctx)
      return goTo(next ?? here(ctx, '/lam-viec'))
    }
    const over = ['challenge-gone', 'challenge-spent', 'account-locked'].includes(outcome.problem.code)
    if (over) return refusedSignIn(parts, ctx, next, [{ code: outcome.problem.code }])
    return show(<SecondStepPage ctx={ctx} next={next} errors={formErrors([outcome.problem], ctx.lang)} />, {
      status: outcome.problem.code === 'second-factor-locked' ? 429 : 422,
    })
  }

export const takeSignOut =
  (parts: Parts) =>
  async (ctx: RequestContext): Promise<Reply> => {
    const session = parts.identity.sessionOf(ctx.request)
    const ended = await ctx.run(async (command) => {
      if (session) await endOwnSession(command, session)
      const { headers } = await within({ trx: command.db }, () =>
        parts.library.api.signOut({ headers: headersOf(ctx.request), returnHeaders: true }),
      )
      return ok(headers.getSetCookie())
    })
    if (ended.ok) sendCookies(ctx, [...ended.value, ...endedUnderFormerName(ctx.request)])
    return goTo(here(ctx, '/dang-nhap', { da: 'ra' }))
  }
