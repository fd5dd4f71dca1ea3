import { MATRIX, type Permission } from './matrix.ts'
import type { Actor, Grant, Resource, Role, Scope } from './roles.ts'

/** Roles that judge or inspect: a conflict of interest closes the whole thing to them, reading included. */
const JUDGING_ROLES: ReadonlySet<Role> = new Set([
  'council-member',
  'chair',
  'secretary',
  'advisory-team',
  'inspector',
])

/** Acts of judgement: in conflict nobody may do them, by whichever role. */
const JUDGING_THINGS: ReadonlySet<string> = new Set(['sheet', 'session', 'minutes'])
const JUDGING_PERMISSIONS: ReadonlySet<string> = new Set([
  'dossier.advise',
  'result.agree',
  'decision.release',
  'inspection.perform',
])

/** What a role gives while it is withheld: enough to set up what the account lacks. */
const OPEN_WHILE_WITHHELD: ReadonlySet<Permission> = new Set(['account.edit-own'])

const EVERYBODY: Grant = { role: 'public', place: null, agencyId: null, from: '0001-01-01', to: null }

/**
 * May the actor do this to the resource on this day? The only place that answers. `resource` null asks about the instance
 * as a whole (settings, a new thing without a place): then only scope `all`, or a grant for every place, will do.
 */
export function may(actor: Actor, permission: Permission, resource: Resource | null, today: string): boolean {
  return grantsToday(actor, permission, today).some((grant) => {
    const scope = MATRIX[permission][grant.role]
    return (
      scope !== undefined &&
      !barredByConflict(actor, grant.role, permission, resource) &&
      reaches(scope, grant, actor, resource)
    )
  })
}

/**
 * The same for a command: the system itself (jobs, imports, demo data) is not asked, it acts on what a person was allowed to
 * start.
 */
export function allowed(
  { actor, today }: { readonly actor: Actor & { readonly isSystem?: true }; readonly today: string },
  permission: Permission,
  resource: Resource | null,
): boolean {
  return actor.isSystem === true || may(actor, permission, resource, today)
}

/** Does any grant of today give this permission somewhere? For menus and the static check of a route, never for a thing. */
export function mayAnywhere(actor: Actor, permission: Permission, today: string): boolean {
  return grantsToday(actor, permission, today).some((grant) => MATRIX[permission][grant.role] !== undefined)
}

/** Would a role give this permission somewhere today, if it were not withheld, while no other does? */
export function isWithheld(actor: Actor, permission: Permission, today: string): boolean {
  const { withheld = [] } = actor
  if (withheld.length === 0 || mayAnywhere(actor, permission, today)) return false
  return mayAnywhere({ ...actor, grants: withheld }, permission, today)
}

/**
 * For whom the actor does what this permission allows: the lender, where only a lent role gives it; null where a role
 * of the actor's own does. `places`: every code that governs what it is done to; a role for another place gives nothing there.
 * Null where the thing has no place: then every role that gives the permission counts.
 */
export function onBehalfOf(
  actor: Actor,
  permission: Permission,
  places: readonly string[] | null,
  today: string,
): string | null {
  const giving = grantsToday(actor, permission, today).filter(
    (grant) => MATRIX[permission][grant.role] !== undefined,
  )
  const there = giving.filter(
    ({ role, place }) =>
      MATRIX[permission][role] !== 'place' || place === null || (places?.includes(place) ?? true),
  )
  const counted = there.length > 0 ? there : giving
  return counted.every((grant) => grant.lentBy !== undefined) ? (counted[0]?.lentBy ?? null) : null
}

/**
 * The scopes in which the actor holds a permission today, for a query's WHERE clause: the places, agencies and producers
 * within reach. `everything` is true when no limit applies.
 */
export function reachOf(actor: Actor, permission: Permission, today: string): Reach {
  const reach: Reach = {
    everything: false,
    places: [],
    agencyIds: [],
    producerIds: [],
    own: false,
    assigned: false,
  }
  for (const grant of grantsToday(actor, permission, today)) {
    const scope = MATRIX[permission][grant.role]
    if (scope !== undefined) widen(reach, scope, grant, actor)
  }
  return reach
}

export interface Reach {
  everything: boolean
  places: string[]
  agencyIds: string[]
  producerIds: string[]
  /** things of this account itself count */
  own: boolean
  /** things assigned to this account count (minus those in conflict) */
  assigned: boolean
}

function grantsToday(actor: Actor, permission: Permission, today: string): Grant[] {
  const held = actor.accountId === null ? [] : actor.grants
  const waiting = OPEN_WHILE_WITHHELD.has(permission) ? (actor.withheld ?? []) : []
  const live = [...held, ...waiting].filter((g) => g.from <= today && (g.to === null || today <= g.to))
  return [EVERYBODY, ...live]
}

function barredByConflict(
  actor: Actor,
  role: Role,
  permission: Permission,
  resource: Resource | null,
): boolean {
  if (actor.accountId === null || !resource?.conflicted?.includes(actor.accountId)) return false
  // Declaring the conflict must stay possible, or nobody could.
  if (permission === 'conflict.declare') return false
  const thing = permission.slice(0, permission.indexOf('.'))
  return JUDGING_ROLES.has(role) || JUDGING_THINGS.has(thing) || JUDGING_PERMISSIONS.has(permission)
}

function reaches(scope: Scope, grant: Grant, actor: Actor, resource: Resource | null): boolean {
  switch (scope) {
    case 'all':
      return true
    case 'place':
      return grant.place === null || (resource?.places?.includes(grant.place) ?? false)
    case 'agency':
      return grant.agencyId !== null && (resource?.agencyIds?.includes(grant.agencyId) ?? false)
    case 'assigned':
      return actor.accountId !== null && (resource?.assignedTo?.includes(actor.accountId) ?? false)
    case 'own':
      return isOwn(grant, actor, resource)
  }
}

function isOwn(grant: Grant, actor: Actor, resource: Resource | null): boolean {
  if (!resource) return false
  const ofAccount = actor.accountId !== null && resource.accountId === actor.accountId
  const ofProducer =
    resource.producerId != null && (grant.producerIds?.includes(resource.producerId) ?? false)
  return ofAccount || ofProducer
}

function widen(reach: Reach, scope: Scope, grant: Grant, actor: Actor): void {
  if (scope === 'all' || (scope === 'place' && grant.place === null)) reach.everything = true
  else if (scope === 'place' && grant.place !== null) reach.places.push(grant.place)
  else if (scope === 'agency' && grant.agencyId !== null) reach.agencyIds.push(grant.agencyId)
  else if (scope === 'assigned') reach.assigned = actor.accountId !== null
  else if (scope === 'own') {
    reach.own = actor.accountId !== null
    reach.producerIds.push(...(grant.producerIds ?? []))
  }
}
