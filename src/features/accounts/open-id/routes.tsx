import { ok } from '../../../platform/command/index.ts'
import {
  fieldText,
  form,
  goTo,
  page,
  problems,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { formErrors, here, sendCookies } from '../handlers.ts'
import { ownPage, said } from '../own-account-handlers.tsx'
import { ownPath, twoFactorPath } from '../own-path.ts'
import type { Parts } from '../parts.ts'
import { proveOwnPassword } from '../prove-password.ts'
import { endOwnSession } from '../sessions.ts'
import { tellOwner } from '../tell-owner.ts'
import { words } from '../words.ts'
import {
  journeyCookie,
  linkSubject,
  type OpenId,
  openIdPath,
  signInBySubject,
  unlinkSubject,
} from './open-id.ts'
import { LinkPage, linkPath } from './pages.tsx'

const open = { permission: 'account.sign-in', rateLimit: 60 } as const
const mine = { permission: 'account.edit-own' } as const

/** Only where a provider is configured. What goes out leaves by a link, not by a form: a form may lead to this site alone. */
export function openIdRoutes(parts: Parts, openId: OpenId | undefined): Route[] {
  if (!openId) return []
  const { kernel } = parts
  const { provider } = openId
  const keepJourney = (ctx: RequestContext, value: string) =>
    ctx.setCookie(journeyCookie, value, { maxAge: value === '' ? 0 : 600 })
  const refusedTo = (ctx: RequestContext, code: string): Reply => goTo(here(ctx, '/dang-nhap', { loi: code }))

  async function linkPage(
    ctx: RequestContext,
    accountId: string,
    about: Partial<Parameters<typeof LinkPage>[0]> = {},
  ) {
    const linked = await kernel.db
      .selectFrom('account_credential')
      .select('created_at')
      .where('account_id', '=', accountId)
      .where('provider', '=', provider.issuer)
      .executeTakeFirst()
    const w = words(ctx.lang)
    const notice = said(ctx, 'noi') ? w.openIdLinked : said(ctx, 'bo') ? w.openIdUnlinked : undefined
    const view = (
      <LinkPage ctx={ctx} provider={provider.name} since={linked?.created_at} notice={notice} {...about} />
    )
    return show(view, { status: about.errors ? 422 : 200 })
  }

  return [
    page({
      path: openIdPath,
      ...open,
      audit: null,
      handler: async (ctx) => {
        const next = ownPath(ctx.url.searchParams.get('tiep'))
        const out = await openId.setOut({ purpose: 'sign-in', accountId: null, next })
        if (!out) return refusedTo(ctx, 'openid-away')
        keepJourney(ctx, out.cookie)
        return goTo(out.to)
      },
    }),
    page({
      path: `${openIdPath}/tro-lai`,
      ...open,
      audit: 'session.started',
      handler: async (ctx) => {
        const journey = openId.journeyOf(ctx.cookie(journeyCookie))
        keepJourney(ctx, '')
        if (!journey) return refusedTo(ctx, 'openid-late')
        const subject = await openId.comeBack(ctx.url, journey)
        if (!subject) return refusedTo(ctx, 'openid-refused')
        const about = { issuer: provider.issuer, subject, request: ctx.request }
        if (journey.purpose === 'link') {
          const accountId = journey.accountId ?? ''
          const linked = await ctx.run(async (command) => {
            const done = await linkSubject(command, { ...about, accountId })
            if (done.ok) await tellOwner(command, kernel, accountId, 'tellOpenId')
            return done
          })
          if (linked.ok) return goTo(here(ctx, linkPath, { da: 'noi' }))
          return problems(linked.problems)
        }
        const done = await signInBySubject(parts, about)
        if (!done.ok) return refusedTo(ctx, done.problems[0]!.code)
        sendCookies(ctx, done.value.cookies)
        if (done.value.kind === 'second-factor')
          return goTo(here(ctx, '/dang-nhap/buoc-hai', { tiep: journey.next }))
        const former = parts.identity.sessionOf(ctx.request)
        if (former) await ctx.run((command) => endOwnSession(command, former))
        if (done.value.lacksFactor) return goTo(here(ctx, twoFactorPath))
        return goTo(journey.next ?? here(ctx, '/lam-viec'))
      },
    }),
    page({
      path: linkPath,
      ...mine,
      audit: null,
      handler: ownPage(parts, (ctx, own) => linkPage(ctx, own.accountId)),
    }),
    form({
      path: linkPath,
      ...mine,
      audit: 'openid.asked',
      handler: ownPage(parts, async (ctx, own) => {
        const password = fieldText(ctx.form, 'password')
        const proven = await proveOwnPassword(kernel, ctx.actor, password, ctx.request.ip)
        if (!proven.ok) return linkPage(ctx, own.accountId, { errors: formErrors(proven.problems, ctx.lang) })
        const out = await openId.setOut({ purpose: 'link', accountId: own.accountId, next: null })
        if (!out)
          return linkPage(ctx, own.accountId, { errors: formErrors([{ code: 'openid-away' }], ctx.lang) })
        await ctx.run(async () => ok())
        keepJourney(ctx, out.cookie)
        return linkPage(ctx, own.accountId, { goOn: out.to })
      }),
    }),
    form({
      path: `${linkPath}/bo`,
      ...mine,
      audit: 'openid.unlinked',
      handler: ownPage(parts, async (ctx, own) => {
        const done = await ctx.run(async (command) => {
          const unlinked = await unlinkSubject(command, provider.issuer)
          if (unlinked.ok) await tellOwner(command, kernel, own.accountId, 'tellOpenId')
          return unlinked
        })
        return done.ok ? goTo(here(ctx, linkPath, { da: 'bo' })) : problems(done.problems)
      }),
    }),
  ]
}
