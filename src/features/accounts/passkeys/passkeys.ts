import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { FastifyRequest } from 'fastify'
import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import type { Library } from '../auth/library.ts'
import { openSessionFor } from '../auth/open-session.ts'
import { actorOf, noteAttempt, problemOf } from '../sign-in.ts'

/** Whose keys these are: the site as people know it. A key made for one address opens no other. */
export function relyingParty(baseUrl: string): { readonly rpID: string; readonly origin: string } {
  const { hostname, origin } = new URL(baseUrl)
  return { rpID: hostname, origin }
}

const challengeMinutes = 5
export const mostPasskeys = 10

export interface PasskeyLine {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  readonly usedAt: Date | null
}

export function passkeysOf(db: Db, accountId: string): Promise<PasskeyLine[]> {
  return db
    .selectFrom('account_passkey')
    .select(['id', 'name', 'created_at as createdAt', 'used_at as usedAt'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
}

/** What the browser is asked for a new key; the password was proven before. */
export async function askForNewKey(
  ctx: CommandContext,
  baseUrl: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  const accountId = ctx.actor.accountId!
  const account = await ctx.db
    .selectFrom('account')
    .select(['username', 'name'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const known = await ctx.db
    .selectFrom('account_passkey')
    .select(['credential_id', 'transports'])
    .where('account_id', '=', accountId)
    .execute()
  if (known.length >= mostPasskeys) return refuse('too-many-passkeys', { data: { maximum: mostPasskeys } })
  const options = await generateRegistrationOptions({
    rpName: 'Sao Làng',
    rpID: relyingParty(baseUrl).rpID,
    userID: new Uint8Array(Buffer.from(accountId)),
    userName: account.username,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: known.map((key) => ({
      id: key.credential_id,
      transports: key.transports as AuthenticatorTransport[],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(ctx, options.challenge, accountId)
  return ok(options)
}

/** Keeps the new key, once the device has signed the question it was asked. */
export async function addPasskey(
  ctx: CommandContext,
  baseUrl: string,
  input: { readonly name: string; readonly response: RegistrationResponseJSON; readonly sessionId: string },
): Promise<Result<{ id: string }>> {
  const { rpID, origin } = relyingParty(baseUrl)
  const accountId = ctx.actor.accountId!
  const name = input.name.trim()
  if (!name) return refuse('passkey-name-missing', { field: 'name' })
  const challenge = await takeChallenge(ctx, input.response, accountId)
  if (!challenge) return refuse('passkey-late')
  const verified = await verifyRegistrationResponse({
    response: input.response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('passkey-refused')
  const { credential } = verified.registrationInfo
  const id = uuidv7()
  const added = await ctx.db
    .insertInto('account_passkey')
    .values({
      id,
      account_id: accountId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: name.slice(0, 100),
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  if (Number(added.numInsertedOrUpdatedRows) === 0) return refuse('passkey-refused')
  // The device checked its person just now: this session has its second factor.
  await ctx.db
    .updateTable('account_session')
    .set({ second_factor: true })
    .where('id', '=', input.sessionId)
    .where('account_id', '=', accountId)
    .execute()
  ctx.audit({ action: 'passkey.added', subjectKind: 'account', subjectId: accountId, detail: { id } })
  return ok({ id })
}

export async function removePasskey(ctx: CommandContext, id: string): Promise<Result<void>> {
  const accountId = ctx.actor.accountId!
  const removed = await ctx.db
    .deleteFrom('account_passkey')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (Number(removed.numDeletedRows) === 0) return refuse('passkey-gone')
  ctx.audit({ action: 'passkey.removed', subjectKind: 'account', subjectId: accountId, detail: { id } })
  return ok()
}

/** A question to whoever sits there: the device names the account itself, so that nobody can ask who has a key. */
export async function askForKey(kernel: Kernel): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(kernel.config.baseUrl).rpID,
    userVerification: 'required',
    allowCredentials: [],
  })
  await keepChallenge({ db: kernel.db, now: kernel.clock() }, options.challenge, null)
  return options
}

type SignedIn = { readonly cookies: readonly string[] } | { readonly refused: string }

/**
 * Signs in with a passkey. The device checked its person (fingerprint, face or PIN), so it is both factors at once. The
 * signature is verified before the transaction; the question is spent whatever comes of it.
 */
export async function signInWithPasskey(
  kernel: Kernel,
  library: Library,
  input: {
    readonly response: AuthenticationResponseJSON
    readonly remember: boolean
    readonly request: FastifyRequest
  },
): Promise<Result<{ cookies: readonly string[] }>> {
  const { rpID, origin } = relyingParty(kernel.config.baseUrl)
  const { response } = input
  const challenge = await takeChallenge({ db: kernel.db, now: kernel.clock() }, response, null)
  if (!challenge) return refuse('passkey-late')
  const key = await kernel.db
    .selectFrom('account_passkey as k')
    .innerJoin('account as a', 'a.id', 'k.account_id')
    .select(['k.id', 'k.credential_id', 'k.public_key', 'k.counter', 'k.transports'])
    .select(['a.id as account_id', 'a.name', 'a.lang'])
    .where('k.credential_id', '=', response.id)
    .executeTakeFirst()
  if (!key) return refuse('passkey-unknown')
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: key.credential_id,
      publicKey: new Uint8Array(key.public_key),
      counter: key.counter,
      transports: key.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined)
  const actor = actorOf({ id: key.account_id, name: key.name, lang: key.lang })
  const done = await kernel.run(actor, async (ctx): Promise<Result<SignedIn>> => {
    const note = (outcome: string) => noteAttempt(ctx, key.account_id, outcome)
    if (!verified?.verified) {
      note('passkey-refused')
      return ok({ refused: 'passkey-refused' })
    }
    await ctx.db
      .updateTable('account_passkey')
      .set({ counter: verified.authenticationInfo.newCounter, used_at: ctx.now })
      .where('id', '=', key.id)
      .execute()
    try {
      const opening = {
        accountId: key.account_id,
        remember: input.remember,
        secondFactor: true,
        request: input.request,
      }
      const cookies = await openSessionFor(ctx, library, opening)
      note('passkey')
      return ok({ cookies })
    } catch (error) {
      const { code } = problemOf(error)
      note(code)
      return ok({ refused: code })
    }
  })
  if (!done.ok) return done
  return 'refused' in done.value ? refuse(done.value.refused) : ok(done.value)
}

async function keepChallenge(
  { db, now }: Pick<CommandContext, 'db' | 'now'> | { db: Db; now: Date },
  challenge: string,
  accountId: string | null,
): Promise<void> {
  await db
    .insertInto('account_passkey_challenge')
    .values({
      challenge,
      account_id: accountId,
      expires_at: new Date(now.getTime() + challengeMinutes * 60_000),
    })
    .execute()
}

/** The question this answer claims to answer, taken away as it is read: it is answered once. */
async function takeChallenge(
  { db, now }: { db: Db; now: Date },
  response: { readonly response: { readonly clientDataJSON: string } },
  accountId: string | null,
): Promise<string | null> {
  const claimed = challengeOf(response.response.clientDataJSON)
  if (!claimed) return null
  const taken = await db
    .deleteFrom('account_passkey_challenge')
    .where('challenge', '=', claimed)
    .where('account_id', 'is not distinct from', accountId)
    .returning('expires_at')
    .executeTakeFirst()
  return taken && taken.expires_at > now ? claimed : null
}

function challengeOf(clientDataJSON: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown
    }
    return typeof challenge === 'string' && /^[\w-]{20,200}$/.test(challenge) ? challenge : null
  } catch {
    return null
  }
}
