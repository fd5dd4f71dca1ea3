import type { Actor } from '../../../platform/command/index.ts'
import { may, type Permission, type Resource } from '../../../rules/permissions/index.ts'
import { quorumNow, type SittingFacts } from '../../../rules/sitting/index.ts'
import type { LoadedSitting, Member } from './load.ts'

/** Permissions of whoever presides; of whoever keeps the sitting; every other one belongs to each member. */
const PRESIDING: readonly Permission[] = ['session.phase', 'result.agree']
const KEEPING: readonly Permission[] = [
  'session.run',
  'conflict.manage',
  'minutes.write',
  'sheet.enter-paper',
]

/**
 * Into whose hands a sitting, or one dossier of it, is put for a permission: phases and results are the presiding member's (the
 * chair; where the chair is away or in conflict, the member to whom the chair handed over), the keeping is the secretary's and
 * the presiding member's, reading is every member's. Those in conflict with the dossier are named as such.
 */
export function sittingResource(
  loaded: LoadedSitting,
  permission: Permission,
  dossierId: string | null = null,
): Resource {
  const conflicted = dossierId === null ? new Set<string>() : (loaded.barred.get(dossierId) ?? new Set())
  return {
    places: [loaded.council.province_code],
    assignedTo: accountsOf(handsFor(loaded, permission, dossierId)),
    conflicted: accountsOf(loaded.members.filter((member) => conflicted.has(member.id))),
  }
}

/** May the actor do this to the sitting, or to one dossier of it, today? */
export function mayInSitting(
  about: { readonly actor: Actor; readonly today: string },
  loaded: LoadedSitting,
  permission: Permission,
  dossierId: string | null = null,
): boolean {
  return may(about.actor, permission, sittingResource(loaded, permission, dossierId), about.today)
}

/** The seat of an account in this council. */
export function seatOf(loaded: Pick<LoadedSitting, 'members'>, accountId: string | null): Member | undefined {
  return accountId === null ? undefined : loaded.members.find((member) => member.accountId === accountId)
}

function handsFor(
  loaded: LoadedSitting,
  permission: Permission,
  dossierId: string | null,
): readonly Member[] {
  const presiding = () => presidingOver(loaded, dossierId)
  if (PRESIDING.includes(permission)) return presiding()
  if (KEEPING.includes(permission))
    return [
      ...loaded.members.filter((member) => ['secretary', 'chair'].includes(member.role)),
      ...presiding(),
    ]
  return loaded.members
}

/** The presiding member once attendance is taken; before that, and by written opinion, the chair. */
function presidingOver(loaded: LoadedSitting, dossierId: string | null): readonly Member[] {
  const item = loaded.state.items.find((one) => one.dossierId === dossierId)
  const facts: Pick<SittingFacts, 'rules' | 'seats' | 'recused'> = {
    rules: loaded.rules,
    seats: loaded.members,
    recused: loaded.barred,
  }
  const { presiding } = quorumNow(loaded.state, facts, item)
  const attended = loaded.state.attendance.size > 0
  return loaded.members.filter((member) =>
    presiding === null && (!attended || loaded.state.mode === 'written-opinion')
      ? member.role === 'chair'
      : member.id === presiding,
  )
}

const accountsOf = (members: readonly Member[]) =>
  members.flatMap((member) => (member.accountId ? [member.accountId] : []))
