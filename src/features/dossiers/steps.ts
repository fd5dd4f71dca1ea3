import type { Actor } from '../../platform/command/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { ACTION_NAMES, ACTIONS, type Action, type Clock } from '../../rules/procedure/index.ts'
import type { Dossier } from './dossier.ts'
import { IN_HAND } from './editing.ts'
import type { DossierLaw } from './law.ts'

/** Actions this person may take on the dossier now, before guards; buttons ask the same table as the steps themselves. */
export function actionsFor(dossier: Dossier, law: DossierLaw, actor: Actor, today: string): Action[] {
  const now = new Set(
    law.life.lifecycle.moves
      .filter((move) => move.from.includes(dossier.status))
      .filter((move) => !move.kinds || move.kinds.includes(dossier.kind))
      .map((move) => move.action),
  )
  return ACTION_NAMES.filter(
    (action) => now.has(action) && may(actor, ACTIONS[action].permission, dossier.resource, today),
  )
}

/** The clocks that run for a dossier, the one that ends first in front. */
export function clocksOf(dossier: Dossier, law: DossierLaw, today: string): Clock[] {
  return law.life.clocksOf(
    { status: dossier.status, kind: dossier.kind, actions: dossier.actions, round: dossier.round },
    today,
    law.calendar,
  )
}

/** Has the producer the dossier in hand, and may this person change it (an officer still needs a consent)? */
export function couldEdit(dossier: Dossier, actor: Actor, today: string): boolean {
  return IN_HAND.has(dossier.status) && may(actor, 'dossier.edit', dossier.resource, today)
}
