import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { refreshConflicts } from '../conflicts/record.ts'
import type { CouncilDeps } from '../deps.ts'
import { act } from '../sittings/act.ts'
import { mayInSitting } from '../sittings/authority.ts'
import { benchOf, loadSitting } from '../sittings/load.ts'

export interface Invitation {
  readonly sittingId: string
  readonly name: string
  readonly office: string
  /** What the expert is asked about. */
  readonly field: string
  readonly invitationNo: string
  readonly accountId: string | null
}

/**
 * Invites an expert to one sitting: present and heard, without a vote and without a sheet. Relations to the producers of its agenda
 * are looked for as with any member.
 */
export async function inviteExpert(
  ctx: CommandContext,
  input: Invitation,
  deps: CouncilDeps,
): Promise<Result<{ memberId: string }>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded || !mayInSitting(ctx, loaded, 'session.run')) return refuse('not-found')
  const text = (value: string, field: string, code: string): Problem[] =>
    value.trim() ? [] : [{ code, field }]
  const problems = [
    ...text(input.name, 'name', 'member-name-missing'),
    ...text(input.office, 'office', 'member-office-missing'),
    ...text(input.invitationNo, 'invitationNo', 'invitation-number-missing'),
    ...(input.accountId && loaded.members.some((one) => one.accountId === input.accountId)
      ? [{ code: 'account-sits-already', field: 'accountId' }]
      : []),
  ]
  if (problems.length > 0) return failed(...problems)
  const memberId = uuidv7()
  await ctx.db
    .insertInto('council_member')
    .values({
      id: memberId,
      council_id: loaded.council.id,
      account_id: input.accountId,
      name: input.name.trim(),
      office: [input.office.trim(), input.field.trim()].filter(Boolean).join(' – '),
      agency_id: null,
      role: 'expert',
      votes: false,
      ordinal: Math.max(...loaded.members.map((_, index) => index + 1), 0) + 100,
      phone: null,
      address: null,
      until_day: null,
      sitting_id: input.sittingId,
      invitation_no: input.invitationNo.trim(),
    })
    .execute()
  for (const item of loaded.state.items) await refreshConflicts(ctx, benchOf(loaded), item.dossierId, deps)
  const detail = { memberId, name: input.name.trim(), invitationNo: input.invitationNo.trim() }
  const noted = await act(ctx, input.sittingId, { action: 'invite', detail }, deps)
  return noted.ok ? ok({ memberId }) : noted
}
