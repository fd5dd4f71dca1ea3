import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CommandContext, failed, ok, type Result, refuse } from '../../platform/command/index.ts'
import { revokeAllTokens } from './access-tokens.ts'
import { headersOf } from './auth/cookies.ts'
import type { Library } from './auth/library.ts'
import { flawOfPassword } from './auth/password-rules.ts'
import { type Hashed, within } from './auth/store.ts'
import { emailInput, phoneInput, takenBy, unlessTaken } from './create-account.ts'
import { emailOf, placeholderEmail } from './email.ts'
import { isEnrolling, readCode, rememberCode } from './second-factor.ts'
import { problemOf } from './sign-in.ts'

/** A change that rotates the session: the cookies of the new one are to be sent. */
export interface Rotated {
  readonly cookies: readonly string[]
}

/** Asked of a person whose password was just proven again (`proveOwnPassword`). */
export interface Proven {
  readonly proven: Hashed
  /** Whether this session had a second factor: the one it is changed for has it, too. */
  readonly secondFactor: boolean
  readonly request: FastifyRequest
}

/** Sets a new password; every other session and every access token ends, this session gets a new token. */
export async function changePassword(
  ctx: CommandContext,
  library: Library,
  input: Proven & { readonly made: Hashed },
): Promise<Result<Rotated>> {
  const account = await ownAccount(ctx)
  if (!account) return refuse('sign-in-needed')
  const { proven, made, secondFactor } = input
  const flaw = flawOfPassword(made.password, { username: account.username, field: 'next' })
  if (flaw) return failed(flaw)
  if (made.password === proven.password) return refuse('password-same', { field: 'next' })
  return callLibrary(ctx, 'current', 'password.changed', { proven, made, secondFactor }, async () => {
    const { headers } = await library.api.changePassword({
      body: { currentPassword: proven.password, newPassword: made.password, revokeOtherSessions: true },
      headers: headersOf(input.request),
      returnHeaders: true,
    })
    await revokeAllTokens(ctx, account.id)
    return { cookies: headers.getSetCookie() }
  })
}

/** Begins enrolment: a secret is made and waits to be proven by a first code. */
export async function startSecondFactor(
  ctx: CommandContext,
  library: Library,
  input: Proven,
): Promise<Result<void>> {
  const started = await callLibrary(ctx, 'password', 'two-factor.started', input, () =>
    library.api.enableTwoFactor({
      body: { password: input.proven.password, method: 'totp' },
      headers: headersOf(input.request),
    }),
  )
  if (!started.ok) return started
  await ctx.db
    .updateTable('account_two_factor')
    .set({ created_at: ctx.now })
    .where('account_id', '=', ctx.actor.accountId!)
    .execute()
  return ok()
}

/** Ends enrolment with the first code; answers the backup codes, which are shown this one time. */
export async function confirmSecondFactor(
  ctx: CommandContext,
  library: Library,
  input: { readonly typed: string; readonly request: FastifyRequest },
): Promise<Result<Rotated & { backupCodes: readonly string[] }>> {
  const read = readCode(input.typed)
  if (read?.method !== 'totp') return refuse('code-shape', { field: 'code' })
  if (!(await isEnrolling(ctx.db, ctx.actor.accountId, ctx.now))) return refuse('enrolment-over')
  return callLibrary(ctx, 'code', 'two-factor.enabled', { secondFactor: true }, async () => {
    const { headers } = await library.api.verifyTOTP({
      body: { code: read.code },
      headers: headersOf(input.request),
      returnHeaders: true,
    })
    await rememberCode(ctx, library, ctx.actor.accountId!, read)
    const { backupCodes } = await library.api.viewBackupCodes({ body: { userId: ctx.actor.accountId! } })
    return { cookies: headers.getSetCookie(), backupCodes }
  })
}

export async function disableSecondFactor(
  ctx: CommandContext,
  library: Library,
  input: Proven,
): Promise<Result<Rotated>> {
  return callLibrary(ctx, 'password', 'two-factor.disabled', input, async () => {
    const { headers } = await library.api.disableTwoFactor({
      body: { password: input.proven.password },
      headers: headersOf(input.request),
      returnHeaders: true,
    })
    return { cookies: headers.getSetCookie() }
  })
}

/** Makes ten new backup codes; the old ones stop working. */
export async function renewBackupCodes(
  ctx: CommandContext,
  library: Library,
  input: Proven,
): Promise<Result<{ backupCodes: readonly string[] }>> {
  return callLibrary(ctx, 'password', 'two-factor.codes-renewed', input, async () => {
    const { backupCodes } = await library.api.generateBackupCodes({
      body: { password: input.proven.password },
      headers: headersOf(input.request),
    })
    return { backupCodes }
  })
}

/** What the library does for the person signed in, inside the command's transaction and with its audit line. */
async function callLibrary<T>(
  ctx: CommandContext,
  field: string,
  action: string,
  known: { readonly proven?: Hashed; readonly made?: Hashed; readonly secondFactor?: boolean },
  call: () => Promise<T>,
): Promise<Result<T>> {
  const { accountId } = ctx.actor
  if (!accountId) return refuse('sign-in-needed')
  try {
    const { proven, made, secondFactor } = known
    const value = await within({ trx: ctx.db, proven, made, secondFactor }, call)
    ctx.audit({ action, subjectKind: 'account', subjectId: accountId })
    return ok(value)
  } catch (error) {
    return failed({ ...problemOf(error), field })
  }
}

export const profileInput = z.object({
  email: emailInput,
  phone: phoneInput,
  lang: z.enum(['vi', 'en']),
})

/** Changes what a person may change alone. A new e-mail asks for the password: by mail a lost one is recovered. */
export async function editProfile(
  ctx: CommandContext,
  input: z.output<typeof profileInput> & { readonly proven: boolean },
): Promise<Result<void>> {
  const account = await ownAccount(ctx)
  if (!account) return refuse('sign-in-needed')
  const { email = '' } = input
  const taken = email ? await takenBy(ctx, { email }, account.id) : []
  if (taken.length > 0) return failed(...taken)
  const before = emailOf(account) ?? ''
  if (email !== before && !input.proven) return refuse('password-needed', { field: 'password' })
  const edited = await unlessTaken(() =>
    ctx.db
      .updateTable('account')
      .set({
        email: email || placeholderEmail(account.id),
        ...(email !== before && { email_verified: false }),
        phone: input.phone || null,
        lang: input.lang,
        updated_at: ctx.now,
      })
      .where('id', '=', account.id)
      .execute(),
  )
  if (!edited.ok) return edited
  ctx.audit({
    action: 'account.edited',
    subjectKind: 'account',
    subjectId: account.id,
    detail: { emailChanged: email !== before, phoneChanged: (input.phone || null) !== account.phone },
  })
  return ok()
}

async function ownAccount(ctx: CommandContext) {
  if (!ctx.actor.accountId) return undefined
  return ctx.db
    .selectFrom('account')
    .select(['id', 'username', 'email', 'phone'])
    .where('id', '=', ctx.actor.accountId)
    .forUpdate()
    .executeTakeFirst()
}
