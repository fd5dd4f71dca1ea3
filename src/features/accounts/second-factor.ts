import { createHash } from 'node:crypto'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { FastifyRequest } from 'fastify'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { revokeAllTokens } from './access-tokens.ts'
import { areOfFormerKind, readBackupCode } from './auth/backup-codes.ts'
import { headersOf, signedCookie } from './auth/cookies.ts'
import type { Library } from './auth/library.ts'
import { within } from './auth/store.ts'
import { stepOfCode } from './auth/totp-step.ts'
import { mayManageAccount } from './authority.ts'
import type { Territory } from './places.ts'
import { endSessions } from './sessions.ts'
import { actorOf, noteAttempt, problemOf, refused, type SignInOutcome } from './sign-in.ts'
import { tellOwner } from './tell-owner.ts'

interface CodeRead {
  readonly method: 'totp' | 'backup-code'
  readonly code: string
}

/** A code of the app has six digits; a backup code more characters, with or without its hyphens. */
export function readCode(typed: string): CodeRead | null {
  const plain = typed.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(plain)) return { method: 'totp', code: plain }
  const code = readBackupCode(typed)
  return code === null ? null : { method: 'backup-code', code }
}

/** Whose sign-in waits for a second factor in this browser; null when there is none or it took too long. */
export async function pendingHolder(
  kernel: Kernel,
  library: Library,
  secret: string,
  request: FastifyRequest,
) {
  const context = await library.$context
  const identifier = signedCookie(request, context.createAuthCookie('two_factor').name, secret)
  if (!identifier) return null
  const challenge = await context.internalAdapter.findVerificationValue(identifier)
  if (!challenge || challenge.expiresAt <= new Date()) return null
  const holder = await kernel.db
    .selectFrom('account')
    .select(['id', 'name', 'lang'])
    .where('id', '=', challenge.value)
    .executeTakeFirst()
  return holder ?? null
}

/** Second step of signing in: a code of the app, or one of the backup codes. Every try is written down. */
export async function passSecondFactor(
  kernel: Kernel,
  library: Library,
  secret: string,
  input: { readonly typed: string; readonly request: FastifyRequest },
): Promise<SignInOutcome> {
  const holder = await pendingHolder(kernel, library, secret, input.request)
  if (!holder) return refused({ code: 'challenge-gone' })
  const read = readCode(input.typed)
  if (!read) return refused({ code: 'code-shape', field: 'code' })
  const result = await kernel.run(actorOf(holder), async (ctx) => {
    const closed = await closedTo(ctx, library, holder.id, read)
    const outcome = closed
      ? refused({ code: closed, field: 'code' })
      : await within({ trx: ctx.db, secondFactor: true }, () => verify(library, read, input.request))
    if (outcome.kind === 'signed-in') await rememberCode(ctx, library, holder.id, read)
    noteAttempt(ctx, holder.id, outcome.kind === 'refused' ? outcome.problem.code : read.method)
    if (outcome.kind === 'refused') await tellOfFailure(ctx, kernel, holder.id, outcome.problem.code)
    return ok(outcome)
  })
  return result.ok ? result.value : refused(result.problems[0]!)
}

/** So many wrong codes in a row are no slip of the finger. */
const failuresToTell = 3
const tellEveryMs = 3_600_000

/**
 * Somebody had the right password and failed at the second step: with a code that was used before, or again and again. The holder
 * hears of it by mail, once an hour at most (ASVS 2.8.5).
 */
async function tellOfFailure(
  ctx: CommandContext,
  kernel: Pick<Kernel, 'mailer'>,
  accountId: string,
  code: string,
): Promise<void> {
  if (code === 'account-locked' || code === 'second-factor-unreadable') return
  const told = await ctx.db
    .updateTable('account_two_factor')
    .set({ told_at: ctx.now })
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<', new Date(+ctx.now - tellEveryMs))]))
    .$if(code === 'code-wrong', (query) => query.where('failed_verification_count', '>=', failuresToTell))
    .executeTakeFirst()
  if (Number(told.numUpdatedRows) === 0) return
  await tellOwner(ctx, kernel, accountId, code === 'code-used' ? 'tellCodeUsed' : 'tellCodesFailed')
}

async function verify(
  library: Library,
  { method, code }: CodeRead,
  request: FastifyRequest,
): Promise<SignInOutcome> {
  try {
    const call = { body: { code }, headers: headersOf(request), returnHeaders: true } as const
    const { headers } =
      method === 'totp' ? await library.api.verifyTOTP(call) : await library.api.verifyBackupCode(call)
    return { kind: 'signed-in', cookies: headers.getSetCookie() }
  } catch (error) {
    return refused({ ...problemOf(error), field: 'code' })
  }
}

/**
 * Why this code opens nothing: it opens once (RFC 6238 5.2), and with it all of its half minute and before, which would be good for a while. The row stays
 * locked, so that the same code twice at once opens once, too.
 */
async function closedTo(
  ctx: CommandContext,
  library: Library,
  accountId: string,
  read: CodeRead,
): Promise<'code-used' | 'second-factor-unreadable' | null> {
  const row = await ctx.db
    .selectFrom('account_two_factor')
    .select(['secret', 'last_code', 'last_step'])
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  if ((await openSecret(library, row.secret)) === null) return 'second-factor-unreadable'
  if (row.last_code === codeHash(accountId, read.code)) return 'code-used'
  const step = await stepOf(library, row.secret, read)
  return step !== null && row.last_step !== null && step <= row.last_step ? 'code-used' : null
}

