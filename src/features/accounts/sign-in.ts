import { APIError } from 'better-auth/api'
import type { FastifyRequest } from 'fastify'
import { type Actor, type CommandContext, ok, type Problem, visitor } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { headersOf } from './auth/cookies.ts'
import type { Library } from './auth/library.ts'
import { pretendToVerify, verifyPassword } from './auth/password.ts'
import { within } from './auth/store.ts'
import type { Parts } from './parts.ts'
import { needsSecondFactor } from './second-factor-roles.ts'
import { addressClosed, clearFailures, countFailure, takeTry } from './throttle.ts'

/** What a step of signing in led to; `cookies` are to be sent as they are. */
export type SignInOutcome =
  | {
      readonly kind: 'signed-in' | 'second-factor'
      readonly cookies: readonly string[]
      /** A role of this person gives nothing until a second factor is there. */
      readonly lacksFactor?: boolean
    }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly cookies?: readonly string[] }

export interface SignInRequest {
  /** Username or e-mail, as typed. */
  readonly login: string
  readonly password: string
  readonly remember: boolean
  readonly request: FastifyRequest
}

interface Holder {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly lang: 'vi' | 'en'
  readonly password: string | null
}

/**
 * First step: name and password. The password is proven before the transaction begins (0.1 s of hashing must not hold a
 * connection), and counted before that; a wrong one is written down, without saying whether the name or the password was wrong.
 */
export async function signIn(
  { kernel, library, secondFactorRoles }: Pick<Parts, 'kernel' | 'library' | 'secondFactorRoles'>,
  input: SignInRequest,
): Promise<SignInOutcome> {
  const login = input.login.trim().toLowerCase()
  const address = input.request.ip
  const now = kernel.clock()
  const until = await takeTry(kernel.db, login, address, now)
  if (until) return refused(tooMany(until, now))
  const holder = await findHolder(kernel, login)
  const right = holder?.password
    ? await verifyPassword(input.password, holder.password)
    : await pretendToVerify(input.password)
  if (!holder?.password || !right) {
    const closed = await countFailure(kernel.db, address, now)
    await recordFailure(kernel, holder)
    return refused(closed ? tooMany(closed, now) : { code: 'sign-in-wrong' })
  }
  // Of many names tried at once from one address: what others have closed meanwhile is closed to a right guess, too.
  const closed = await addressClosed(kernel.db, address, now)
  if (closed) return refused(tooMany(closed, now))
  await clearFailures(kernel.db, login, address)
  const proven = { password: input.password, hash: holder.password }
  const result = await kernel.run(actorOf(holder), async (ctx) => {
    const outcome = await within({ trx: ctx.db, proven }, () => openSession(library, holder, input))
    noteAttempt(ctx, holder.id, outcome.kind === 'refused' ? outcome.problem.code : outcome.kind)
    if (outcome.kind !== 'signed-in') return ok(outcome)
    const about = { accountId: holder.id, today: ctx.today }
    return ok({ ...outcome, lacksFactor: await needsSecondFactor(ctx.db, secondFactorRoles, about) })
  })
  return result.ok ? result.value : refused(result.problems[0]!)
}

async function openSession(library: Library, holder: Holder, input: SignInRequest): Promise<SignInOutcome> {
  try {
    const { headers, response } = await library.api.signInUsername({
      body: { username: holder.username, password: input.password, rememberMe: input.remember },
      headers: headersOf(input.request),
      returnHeaders: true,
    })
    const asked = response !== null && 'twoFactorRedirect' in response
    return { kind: asked ? 'second-factor' : 'signed-in', cookies: headers.getSetCookie() }
  } catch (error) {
    return refused(problemOf(error))
  }
}

async function findHolder(kernel: Kernel, login: string): Promise<Holder | undefined> {
  return kernel.db
    .selectFrom('account as a')
    .leftJoin('account_credential as c', (join) =>
      join.onRef('c.account_id', '=', 'a.id').on('c.provider', '=', 'credential'),
    )
    .select(['a.id', 'a.name', 'a.username', 'a.lang', 'c.password'])
    .where(login.includes('@') ? 'a.email' : 'a.username', '=', login)
    .executeTakeFirst()
}

/** A name nobody has is not written down: it may be a password typed into the wrong field. */
async function recordFailure(kernel: Kernel, holder: Holder | undefined): Promise<void> {
  await kernel.run(visitor, async (ctx) => {
    noteAttempt(ctx, holder?.id ?? 'unknown', 'sign-in-wrong')
    return ok()
  })
}

export function noteAttempt(ctx: CommandContext, accountId: string, outcome: string): void {
  ctx.audit({ action: 'session.started', subjectKind: 'account', subjectId: accountId, detail: { outcome } })
}

export function actorOf(holder: Pick<Holder, 'id' | 'name' | 'lang'>): Actor {
  return { accountId: holder.id, name: holder.name, grants: [], lang: holder.lang }
}

export const refused = (problem: Problem): SignInOutcome => ({ kind: 'refused', problem })

export function tooMany(until: Date, now: Date): Problem {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  return { code: 'too-many-attempts', data: { minutes } }
}

const codes: Readonly<Record<string, string>> = {
  ACCOUNT_LOCKED: 'account-locked',
  DEMO_CLOSED: 'demo-closed',
  INVALID_CODE: 'code-wrong',
  INVALID_BACKUP_CODE: 'code-wrong',
  INVALID_TWO_FACTOR_COOKIE: 'challenge-gone',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'challenge-spent',
  ACCOUNT_TEMPORARILY_LOCKED: 'second-factor-locked',
  TOTP_NOT_ENABLED: 'challenge-gone',
  TOTP_ALREADY_ENABLED: 'second-factor-on-already',
  INVALID_PASSWORD: 'password-wrong',
}

/** What the library refused, in our words; anything else is a defect. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof APIError)) throw error
  const code = codes[String(error.body?.code)]
  if (!code) throw error
  return { code }
}
