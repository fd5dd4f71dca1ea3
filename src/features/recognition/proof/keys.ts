import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { type Db, jsonb } from '../../../platform/db/index.ts'
import type { Keyring, SigningKey } from '../../../platform/keys/index.ts'
import { allowed } from '../../../rules/permissions/index.ts'
import type { CertificateFacts } from './envelope.ts'
import { signFacts } from './sign.ts'
import type { PublishedKey } from './verify.ts'
import '../tables.ts'

/**
 * The key that signs now; made, published and remembered at first need. Two instances agree on one. A published key whose private
 * half is not in this folder (restored without its keys) is retired: what another pair would sign under its name nobody could verify.
 */
export async function currentKey(
  db: Db,
  keyring: Keyring,
  now: Date,
): Promise<{ id: string; key: SigningKey }> {
  const standing = await db
    .selectFrom('certificate_key')
    .select(['id', 'jwk'])
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (!standing) return nextKey(db, keyring, now)
  const key = await keyring.signing(`certificate-${standing.id}`)
  const published = standing.jwk as JsonWebKey
  if (key.publicJwk.x === published.x && key.publicJwk.y === published.y) return { id: standing.id, key }
  await retire(db, standing.id, now)
  return nextKey(db, keyring, now)
}

async function nextKey(db: Db, keyring: Keyring, now: Date): Promise<{ id: string; key: SigningKey }> {
  const count = await db
    .selectFrom('certificate_key')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const id = `k${Number(count.n) + 1}`
  const key = await keyring.signing(`certificate-${id}`)
  await db
    .insertInto('certificate_key')
    .values({ id, jwk: jsonb(key.publicJwk) as never, active_from: now, retired_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return currentKey(db, keyring, now)
}

function retire(db: Db, id: string, now: Date) {
  return db
    .updateTable('certificate_key')
    .set({ retired_at: now })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .where('active_from', '<', now)
    .executeTakeFirst()
}

/**
 * Ends the current key's signing: the next one signs from now on, what it signed stays verifiable. From the command line (no account)
 * or by an administrator.
 */
export async function rotateKey(
  ctx: CommandContext,
  keyring: Keyring,
): Promise<Result<{ retired: string; id: string }>> {
  const { db, now } = ctx
  if (!allowed(ctx, 'certificate-key.rotate', null)) return refuse('forbidden')
  const { id: retired } = await currentKey(db, keyring, now)
  const { numUpdatedRows } = await retire(db, retired, now)
  // Of two who rotate at once the second finds a key that is as old as its own instant.
  if (numUpdatedRows !== 1n) return refuse('certificate-key-just-made', { data: { key: retired } })
  const { id } = await nextKey(db, keyring, now)
  ctx.audit({
    action: 'certificate-key.rotated',
    subjectKind: 'certificate-key',
    subjectId: id,
    detail: { retired },
  })
  return ok({ retired, id })
}

/** Each key with the days it signed and how many certificates carry its signature, newest first. */
export async function keysInUse(db: Db): Promise<
  readonly {
    id: string
    activeFrom: Date
    retiredAt: Date | null
    certificates: number
    thumbprint: string
  }[]
> {
  const rows = await db
    .selectFrom('certificate_key as k')
    .leftJoin('certificate as c', 'c.key_id', 'k.id')
    .select((eb) => ['k.id', 'k.jwk', 'k.active_from', 'k.retired_at', eb.fn.count<number>('c.id').as('n')])
    .groupBy('k.id')
    .orderBy('k.active_from', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    activeFrom: row.active_from,
    retiredAt: row.retired_at,
    certificates: Number(row.n),
    thumbprint: thumbprint(row.jwk),
  }))
}

/** RFC 7638: by it a printed or published key is compared with this one. */
function thumbprint({ crv, kty, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

/** Every key that ever signed, for browsers and other verifiers. */
export async function publishedKeys(db: Db): Promise<PublishedKey[]> {
  const rows = await db.selectFrom('certificate_key').select(['id', 'jwk']).orderBy('active_from').execute()
  return rows.map((row) => ({ id: row.id, jwk: row.jwk as PublishedKey['jwk'] }))
}

/** The same keys as the server's cryptography takes them. */
export async function publicKeys(db: Db): Promise<ReadonlyMap<string, KeyObject>> {
  const keys = await publishedKeys(db)
  return new Map(keys.map((key) => [key.id, createPublicKey({ key: key.jwk as never, format: 'jwk' })]))
}

/** Signs facts under the current key. */
export async function signCertificate(
  db: Db,
  keyring: Keyring,
  now: Date,
  facts: CertificateFacts,
): Promise<{ payload: string; keyId: string }> {
  const { id, key } = await currentKey(db, keyring, now)
  return { payload: signFacts(facts, id, key), keyId: id }
}
