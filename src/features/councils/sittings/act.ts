import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { jsonb } from '../../../platform/db/index.ts'
import {
  type Details,
  foldSitting,
  itemOf,
  problemsWith,
  type SittingAction,
  type SittingEvent,
  type SittingFacts,
  type SittingState,
  stepOf,
} from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { announce } from '../hall/announce.ts'
import { mayInSitting } from './authority.ts'
import { type LoadedSitting, loadSitting } from './load.ts'
import { storeState } from './store.ts'

/** One step to take in a sitting. */
export interface Attempt<A extends SittingAction = SittingAction> {
  readonly action: A
  readonly detail: Details[A]
  readonly reason?: string | null | undefined
}

/** What a step may find out or do between its guards and its writing, in the same transaction. */
export interface ActOptions {
  /** Facts only this step needs. */
  readonly facts?: Partial<SittingFacts>
  /** Already loaded and locked. */
  readonly loaded?: LoadedSitting
  /** Asked by the system on behalf of the act itself (a refreshed conflict), not by the actor's permission. */
  readonly unasked?: boolean
}

/**
 * Takes one step: load and lock → may the actor → ask the rules → append to the history → keep the cached columns → audit → tell
 * every device. Whoever may not see the dossier concerned is answered as if it did not exist.
 */
export async function act(
  ctx: CommandContext,
  sittingId: string,
  attempt: Attempt,
  deps: CouncilDeps,
  options: ActOptions = {},
): Promise<Result<LoadedSitting>> {
  const loaded = options.loaded ?? (await loadSitting(ctx.db, sittingId, deps, { lock: true }))
  if (!loaded) return refuse('not-found')
  const refusal = options.unasked ? null : refusalOf(ctx, loaded, attempt)
  if (refusal) return failed(refusal)
  const facts = { ...(await gatherFacts(ctx, loaded, dossierOf(loaded.state, attempt))), ...options.facts }
  const problems = problemsWith(
    loaded.state,
    { ...attempt, reason: attempt.reason ?? null } as Parameters<typeof problemsWith>[1],
    facts,
  )
  if (problems.length > 0) return failed(...problems)
  const events = [
    ...loaded.events,
    { ...attempt, reason: attempt.reason ?? null, at: ctx.now.toISOString() } as SittingEvent,
  ]
  const state = foldSitting(events)
  await append(ctx, loaded, attempt)
  await storeState(ctx.db, loaded.sitting.id, loaded.state, state)
  ctx.audit({
    action: `sitting.${attempt.action}`,
    subjectKind: 'sitting',
    subjectId: sittingId,
    place: loaded.council.province_code,
    detail: { ...attempt.detail, ...(attempt.reason && { reason: attempt.reason }) },
  })
  await announce(ctx.db, sittingId)
  return ok({ ...loaded, events, state, lastSeq: loaded.lastSeq + 1 })
}

/** Bars first, so that someone in conflict learns nothing from the difference of answers. */
function refusalOf(ctx: CommandContext, loaded: LoadedSitting, attempt: Attempt): Problem | null {
  const dossierId = dossierOf(loaded.state, attempt)
  const { permission } = stepOf(attempt.action)
  // An item that never was is answered like one that is hidden.
  if (dossierId === null && attempt.action !== 'add-item' && itemOf(attempt) !== null)
    return { code: 'not-found' }
  if (dossierId !== null && !mayInSitting(ctx, loaded, 'session.read', dossierId))
    return { code: 'not-found' }
  return mayInSitting(ctx, loaded, permission, dossierId) ? null : { code: 'forbidden' }
}

function dossierOf(state: SittingState, attempt: Attempt): string | null {
  const named = (attempt.detail as { dossierId?: string }).dossierId
  if (named && attempt.action !== 'recuse' && attempt.action !== 'readmit') return named
  const id = itemOf(attempt)
  return state.items.find((item) => item.id === id)?.dossierId ?? null
}

/** Sheets sealed in each item's present round, kinds, decisions: what the guards ask of the database. */
async function gatherFacts(
  ctx: CommandContext,
  loaded: LoadedSitting,
  about: string | null,
): Promise<SittingFacts> {
  const { state } = loaded
  const sheets = await ctx.db
    .selectFrom('score_sheet as h')
    .innerJoin('sitting_item as i', 'i.id', 'h.item_id')
    .select(['h.item_id', 'h.member_id'])
    .where('i.sitting_id', '=', loaded.sitting.id)
    .where('h.status', '=', 'sealed')
    .whereRef('h.scoring_round', '=', 'i.scoring_round')
    .execute()
  const sealed = new Map<string, Set<string>>()
  for (const { item_id, member_id } of sheets)
    sealed.set(item_id, (sealed.get(item_id) ?? new Set()).add(member_id))
  const dossiers = await dossierFacts(ctx, [
    ...state.items.map((item) => item.dossierId),
    ...(about === null ? [] : [about]),
  ])
  return {
    rules: loaded.rules,
    seats: loaded.members,
    recused: loaded.barred,
    undecided: loaded.undecided,
    sealed,
    tooWide: () => false,
    kindOf: (id) => dossiers.get(id)?.kind ?? 'first',
    decided: (id) => dossiers.get(id)?.decided ?? false,
  }
}

async function dossierFacts(ctx: CommandContext, ids: readonly string[]) {
  if (ids.length === 0)
    return new Map<string, { kind: 'first' | 'upgrade' | 'reevaluation'; decided: boolean }>()
  const rows = await ctx.db
    .selectFrom('dossier as d')
    .select((eb) => [
      'd.id',
      'd.kind',
      eb
        .exists(
          eb
            .selectFrom('decision_item as x')
            .innerJoin('decision as c', 'c.id', 'x.decision_id')
            .select('x.id')
            .whereRef('x.dossier_id', '=', 'd.id')
            .where('c.status', 'in', ['draft', 'proposed', 'released']),
        )
        .as('decided'),
    ])
    .where('d.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { kind: row.kind, decided: Boolean(row.decided) }]))
}

async function append(ctx: CommandContext, loaded: LoadedSitting, attempt: Attempt): Promise<void> {
  await ctx.db
    .insertInto('sitting_action')
    .values({
      sitting_id: loaded.sitting.id,
      seq: loaded.lastSeq + 1,
      action: attempt.action,
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason: attempt.reason?.trim() || null,
      detail: jsonb(attempt.detail as Record<string, unknown>),
    })
    .execute()
}
