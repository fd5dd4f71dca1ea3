import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { placeholderEmail } from './email.ts'
import { isLastAdministrator } from './grants.ts'

/**
 * Takes what is personal out of an account: address, phone, picture, credentials, sessions, tokens, and the name unless
 * records of the office must go on naming the person. The row stays, closed: records point at it.
 */
export async function eraseAccount(
  ctx: CommandContext,
  accountId: string,
  { keepName }: { readonly keepName: boolean },
): Promise<Result<void>> {
  if (accountId === ctx.actor.accountId) return refuse('lock-own-account')
  if (await isLastAdministrator(ctx, accountId)) return refuse('last-administrator')
  const { db } = ctx
  for (const table of [
    'account_session',
    'account_credential',
    'account_two_factor',
    'account_passkey',
    'account_token',
    'account_invitation',
  ] as const)
    await db.deleteFrom(table).where('account_id', '=', accountId).execute()
  const hidden = `da-xoa-${accountId.slice(-12)}`
  await db
    .updateTable('account')
    .set({
      email: placeholderEmail(hidden),
      phone: null,
      image: null,
      locked_at: ctx.now,
      lock_reason: 'personal.erased',
      updated_at: ctx.now,
      ...(!keepName && {
        name: 'Người dùng đã xóa',
        name_folded: 'nguoi dung da xoa',
        username: hidden,
        display_username: null,
      }),
    })
    .where('id', '=', accountId)
    .execute()
  return ok()
}