/** Remembers what opened the account, or ended the enrolment: that must not open it, either. */
export async function rememberCode(
  ctx: CommandContext,
  library: Library,
  accountId: string,
  read: CodeRead,
): Promise<void> {
  const row = await ctx.db
    .selectFrom('account_two_factor')
    .select('secret')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const step = await stepOf(library, row.secret, read)
  await ctx.db
    .updateTable('account_two_factor')
    .set({ last_code: codeHash(accountId, read.code), ...(step !== null && { last_step: step }) })
    .where('account_id', '=', accountId)
    .execute()
}

async function stepOf(library: Library, secret: string, { method, code }: CodeRead): Promise<number | null> {
  if (method !== 'totp') return null
  const opened = await openSecret(library, secret)
  return opened === null ? null : stepOfCode(opened, code, Date.now())
}

/** Null where it was locked by another sign-in key than this instance has: the key was changed, or the data came without it. */
async function openSecret(library: Library, data: string): Promise<string | null> {
  const { secretConfig } = await library.$context
  return symmetricDecrypt({ key: secretConfig, data }).catch(() => null)
}

const codeHash = (accountId: string, code: string) =>
  createHash('sha256').update(`${accountId}\n${code}`).digest('base64url')

export type SecondFactorState = 'off' | 'started' | 'on'

export async function secondFactorState(db: Db, accountId: string): Promise<SecondFactorState> {
  const row = await db
    .selectFrom('account_two_factor')
    .select('verified')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return 'off'
  return row.verified ? 'on' : 'started'
}

export interface BackupCodes {
  readonly left: number
  /** Given before they were as long as today: they should be replaced. */
  readonly areOld: boolean
}

/** How many backup codes somebody whose second factor is on has left; null where it cannot be read any more. */
export async function backupCodesOf(
  library: Library,
  db: Db,
  accountId: string,
): Promise<BackupCodes | null> {
  const row = await db
    .selectFrom('account_two_factor')
    .select('secret')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row || (await openSecret(library, row.secret)) === null) return null
  const { backupCodes } = await library.api.viewBackupCodes({ body: { userId: accountId } })
  return { left: backupCodes.length, areOld: areOfFormerKind(backupCodes) }
}

/** An enrolment that was begun with the password must be ended soon: later it could be somebody else's hand. */
const enrolmentMinutes = 15

export async function isEnrolling(db: Db, accountId: string | null, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('account_two_factor')
    .select('id')
    .where('account_id', '=', accountId)
    .where('verified', '=', false)
    .where('created_at', '>', new Date(now.getTime() - enrolmentMinutes * 60_000))
    .executeTakeFirst()
  return row !== undefined
}

/** The address the app reads from the QR code, while enrolment is under way; null when there is none. */
export async function enrolmentUri(
  library: Library,
  db: Db,
  accountId: string,
  now: Date,
): Promise<string | null> {
  if (!(await isEnrolling(db, accountId, now))) return null
  const row = await db
    .selectFrom('account_two_factor as t')
    .innerJoin('account as a', 'a.id', 't.account_id')
    .select(['t.secret', 'a.username'])
    .where('t.account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const opened = await openSecret(library, row.secret)
  if (opened === null) return null
  const secret = base32(Buffer.from(opened))
  const label = `Sao Làng:${row.username}`
  return `otpauth://totp/${encodeURIComponent(label)}?secret=${secret}&issuer=${encodeURIComponent('Sao Làng')}`
}

/** RFC 4648, without padding: what authenticator apps read, and what a person can type. */
function base32(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(held >>> bits) & 31]
      held &= (1 << bits) - 1
    }
  }
  return bits > 0 ? text + letters[(held << (5 - bits)) & 31] : text
}

/**
 * Takes the second factor off somebody's account, passkeys with it: the phone is lost, and whoever finds it must not open
 * the account with the key that lies in it.
 */
export async function resetSecondFactor(
  ctx: CommandContext,
  kernel: Pick<Kernel, 'mailer'>,
  territory: Territory,
  input: { readonly accountId: string; readonly reason: string },
): Promise<Result<void>> {
  if (!input.reason.trim()) return refuse('account-reason-missing', { field: 'reason' })
  if (!(await mayManageAccount(ctx, territory, input.accountId))) return refuse('forbidden')
  const removed = await ctx.db
    .deleteFrom('account_two_factor')
    .where('account_id', '=', input.accountId)
    .executeTakeFirst()
  const passkeys = await ctx.db
    .deleteFrom('account_passkey')
    .where('account_id', '=', input.accountId)
    .executeTakeFirst()
  if (removed.numDeletedRows + passkeys.numDeletedRows === 0n) return refuse('second-factor-off-already')
  await ctx.db
    .updateTable('account')
    .set({ two_factor_enabled: false, updated_at: ctx.now })
    .where('id', '=', input.accountId)
    .execute()
  await endSessions(ctx, input.accountId)
  await revokeAllTokens(ctx, input.accountId)
  ctx.audit({
    action: 'two-factor.reset',
    subjectKind: 'account',
    subjectId: input.accountId,
    detail: { reason: input.reason, passkeys: Number(passkeys.numDeletedRows) },
  })
  await tellOwner(ctx, kernel, input.accountId, 'tellTwoFactorOff')
  return ok()
}
