import { sql } from 'kysely'
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
  followSitting,
  type ItemState,
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

/** Takes one step; see `actAll`. */
export function act(
  ctx: CommandContext,
  sittingId: string,
  attempt: Attempt,
  deps: CouncilDeps,
  options: ActOptions = {},
): Promise<Result<LoadedSitting>> {
  return actAll(ctx, sittingId, [attempt], deps, options)
}

/**
 * Takes steps that belong together, each as the ones before left the sitting: load and lock → may the actor → ask the rules → append
 * to the history → keep the cached columns → audit → tell every device. The first that cannot be taken refuses them all. Whoever may
 * not see the dossier concerned is answered as if it did not exist.
 */
export async function actAll(
  ctx: CommandContext,
  sittingId: string,
  attempts: readonly Attempt[],
  deps: CouncilDeps,
  options: ActOptions = {},
): Promise<Result<LoadedSitting>> {
  const before = options.loaded ?? (await loadSitting(ctx.db, sittingId, deps, { lock: true }))
  if (!before) return refuse('not-found')
  let loaded = before
  for (const attempt of attempts) {
    const next = await follow(ctx, loaded, attempt, options)
    if (!next.ok) return next
    loaded = next.value
  }
  await append(ctx, before, attempts)
  await storeState(ctx.db, sittingId, before.state, loaded.state)
  for (const attempt of attempts)
    ctx.audit({
      action: `sitting.${attempt.action}`,
      subjectKind: 'sitting',
      subjectId: sittingId,
      place: loaded.council.province_code,
      detail: { ...attempt.detail, ...(attempt.reason && { reason: attempt.reason }) },
    })
  await announce(ctx.db, sittingId)
  return ok(loaded)
}

/** Whether the actor may take this step now, before anything else is done for it. */
export function mayTake(ctx: CommandContext, loaded: LoadedSitting, attempt: Attempt): boolean {
  return refusalOf(ctx, loaded, attempt) === null
}

/** The sitting after one more step, nothing written yet. */
async function follow(
  ctx: CommandContext,
  loaded: LoadedSitting,
  attempt: Attempt,
  options: ActOptions,
): Promise<Result<LoadedSitting>> {
  const refusal = options.unasked ? null : refusalOf(ctx, loaded, attempt)
  if (refusal) return failed(refusal)
  const facts = { ...(await gatherFacts(ctx, loaded, attempt)), ...options.facts }
  const reason = attempt.reason ?? null
  const problems = problemsWith(
    loaded.state,
    { ...attempt, reason } as Parameters<typeof problemsWith>[1],
    facts,
  )
  if (problems.length > 0) return failed(...problems)
  const event = { ...attempt, reason, at: ctx.now.toISOString() } as SittingEvent
  return ok({
    ...loaded,
    events: [...loaded.events, event],
    state: followSitting(loaded.state, event, loaded.lastSeq),
    lastSeq: loaded.lastSeq + 1,
  })
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

/** What the guards ask of the database about the one item a step is about; those of other items are never asked for. */
async function gatherFacts(
  ctx: CommandContext,
  loaded: LoadedSitting,
  attempt: Attempt,
): Promise<SittingFacts> {
  const item = loaded.state.items.find(({ id }) => id === itemOf(attempt))
  const sealed = new Map<string, Set<string>>()
  if (item && attempt.action === 'open-sheets') sealed.set(item.id, await sealedSheets(ctx, item))
  const about = ['add-item', 'reopen-item'].includes(attempt.action)
    ? await dossierFacts(ctx, dossierOf(loaded.state, attempt))
    : undefined
  const printed = item && attempt.action === 'remove-item' && (await isPrinted(ctx, item.id))
  return {
    rules: loaded.rules,
    seats: loaded.members,
    recused: loaded.barred,
    undecided: loaded.undecided,
    sealed,
    counted: attempt.action === 'close' ? await countedSheets(ctx, loaded.state) : new Map(),
    tooWide: () => false,
    kindOf: () => about?.kind ?? 'first',
    decided: () => about?.decided ?? false,
    printed: () => printed ?? false,
  }
}

async function sealedSheets(ctx: CommandContext, { id, round }: ItemState): Promise<Set<string>> {
  const sheets = await ctx.db
    .selectFrom('score_sheet')
    .select('member_id')
    .where('item_id', '=', id)
    .where('scoring_round', '=', round)
    .where('status', '=', 'sealed')
    .execute()
  return new Set(sheets.map((sheet) => sheet.member_id))
}

/** Whose sheets the standing results count; one that a released decision carries is no longer this sitting's to take back. */
async function countedSheets(ctx: CommandContext, { items }: SittingState) {
  const agreed = items.filter((item) => item.phase === 'agreed').map((item) => item.id)
  if (agreed.length === 0) return new Map<string, Set<string>>()
  const { rows } = await sql<{ item: string; members: string[] }>`
    SELECT r.item_id AS item, ARRAY(SELECT one ->> 'memberId' FROM jsonb_array_elements(r.proof -> 'counted') one) AS members
    FROM result r
    WHERE r.item_id = ANY (${agreed}) AND r.superseded_by IS NULL AND NOT EXISTS (
      SELECT FROM decision_item x JOIN decision c ON c.id = x.decision_id
      WHERE x.dossier_id = r.dossier_id AND c.status = 'released')`.execute(ctx.db)
  return new Map(rows.map(({ item, members }) => [item, new Set(members)]))
}

/** Whether a paper sheet of an item was ever printed, out of use or not. */
export async function isPrinted(ctx: CommandContext, itemId: string): Promise<boolean> {
  const paper = await ctx.db
    .selectFrom('paper_sheet')
    .select('id')
    .where('item_id', '=', itemId)
    .executeTakeFirst()
  return paper !== undefined
}

async function dossierFacts(ctx: CommandContext, dossierId: string | null) {
  if (dossierId === null) return undefined
  return ctx.db
    .selectFrom('dossier as d')
    .select((eb) => [
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
        .$castTo<boolean>()
        .as('decided'),
    ])
    .where('d.id', '=', dossierId)
    .executeTakeFirst()
}

async function append(
  ctx: CommandContext,
  before: LoadedSitting,
  attempts: readonly Attempt[],
): Promise<void> {
  await ctx.db
    .insertInto('sitting_action')
    .values(
      attempts.map((attempt, index) => ({
        sitting_id: before.sitting.id,
        seq: before.lastSeq + 1 + index,
        action: attempt.action,
        at: ctx.now,
        actor_id: ctx.actor.accountId,
        actor_name: ctx.actor.name,
        reason: attempt.reason?.trim() || null,
        detail: jsonb(attempt.detail as Record<string, unknown>),
      })),
    )
    .execute()
}
