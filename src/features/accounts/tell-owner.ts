import type { CommandContext } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { fill, formatInstant } from '../../platform/i18n/index.ts'
import { emailOf } from './email.ts'
import type { AccountWords } from './messages.vi.ts'
import { words } from './words.ts'

export type CredentialChange =
  | 'tellPassword'
  | 'tellEmail'
  | 'tellTwoFactorOn'
  | 'tellTwoFactorOff'
  | 'tellPasskey'
  | 'tellOpenId'
  | 'tellToken'
  | 'tellLoan'
  | 'tellCodeUsed'
  | 'tellCodesFailed'

/**
 * Tells the owner of an account, by mail and in the same transaction, that what opens it has changed: who did not do it
 * learns of it at once (ASVS 2.2.3). `to` is the former address when the address itself changed.
 */
export async function tellOwner(
  ctx: CommandContext,
  { mailer }: Pick<Kernel, 'mailer'>,
  accountId: string,
  change: CredentialChange,
  formerEmail?: string | null,
): Promise<void> {
  const account = await ctx.db
    .selectFrom('account')
    .select(['name', 'username', 'email', 'lang'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const to = formerEmail === undefined ? emailOf(account) : formerEmail
  if (!to) return
  const w: AccountWords = words(account.lang)
  const what = w[change]
  await mailer.send(ctx.db, {
    to,
    subject: `Sao Làng: ${what}`,
    body: fill(w.tellBody, {
      name: account.name,
      username: account.username,
      what,
      at: formatInstant(ctx.now),
    }),
    about: { kind: 'account', id: accountId },
  })
}
