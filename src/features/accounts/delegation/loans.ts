import { z } from 'zod'
import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../../platform/db/index.ts'
import { parseDay } from '../../../platform/i18n/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { LENDABLE_ROLES, LONGEST_LOAN_DAYS, type Role } from '../../../rules/permissions/index.ts'
import type { GrantLine } from '../queries.ts'

/** A role one person lent to another. */
export interface Loan {
  readonly id: string
  readonly role: Role
  readonly place: string | null
  readonly agencyId: string | null
  readonly from: string
  readonly to: string
  readonly person: string
  readonly reason: string | null
  readonly endedAt: Date | null
}

const day = z.string().transform((text, ctx) => {
  const read = parseDay(text)
  if (read) return read
  ctx.addIssue({ code: 'custom', message: text === '' ? 'loan-day-needed' : 'day-unreadable' })
  return z.NEVER
})

export const loanInput = z.object({
  grant: z.uuid('loan-not-held'),
  login: z.string().min(1, 'loan-person-unknown').max(200),
  from: day,
  to: day,
  reason: z.string().min(1, 'account-reason-missing').max(500),
})
export type LoanInput = z.output<typeof loanInput>

/** Which of a person's roles may be lent. */
export const isLendable = (grant: Pick<GrantLine, 'role' | 'endedAt'>) =>
  grant.endedAt === null && LENDABLE_ROLES.includes(grant.role)

/** Lends one's own role for some days. The grant of the lender is locked: it cannot end unseen meanwhile. */
export async function lendRole(
  ctx: CommandContext,
  input: LoanInput,
): Promise<Result<{ accountId: string }>> {
  const own = await ctx.db
    .selectFrom('role_grant')
    .selectAll()
    .where('id', '=', input.grant)
    .where('account_id', '=', ctx.actor.accountId)
    .where('delegated_by', 'is', null)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', ctx.today)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
    .forUpdate()
    .executeTakeFirst()
  if (!own) return refuse('loan-not-held', { field: 'grant' })
  if (ctx.actor.withheld?.some((grant) => grant.role === own.role))
    return refuse('second-factor-first', { field: 'grant' })
  if (!LENDABLE_ROLES.includes(own.role as Role)) return refuse('loan-role', { field: 'grant' })
  const login = input.login.trim().toLowerCase()
  const taker = await ctx.db
    .selectFrom('account')
    .select('id')
    .where(login.includes('@') ? 'email' : 'username', '=', login)
    .where('locked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!taker) return refuse('loan-person-unknown', { field: 'login' })
  if (taker.id === ctx.actor.accountId) return refuse('loan-to-oneself', { field: 'login' })
  if (input.from < ctx.today) return refuse('loan-past', { field: 'from' })
  if (input.to < input.from) return refuse('grant-ends-before-start', { field: 'to' })
  if (input.to > addDays(input.from, LONGEST_LOAN_DAYS - 1))
    return refuse('loan-too-long', { field: 'to', data: { maximum: LONGEST_LOAN_DAYS } })
  const held = await ctx.db
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', taker.id)
    .where('role', '=', own.role)
    .where('place_code', 'is not distinct from', own.place_code)
    .where('agency_id', 'is not distinct from', own.agency_id)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', input.to)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', input.from)]))
    .executeTakeFirst()
  if (held) return refuse('grant-held', { field: 'login' })
  const id = uuidv7()
  await ctx.db
    .insertInto('role_grant')
    .values({
      id,
      account_id: taker.id,
      role: own.role,
      place_code: own.place_code,
      agency_id: own.agency_id,
      producer_id: null,
      from_day: input.from,
      to_day: input.to,
      delegated_by: ctx.actor.accountId,
      given_by: ctx.actor.accountId,
      reason: input.reason,
      created_at: ctx.now,
    })
    .execute()
  ctx.audit({
    action: 'grant.lent',
    subjectKind: 'account',
    subjectId: taker.id,
    place: own.place_code,
    detail: { grantId: id, role: own.role, from: input.from, to: input.to, reason: input.reason },
  })
  return ok({ accountId: taker.id })
}

/** Takes a lent role back at once: its lender may, at any time. */
export async function takeBackRole(ctx: CommandContext, id: string): Promise<Result<void>> {
  const ended = await ctx.db
    .updateTable('role_grant')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.accountId, end_reason: 'grant.taken-back' })
    .where('id', '=', id)
    .where('delegated_by', '=', ctx.actor.accountId)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'place_code'])
    .executeTakeFirst()
  if (!ended) return refuse('grant-ended-already')
  ctx.audit({
    action: 'grant.taken-back',
    subjectKind: 'account',
    subjectId: ended.account_id,
    place: ended.place_code,
    detail: { grantId: id },
  })
  return ok()
}

/** What a person lent (`by`), or was lent (`to`), newest first. */
export async function loansOf(db: Db, accountId: string, side: 'by' | 'to'): Promise<readonly Loan[]> {
  const rows = await db
    .selectFrom('role_grant as g')
    .innerJoin('account as p', 'p.id', side === 'by' ? 'g.account_id' : 'g.delegated_by')
    .select(['g.id', 'g.role', 'g.place_code as place', 'g.agency_id as agencyId', 'g.from_day as from'])
    .select(['g.to_day as to', 'p.name as person', 'g.reason', 'g.ended_at as endedAt'])
    .where(side === 'by' ? 'g.delegated_by' : 'g.account_id', '=', accountId)
    .where('g.delegated_by', 'is not', null)
    .orderBy('g.created_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role, to: row.to! }))
}
