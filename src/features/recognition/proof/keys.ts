import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Db, jsonb } from '../../../platform/db/index.ts'
import type { Keyring, SigningKey } from '../../../platform/keys/index.ts'
import type { CertificateFacts } from './envelope.ts'
import { signFacts } from './sign.ts'
import type { PublishedKey } from './verify.ts'
import '../tables.ts'

/** The key that signs now; made, published and remembered at first need. Two instances agree on one. */
export async function currentKey(
  db: Db,
  keyring: Keyring,
  now: Date,
): Promise<{ id: string; key: SigningKey }> {
  const standing = await db
    .selectFrom('certificate_key')
    .select('id')
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (standing) return { id: standing.id, key: await keyring.signing(`certificate-${standing.id}`) }
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

/** Ends the current key's signing; its certificates stay verifiable, the next one signs from now on. */
export async function rotateKey(db: Db, keyring: Keyring, now: Date): Promise<string> {
  await db.updateTable('certificate_key').set({ retired_at: now }).where('retired_at', 'is', null).execute()
  return (await currentKey(db, keyring, now)).id
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
