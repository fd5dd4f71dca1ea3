import { type Actor, failed, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { verifyPassword } from './auth/password.ts'
import type { Hashed } from './auth/store.ts'
import { tooMany } from './sign-in.ts'
import { clearFailures, countFailure, takeTry } from './throttle.ts'

/**
 * Asks a person who is signed in for the password once more, before what a thief of an open session would do: other
 * password, other e-mail, second factor off. Wrong ones count as failed sign-ins do.
 */
export async function proveOwnPassword(
  kernel: Kernel,
  actor: Actor,
  password: string,
  address: string,
  field = 'password',
): Promise<Result<Hashed>> {
  if (!password) return refuse('required', { field })
  const { accountId } = actor
  if (!accountId) return refuse('sign-in-needed')
  const holder = await kernel.db
    .selectFrom('account as a')
    .innerJoin('account_credential as c', 'c.account_id', 'a.id')
    .select(['a.username', 'c.password'])
    .where('a.id', '=', accountId)
    .where('c.provider', '=', 'credential')
    .executeTakeFirst()
  if (!holder?.password) return refuse('password-wrong', { field })
  const now = kernel.clock()
  const until = await takeTry(kernel.db, holder.username, address, now)
  if (until) return failed({ ...tooMany(until, now), field })
  if (await verifyPassword(password, holder.password)) {
    await clearFailures(kernel.db, holder.username, address)
    return ok({ password, hash: holder.password })
  }
  await countFailure(kernel.db, address, now)
  await kernel.run(actor, async (ctx) => {
    ctx.audit({ action: 'password.refused', subjectKind: 'account', subjectId: accountId })
    return ok()
  })
  return refuse('password-wrong', { field })
}
