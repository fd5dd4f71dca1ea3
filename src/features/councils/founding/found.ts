import {
  type CommandContext,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { MemberRole } from '../../../rules/sitting/index.ts'
import { mayJoinPanel, notSeparate } from '../appeals/separate.ts'
import type { CouncilDeps } from '../deps.ts'
import '../tables.ts'

export interface NewMember {
  readonly name: string
  readonly office: string
  readonly agencyId: string | null
  readonly role: MemberRole
  readonly votes: boolean
  readonly accountId: string | null
  readonly phone: string | null
  readonly address: string | null
}

export interface NewCouncil {
  readonly provinceCode: string
  readonly level: 'huyen' | 'tinh' | 'trung-uong'
  readonly kind: 'council' | 'advisory-team'
  readonly purpose: 'evaluation' | 'appeal'
  readonly name: string
  readonly decisionNo: string
  readonly decisionOn: string
  readonly signer: string
  readonly members: readonly NewMember[]
  readonly isDemo?: boolean
}

/**
 * Founds a council or its advisory team by the decision that names its members (Điều 7 khoản 3 điểm b; khoản 4 điểm b). The
 * council's working rules are those in force on the decision's day; without rules on file a council cannot be founded.
 */
export async function foundCouncil(
  ctx: CommandContext,
  input: NewCouncil,
  deps: Pick<CouncilDeps, 'rulesOn'>,
): Promise<Result<{ councilId: string }>> {
  if (!may(ctx.actor, 'council.manage', { places: [input.provinceCode] }, ctx.today))
    return refuse('forbidden')
  const rules = deps.rulesOn(input.provinceCode, input.decisionOn)
  const problems = councilProblems(input, ctx.today)
  // A district council of former regimes only leaves records: its working rules need not be on file.
  if (!rules && input.level !== 'huyen') problems.push({ code: 'council-rules-missing', field: 'decisionOn' })
  problems.push(...(await accountProblems(ctx, input.members)))
  if (problems.length > 0) return { ok: false, problems }
  const councilId = uuidv7()
  await ctx.db
    .insertInto('council')
    .values({
      id: councilId,
      province_code: input.provinceCode,
      level: input.level,
      kind: input.kind,
      purpose: input.purpose,
      name: input.name,
      decision_no: input.decisionNo,
      decision_on: input.decisionOn,
      signer: input.signer,
      rules_id: rules?.id ?? 'not-on-file',
      ended_on: null,
      is_demo: input.isDemo ?? false,
      created_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('council_member')
    .values(input.members.map((member, index) => memberRow(councilId, member, index + 1)))
    .execute()
  ctx.audit({
    action: 'council.founded',
    subjectKind: 'council',
    subjectId: councilId,
    place: input.provinceCode,
    detail: { decisionNo: input.decisionNo, decisionOn: input.decisionOn, members: input.members.length },
  })
  return ok({ councilId })
}

/** Adds a member by an amending decision; the number of the decision is kept with the audit. */
export async function addMember(
  ctx: CommandContext,
  input: { readonly councilId: string; readonly member: NewMember; readonly decisionNo: string },
): Promise<Result<{ memberId: string }>> {
  const council = await lockCouncil(ctx, input.councilId)
  if (!council.ok) return council
  const standing = await ctx.db
    .selectFrom('council_member')
    .select(['role', 'account_id', 'ordinal', 'until_day'])
    .where('council_id', '=', input.councilId)
    .where('sitting_id', 'is', null)
    .execute()
  const problems = [
    ...memberProblems(input.member, 'member'),
    ...(await accountProblems(ctx, [input.member])),
  ]
  if (!input.decisionNo.trim()) problems.push({ code: 'decision-number-missing', field: 'decisionNo' })
  if (input.member.role === 'chair' && standing.some((one) => one.role === 'chair' && !one.until_day))
    problems.push({ code: 'chair-already-named', field: 'role' })
  if (standing.some((one) => one.account_id !== null && one.account_id === input.member.accountId))
    problems.push({ code: 'account-sits-already', field: 'accountId' })
  const { purpose } = council.value
  if (
    purpose === 'appeal' &&
    input.member.votes &&
    !(await mayJoinPanel(ctx.db, input.councilId, input.member))
  )
    problems.push(notSeparate([input.member.name], 'name'))
  if (problems.length > 0) return { ok: false, problems }
  const ordinal = Math.max(0, ...standing.map((one) => one.ordinal)) + 1
  const row = memberRow(input.councilId, input.member, ordinal)
  await ctx.db.insertInto('council_member').values(row).execute()
  ctx.audit({
    action: 'council.member-added',
    subjectKind: 'council',
    subjectId: input.councilId,
    place: council.value.province_code,
    detail: { memberId: row.id, decisionNo: input.decisionNo },
  })
  return ok({ memberId: row.id })
}

/** Ends a seat from the day after; refused while a sitting of the council is under way, so that no count shifts beneath it. */
export async function endSeat(
  ctx: CommandContext,
  input: { readonly memberId: string; readonly untilDay: string; readonly reason: string },
): Promise<Result<{ councilId: string }>> {
  const member = await ctx.db
    .selectFrom('council_member')
    .selectAll()
    .where('id', '=', input.memberId)
    .executeTakeFirst()
  if (!member) return refuse('not-found')
  const council = await lockCouncil(ctx, member.council_id)
  if (!council.ok) return council
  if (!input.reason.trim()) return refuse('reason-missing', { field: 'reason' })
  const running = await ctx.db
    .selectFrom('sitting')
    .select('id')
    .where('council_id', '=', member.council_id)
    .where('status', 'in', ['open', 'paused'])
    .executeTakeFirst()
  if (running) return refuse('council-is-sitting')
  await ctx.db
    .updateTable('council_member')
    .set({ until_day: input.untilDay })
    .where('id', '=', member.id)
    .execute()
  ctx.audit({
    action: 'council.seat-ended',
    subjectKind: 'council',
    subjectId: member.council_id,
    place: council.value.province_code,
    detail: { memberId: member.id, untilDay: input.untilDay, reason: input.reason },
  })
  return ok({ councilId: member.council_id })
}

async function lockCouncil(ctx: CommandContext, id: string) {
  const council = await ctx.db
    .selectFrom('council')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!council) return refuse('not-found')
  if (!may(ctx.actor, 'council.manage', { places: [council.province_code] }, ctx.today))
    return refuse('forbidden')
  return ok(council)
}

function memberRow(councilId: string, member: NewMember, ordinal: number) {
  return {
    id: uuidv7(),
    council_id: councilId,
    account_id: member.accountId,
    name: member.name,
    office: member.office,
    agency_id: member.agencyId,
    role: member.role,
    votes: member.votes,
    ordinal,
    phone: member.phone,
    address: member.address,
    until_day: null,
    sitting_id: null,
    invitation_no: null,
  }
}

/** Districts ended with this day (regulation/regimes.json, QĐ 1489/QĐ-TTg). */
const lastDistrictDay = '2025-06-30'

/** What the paper must say, and a council that could never act. */
export function councilProblems(input: NewCouncil, today: string): Problem[] {
  const problems: Problem[] = []
  const text = (value: string, field: string, code: string) => {
    if (!value.trim()) problems.push({ code, field })
  }
  text(input.name, 'name', 'council-name-missing')
  text(input.decisionNo, 'decisionNo', 'decision-number-missing')
  text(input.signer, 'signer', 'signer-missing')
  if (input.decisionOn > today) problems.push({ code: 'decision-day-in-the-future', field: 'decisionOn' })
  if (input.members.length === 0) problems.push({ code: 'members-missing', field: 'members' })
  problems.push(...input.members.flatMap((member, index) => memberProblems(member, `members.${index}`)))
  const chairs = input.members.filter((member) => member.role === 'chair').length
  if (chairs > 1) problems.push({ code: 'chair-already-named', field: 'members' })
  if (input.members.length > 0 && chairs === 0) problems.push({ code: 'chair-missing', field: 'members' })
  if (input.level === 'huyen' && input.decisionOn > lastDistrictDay)
    problems.push({ code: 'districts-ended', field: 'decisionOn' })
  if (input.kind === 'council' && !input.members.some((member) => member.role === 'secretary'))
    problems.push({ code: 'secretary-missing', field: 'members' })
  return problems
}

function memberProblems(member: NewMember, at: string): Problem[] {
  const problems: Problem[] = []
  if (!member.name.trim()) problems.push({ code: 'member-name-missing', field: `${at}.name` })
  if (!member.office.trim()) problems.push({ code: 'member-office-missing', field: `${at}.office` })
  return problems
}

async function accountProblems(ctx: CommandContext, members: readonly NewMember[]): Promise<Problem[]> {
  const named = members.flatMap((member, index) =>
    member.accountId ? [{ id: member.accountId, index }] : [],
  )
  if (named.length === 0) return []
  const known = await ctx.db
    .selectFrom('account')
    .select('id')
    .where(
      'id',
      'in',
      named.map(({ id }) => id),
    )
    .execute()
  const ids = new Set(known.map((row) => row.id))
  return named.flatMap(({ id, index }, at) => {
    const field = members.length === 1 ? 'accountId' : `members.${index}.accountId`
    if (!ids.has(id)) return [{ code: 'account-unknown', field }]
    return named.findIndex((one) => one.id === id) < at ? [{ code: 'account-sits-already', field }] : []
  })
}
