import { z } from 'zod'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
  system,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { issuesToProblems } from '../../platform/http/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { usernamePattern } from './auth/username.ts'
import { placeholderEmail } from './email.ts'

/** An empty field is a field not filled in. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

export const emailInput = optional(
  z
    .email('account-email-invalid')
    .max(200)
    .transform((text) => text.toLowerCase()),
)

export const phoneInput = optional(z.string().regex(/^\+?[0-9][0-9 .-]{7,18}$/, 'phone-invalid'))

/** Who gets an account. Producers often have no e-mail: the username alone will do. */
export const accountInput = z.object({
  username: z
    .string()
    .min(3, 'username-short')
    .max(40, 'username-long')
    .regex(usernamePattern, 'username-letters')
    .transform((text) => text.toLowerCase()),
  name: z.string().min(1, 'account-name-missing').max(200),
  email: emailInput,
  phone: phoneInput,
})

export type AccountInput = z.input<typeof accountInput>

export interface NewAccount extends AccountInput {
  readonly isDemo?: boolean
  readonly lang?: 'vi' | 'en'
  /** Already hashed; without one the person sets it by invitation. */
  readonly passwordHash?: string
}

/** Opens an account that holds no role yet. */
export async function createAccount(
  ctx: CommandContext,
  input: NewAccount,
): Promise<Result<{ accountId: string }>> {
  if (ctx.actor !== system && !mayAnywhere(ctx.actor, 'account.manage', ctx.today)) return refuse('forbidden')
  const read = accountInput.safeParse(input)
  if (!read.success) return failed(...issuesToProblems(read.error.issues))
  const { username, name, email, phone } = read.data
  const taken = await takenBy(ctx, { username, email })
  if (taken.length > 0) return failed(...taken)
  const accountId = uuidv7()
  const made = await unlessTaken(() =>
    ctx.db
      .insertInto('account')
      .values({
        id: accountId,
        username,
        display_username: input.username,
        email: email ?? placeholderEmail(accountId),
        name,
        name_folded: fold(name),
        phone: phone ?? null,
        lang: input.lang ?? 'vi',
        is_demo: input.isDemo ?? false,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute(),
  )
  if (!made.ok) return made
  if (input.passwordHash) await setPasswordHash(ctx, accountId, input.passwordHash)
  ctx.audit({ action: 'account.created', subjectKind: 'account', subjectId: accountId, detail: { username } })
  return ok({ accountId })
}

/** Puts a password in the place of the former one, if there was any. */
export async function setPasswordHash(ctx: CommandContext, accountId: string, hash: string): Promise<void> {
  await ctx.db
    .insertInto('account_credential')
    .values({
      id: uuidv7(),
      account_id: accountId,
      provider: 'credential',
      subject: accountId,
      password: hash,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'provider']).doUpdateSet({ password: hash, updated_at: ctx.now }),
    )
    .execute()
}

/** Which of the names that must be unique are somebody else's. */
export async function takenBy(
  ctx: Pick<CommandContext, 'db'>,
  wanted: { readonly username?: string | undefined; readonly email?: string | undefined },
  except?: string,
): Promise<Problem[]> {
  const rows = await ctx.db
    .selectFrom('account')
    .select(['id', 'username', 'email'])
    .where((eb) => eb.or([eb('username', '=', wanted.username ?? ''), eb('email', '=', wanted.email ?? '')]))
    .execute()
  const others = rows.filter((row) => row.id !== except)
  const problems: Problem[] = []
  if (others.some((row) => row.username === wanted.username))
    problems.push({ code: 'username-taken', field: 'username' })
  if (others.some((row) => row.email === wanted.email)) problems.push({ code: 'email-taken', field: 'email' })
  return problems
}

const takenProblems: Readonly<Record<string, Problem>> = {
  one_account_per_username: { code: 'username-taken', field: 'username' },
  one_account_per_email: { code: 'email-taken', field: 'email' },
}

/** Two who take the same name at the same moment: the database lets one through, the other is told. */
export async function unlessTaken(write: () => Promise<unknown>): Promise<Result<void>> {
  try {
    await write()
    return ok()
  } catch (error) {
    const problem = takenProblems[(error as { constraint?: string }).constraint ?? '']
    if (!problem) throw error
    return failed(problem)
  }
}
