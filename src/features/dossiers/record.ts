import {
  type Actor,
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { MATRIX, may, type Permission } from '../../rules/permissions/index.ts'
import { ACTIONS, type Action, type Facts, type Status } from '../../rules/procedure/index.ts'
import { type Acting, actingFor } from '../consents/index.ts'
import { type Dossier, type DossierAction, dossierById } from './dossier.ts'
import { factsOf } from './facts.ts'
import type { DossierLaw, Laws } from './law.ts'

declare module '../../platform/command/events.ts' {
  interface Events {
    /** A dossier has taken a step; written in the same transaction. */
    'dossier.moved': { dossierId: string; action: Action; from: Status; to: Status; placeCode: string }
  }
}

export interface Recording {
  readonly reason?: string | null | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
  /** Facts only this step knows: items on hand, the round chosen, a separate panel. */
  readonly facts?: Partial<Facts> | undefined
}

/** Longest reason of a step. */
export const LONGEST_REASON = 4_000

/** Deeds of the producer, for which an officer needs a recorded consent. */
const OWN_DEEDS: ReadonlySet<Action> = new Set(['file', 'resubmit', 'complete', 'withdraw', 'appeal'])

export type RecordAction = (
  ctx: CommandContext,
  dossierId: string,
  action: Action,
  recording?: Recording,
) => Promise<Result<Dossier>>

/**
 * The one way a dossier takes a step: lock it → may the actor → ask the rules of its regime → append the action → cache the
 * status its history folds to → tell those who listen. Answers the dossier after the step.
 */
export function recorder(laws: Laws): RecordAction {
  return async (ctx, dossierId, action, { reason, detail = {}, facts } = {}) => {
    const dossier = await dossierById(ctx.db, dossierId, { lock: true })
    if (!dossier) return refuse('not-found')
    const law = laws(dossier.regime)
    if (!law) return refuse('sheets-not-on-file', { data: { regime: dossier.regime, set: dossier.setNo } })
    const acting = await mayTake(ctx, dossier, action)
    if (!acting.ok) return acting
    if (ACTIONS[action].reason === 'required' && !reason?.trim())
      return refuse('reason-needed', { field: 'reason', data: { action } })
    const long = tooLong('reason', reason, LONGEST_REASON)
    if (long.length > 0) return failed(...long)
    const known = { ...(await factsOf(ctx.db, dossier, law, ctx.today)), ...facts }
    const allowed = law.life.can(dossier.status, action, known)
    if (!allowed.ok) return failed(...allowed.problems)
    await write(ctx, dossier, law, action, reason?.trim() || null, detail, acting.value)
    return ok((await dossierById(ctx.db, dossierId))!)
  }
}

async function mayTake(ctx: CommandContext, dossier: Dossier, action: Action): Promise<Result<Acting>> {
  const { permission } = ACTIONS[action]
  if (OWN_DEEDS.has(action))
    return actingFor(ctx, permission, {
      producerId: dossier.producer.id,
      places: dossier.resource.places ?? [],
    })
  return may(ctx.actor, permission, dossier.resource, ctx.today)
    ? ok({ onBehalfOf: null, consentId: null })
    : refuse('forbidden')
}

async function write(
  ctx: CommandContext,
  dossier: Dossier,
  law: DossierLaw,
  action: Action,
  reason: string | null,
  detail: Readonly<Record<string, unknown>>,
  acting: Acting,
): Promise<void> {
  const seq = (dossier.actions.at(-1)?.seq ?? 0) + 1
  const history: readonly Pick<DossierAction, 'action'>[] = [...dossier.actions, { action }]
  const status = law.life.fold(history)
  const told = { ...detail, ...(acting.consentId && { consent: acting.consentId }) }
  await ctx.db
    .insertInto('dossier_action')
    .values({
      dossier_id: dossier.id,
      seq,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      actor_role: roleFor(ctx.actor, ACTIONS[action].permission, ctx.today),
      on_behalf_of: acting.onBehalfOf,
      reason,
      detail: jsonb(told),
    })
    .execute()
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({ status, version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', dossier.id)
    .execute()
  ctx.audit({
    action: `dossier.${action}`,
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { seq, from: dossier.status, to: status, onBehalfOf: acting.onBehalfOf },
  })
  await ctx.emit({
    type: 'dossier.moved',
    dossierId: dossier.id,
    action,
    from: dossier.status,
    to: status,
    placeCode: dossier.placeCode,
  })
}

/** The role in which the actor holds a permission today: the first of their grants that carries it. */
export function roleFor(actor: Actor, permission: Permission, today: string): string {
  const grant = actor.grants.find(
    (one) =>
      one.from <= today && (one.to === null || today <= one.to) && MATRIX[permission][one.role] !== undefined,
  )
  return grant?.role ?? 'system'
}
