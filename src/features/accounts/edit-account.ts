import { type CommandContext, failed, ok, type Result, refuse } from '../../platform/command/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { mayManageAccount } from './authority.ts'
import { accountInput, takenBy, unlessTaken } from './create-account.ts'
import { emailOf, placeholderEmail } from './email.ts'
import type { Territory } from './places.ts'

/** What an administrator may put right; the username stays, as papers and people know it. */
export const accountEdit = accountInput.omit({ username: true })

export async function editAccount(
  ctx: CommandContext,
  territory: Territory,
  accountId: string,
  input: ReturnType<typeof accountEdit.parse>,
): Promise<Result<{ emailChanged: boolean; formerEmail: string | null }>> {
  const account = await ctx.db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'phone'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  if (!(await mayManageAccount(ctx, territory, accountId))) return refuse('forbidden')
  const taken = input.email ? await takenBy(ctx, { email: input.email }, accountId) : []
  if (taken.length > 0) return failed(...taken)
  const formerEmail = emailOf(account)
  const emailChanged = (input.email ?? null) !== formerEmail
  const edited = await unlessTaken(() =>
    ctx.db
      .updateTable('account')
      .set({
        name: input.name,
        name_folded: fold(input.name),
        email: input.email ?? placeholderEmail(accountId),
        ...(emailChanged && { email_verified: false }),
        phone: input.phone ?? null,
        updated_at: ctx.now,
      })
      .where('id', '=', accountId)
      .execute(),
  )
  if (!edited.ok) return edited
  ctx.audit({
    action: 'account.edited',
    subjectKind: 'account',
    subjectId: accountId,
    detail: {
      nameChanged: input.name !== account.name,
      emailChanged,
      phoneChanged: (input.phone ?? null) !== account.phone,
    },
  })
  return ok({ emailChanged, formerEmail })
}
