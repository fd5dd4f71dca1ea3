import { failed, ok, type Problem, type Result } from '../../../platform/command/index.ts'
import { type FormReading, fieldText } from '../../../platform/http/index.ts'
import { parseDay } from '../../../platform/i18n/index.ts'
import type { MemberRole } from '../../../rules/sitting/index.ts'
import type { NewCouncil, NewMember } from './found.ts'

export const MEMBER_ROLES = [
  'chair',
  'deputy-chair',
  'member',
  'secretary',
  'expert',
] as const satisfies MemberRole[]
const most = 60

/** How many lines for members the form shows: as many as were sent, nine at first. */
export function rowsOf(form: FormReading): number {
  const sent = Number.parseInt(fieldText(form, 'rows'), 10)
  const rows = Number.isFinite(sent) ? sent : 9
  return Math.min(most, Math.max(1, fieldText(form, 'do') === 'more' ? rows + 3 : rows))
}

/** Reads the founding form; lines without a name are left out, their neighbours keep their place in the messages. */
export function readCouncil(form: FormReading, provinceCode: string): Result<NewCouncil> {
  const text = (name: string) => fieldText(form, name).trim()
  const problems: Problem[] = []
  const decisionOn = parseDay(text('decisionOn'))
  if (!decisionOn) problems.push({ code: 'day-invalid', field: 'decisionOn' })
  const members: NewMember[] = []
  const lines: number[] = []
  for (let row = 0; row < rowsOf(form); row++) {
    if (!text(`members.${row}.name`)) continue
    lines.push(row)
    members.push(readMember(form, `members.${row}.`))
  }
  if (problems.length > 0) return failed(...problems)
  return ok({
    provinceCode,
    level: oneOf(text('level'), ['huyen', 'tinh', 'trung-uong'], 'tinh'),
    kind: oneOf(text('kind'), ['council', 'advisory-team'], 'council'),
    purpose: oneOf(text('purpose'), ['evaluation', 'appeal'], 'evaluation'),
    name: text('name'),
    decisionNo: text('decisionNo'),
    decisionOn: decisionOn!,
    signer: text('signer'),
    members,
  })
}

export function readMember(form: FormReading, prefix: string): NewMember {
  const text = (name: string) => fieldText(form, `${prefix}${name}`).trim()
  return {
    name: text('name'),
    office: text('office'),
    agencyId: text('agency') || null,
    role: oneOf(text('role'), MEMBER_ROLES, 'member'),
    votes: text('votes') !== 'no',
    accountId: text('accountId') || null,
    phone: text('phone') || null,
    address: text('address') || null,
  }
}

/** Messages name the line as it stands in the form, not in the list of filled lines. */
export function placedInForm(problems: readonly Problem[], form: FormReading): Problem[] {
  const filled = Array.from({ length: rowsOf(form) }, (_, row) => row).filter((row) =>
    fieldText(form, `members.${row}.name`).trim(),
  )
  return problems.map((problem) => {
    const found = /^members\.(\d+)\.(.*)$/.exec(problem.field ?? '')
    const row = found && filled[Number(found[1])]
    return row === null || row === undefined ? problem : { ...problem, field: `members.${row}.${found![2]}` }
  })
}

function oneOf<T extends string>(value: string, known: readonly T[], fallback: T): T {
  return known.find((one) => one === value) ?? fallback
}
