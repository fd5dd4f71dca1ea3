import { z } from 'zod'
import {
  api,
  fieldText,
  form,
  goTo,
  json,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { here, sendCookies } from '../handlers.ts'
import { type Own, ownFactorPage, ownPage, said } from '../own-account-handlers.tsx'
import { ownPath } from '../own-path.ts'
import type { Parts } from '../parts.ts'
import { proveOwnPassword } from '../prove-password.ts'
import { mustSignInWithFactor } from '../second-factor-roles.ts'
import { endOwnSession } from '../sessions.ts'
import { tellOwner } from '../tell-owner.ts'
import { words } from '../words.ts'
import {
  addPasskey,
  askForKey,
  askForNewKey,
  passkeysOf,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts'
import { PasskeysPage, passkeysPath } from './passkeys-page.tsx'

/** What a browser answers; `@simplewebauthn/server` looks at every part of it. */
const ceremony = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
})
const mine = { permission: 'account.edit-own' } as const
const open = { permission: 'account.sign-in', rateLimit: 60 } as const

export function passkeyRoutes(parts: Parts): Route[] {
  const { kernel } = parts
  const { baseUrl } = kernel.config
  const withSession = async (ctx: RequestContext, work: (own: Own) => Promise<ReturnType<typeof json>>) => {
    const { accountId } = ctx.actor
    const sessionId = parts.identity.sessionOf(ctx.request)
    if (!accountId || !sessionId) return problems([{ code: 'session-needed' }], 403)
    if (await mustSignInWithFactor(kernel.db, ctx.actor))
      return problems([{ code: 'second-factor-sign-in' }], 403)
    return work({ accountId, sessionId })
  }
  return [
    page({
      path: passkeysPath,
      ...mine,
      audit: null,
      handler: ownPage(parts, async (ctx, own) => {
        const w = words(ctx.lang)
        const notice = said(ctx, 'them') ? w.passkeyAdded : said(ctx, 'xoa') ? w.passkeyRemoved : undefined
        return show(
          <PasskeysPage ctx={ctx} keys={await passkeysOf(kernel.db, own.accountId)} notice={notice} />,
        )
      }),
    }),
    form({
      path: `${passkeysPath}/xoa`,
      ...mine,
      audit: 'passkey.removed',
      handler: ownFactorPage(parts, async (ctx, own) => {
        const id = fieldText(ctx.form, 'passkey')
        if (!/^[0-9a-f-]{36}$/.test(id)) return problems([{ code: 'passkey-gone' }])
        const removed = await ctx.run(async (command) => {
          const done = await removePasskey(command, id)
          if (done.ok) await tellOwner(command, kernel, own.accountId, 'tellPasskey')
          return done
        })
        return removed.ok ? goTo(here(ctx, passkeysPath, { da: 'xoa' })) : problems(removed.problems)
      }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/passkeys/options',
      ...mine,
      audit: 'passkey.asked',
      summary: 'What the browser is asked to make a new passkey',
      body: z.object({ password: z.string().max(128) }),
      handler: (ctx) =>
        withSession(ctx, async () => {
          const proven = await proveOwnPassword(kernel, ctx.actor, ctx.body.password, ctx.request.ip)
          if (!proven.ok) return problems(proven.problems)
          const asked = await ctx.run((command) => askForNewKey(command, baseUrl))
          return asked.ok ? json(asked.value) : problems(asked.problems)
        }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/passkeys',
      ...mine,
      audit: 'passkey.added',
      summary: 'Keep a new passkey',
      body: z.object({ name: z.string().max(200), response: ceremony }),
      handler: (ctx) =>
        withSession(ctx, async ({ accountId, sessionId }) => {
          const added = await ctx.run(async (command) => {
            const done = await addPasskey(command, baseUrl, { ...ctx.body, sessionId } as never)
            if (done.ok) await tellOwner(command, kernel, accountId, 'tellPasskey')
            return done
          })
          return added.ok ? json(added.value, { status: 201 }) : problems(added.problems)
        }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/passkeys/sign-in/options',
      ...open,
      audit: 'session.asked',
      summary: 'What the browser is asked to sign in with a passkey',
      body: z.object({}),
      handler: async () => json(await askForKey(kernel)),
    }),
    api({
      method: 'POST',
      path: '/api/v1/passkeys/sign-in',
      ...open,
      audit: 'session.started',
      summary: 'Sign in with a passkey',
      body: z.object({
        response: ceremony,
        remember: z.boolean().default(false),
        next: z.string().max(2000).default(''),
      }),
      handler: async (ctx) => {
        const { response, remember, next } = ctx.body
        const signedIn = await signInWithPasskey(kernel, parts.library, {
          response: response as never,
          remember,
          request: ctx.request,
        })
        if (!signedIn.ok) return problems(signedIn.problems)
        const former = parts.identity.sessionOf(ctx.request)
        if (former) await ctx.run((command) => endOwnSession(command, former))
        sendCookies(ctx, signedIn.value.cookies)
        return json({ to: ownPath(next) ?? '/lam-viec' })
      },
    }),
  ]
}
