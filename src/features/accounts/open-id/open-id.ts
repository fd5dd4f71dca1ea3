import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import * as client from 'openid-client'
import { z } from 'zod'
import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import type { OpenIdProvider } from '../../../platform/config/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { askSecondFactor, openSessionFor } from '../auth/open-session.ts'
import type { Parts } from '../parts.ts'
import { needsSecondFactor } from '../second-factor-roles.ts'
import { actorOf, noteAttempt, problemOf } from '../sign-in.ts'

export const openIdPath = '/dang-nhap/openid'
export const journeyCookie = 'saolang_openid'
const journeyMinutes = 10

/** What this browser set out for; it travels in a signed cookie and is used up on the way back. */
const journeyShape = z.object({
  purpose: z.enum(['sign-in', 'link']),
  accountId: z.string().nullable(),
  next: z.string().nullable(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
})
export type Journey = z.infer<typeof journeyShape>

/** The provider as it describes itself, asked at first need and again after a failure. */
export class OpenId {
  private known: Promise<client.Configuration> | undefined

  constructor(
    readonly provider: OpenIdProvider,
    private readonly baseUrl: string,
    private readonly secret: string,
  ) {}

  private configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.provider
    const options = issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}
    this.known ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { ...options, timeout: 10 })
      .catch((error) => {
        this.known = undefined
        throw error
      })
    return this.known
  }

  private get redirectUri(): string {
    return `${this.baseUrl}${openIdPath}/tro-lai`
  }

  /** Sets out: where to send the browser, and the cookie that lets it come back. Null: the provider does not answer. */
  async setOut(
    about: Pick<Journey, 'purpose' | 'accountId' | 'next'>,
  ): Promise<{ to: string; cookie: string } | null> {
    const configuration = await this.configuration().catch(() => null)
    if (!configuration) return null
    const verifier = client.randomPKCECodeVerifier()
    const journey: Journey = {
      ...about,
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier,
      until: Date.now() + journeyMinutes * 60_000,
    }
    const to = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid profile',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { to: to.href, cookie: this.sealed(journey) }
  }

  /** Comes back: who it is at the provider. Code, state, nonce, issuer, signature and times are the client library's to check. */
  async comeBack(url: URL, journey: Journey): Promise<string | null> {
    const at = new URL(this.redirectUri)
    at.search = url.search
    try {
      const tokens = await client.authorizationCodeGrant(await this.configuration(), at, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      return tokens.claims()?.sub ?? null
    } catch {
      return null
    }
  }

  private sealed(journey: Journey): string {
    const text = Buffer.from(JSON.stringify(journey)).toString('base64url')
    return `${text}.${this.signature(text)}`
  }

  private signature(text: string): string {
    return createHmac('sha256', this.secret).update(`openid\n${text}`).digest('base64url')
  }

  journeyOf(cookie = ''): Journey | null {
    const [text = '', given = ''] = cookie.split('.')
    const expected = Buffer.from(this.signature(text))
    const signature = Buffer.from(given)
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null
    const read = journeyShape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return read.success && read.data.until > Date.now() ? read.data : null
  }
}

type Outcome =
  | {
      readonly kind: 'signed-in' | 'second-factor'
      readonly cookies: readonly string[]
      readonly lacksFactor?: boolean
    }
  | { readonly kind: 'refused'; readonly code: string }

/** Opens a session for the account this subject is linked with; a second factor of the account is still asked for. */
export async function signInBySubject(
  { kernel, library, secondFactorRoles }: Pick<Parts, 'kernel' | 'library' | 'secondFactorRoles'>,
  about: { readonly issuer: string; readonly subject: string; readonly request: FastifyRequest },
): Promise<Result<Exclude<Outcome, { kind: 'refused' }>>> {
  const holder = await kernel.db
    .selectFrom('account_credential as c')
    .innerJoin('account as a', 'a.id', 'c.account_id')
    .select(['a.id', 'a.name', 'a.lang', 'a.two_factor_enabled'])
    .where('c.provider', '=', about.issuer)
    .where('c.subject', '=', about.subject)
    .executeTakeFirst()
  if (!holder) return refuse('openid-unknown')
  const done = await kernel.run(actorOf(holder), async (ctx): Promise<Result<Outcome>> => {
    try {
      if (holder.two_factor_enabled) {
        noteAttempt(ctx, holder.id, 'second-factor')
        const cookies = await askSecondFactor(ctx, library, holder.id)
        return ok({ kind: 'second-factor', cookies })
      }
      const opening = { accountId: holder.id, remember: false, secondFactor: false, request: about.request }
      const cookies = await openSessionFor(ctx, library, opening)
      noteAttempt(ctx, holder.id, 'openid')
      const whose = { accountId: holder.id, today: ctx.today }
      const lacksFactor = await needsSecondFactor(ctx.db, secondFactorRoles, whose)
      return ok({ kind: 'signed-in', cookies, lacksFactor })
    } catch (error) {
      const { code } = problemOf(error)
      noteAttempt(ctx, holder.id, code)
      return ok({ kind: 'refused', code })
    }
  })
  if (!done.ok) return done
  return done.value.kind === 'refused' ? refuse(done.value.code) : ok(done.value)
}

/** Links the account of the person who set out with who they are at the provider. */
export async function linkSubject(
  ctx: CommandContext,
  about: { readonly accountId: string; readonly issuer: string; readonly subject: string },
): Promise<Result<void>> {
  if (ctx.actor.accountId !== about.accountId) return refuse('openid-other-person')
  const linked = await ctx.db
    .insertInto('account_credential')
    .values({
      id: uuidv7(),
      account_id: about.accountId,
      provider: about.issuer,
      subject: about.subject,
      password: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(linked.numInsertedOrUpdatedRows) === 0) return refuse('openid-taken')
  ctx.audit({ action: 'openid.linked', subjectKind: 'account', subjectId: about.accountId })
  return ok()
}

export async function unlinkSubject(ctx: CommandContext, issuer: string): Promise<Result<void>> {
  const accountId = ctx.actor.accountId!
  const removed = await ctx.db
    .deleteFrom('account_credential')
    .where('account_id', '=', accountId)
    .where('provider', '=', issuer)
    .executeTakeFirst()
  if (Number(removed.numDeletedRows) === 0) return refuse('openid-not-linked')
  ctx.audit({ action: 'openid.unlinked', subjectKind: 'account', subjectId: accountId })
  return ok()
}
