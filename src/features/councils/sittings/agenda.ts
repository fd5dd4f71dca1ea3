import { sql } from 'kysely'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { foldSitting, type SittingEvent, type SittingMode } from '../../../rules/sitting/index.ts'
import { notSeparate, panelOf, votedBefore } from '../appeals/separate.ts'
import { refreshConflicts } from '../conflicts/record.ts'
import type { CouncilDeps } from '../deps.ts'
import { tellConvened } from '../notices.ts'
import { createSittingKey, type SheetVault } from '../sheets/vault.ts'
import { type Attempt, act, actAll, mayTake } from './act.ts'
import { mayInSitting } from './authority.ts'
import { benchOf, type LoadedSitting, loadSitting, readMembers } from './load.ts'
import { storeState } from './store.ts'
import { writtenTermProblem } from './written-term.ts'

export interface PlanInput {
  readonly councilId: string
  readonly roundId: string | null
  readonly mode: SittingMode
  readonly heldOn: string
  readonly venue: string | null
  /** Written opinion: last day for sheets. */
  readonly deadline: string | null
  readonly isDemo?: boolean
}

/** Plans a sitting of a council, by meeting or by written opinion (Điều 7 khoản 3 điểm d; khoản 6 điểm d). */
export async function planSitting(
  ctx: CommandContext,
  input: PlanInput,
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<Result<{ sittingId: string }>> {
  const council = await ctx.db
    .selectFrom('council')
    .selectAll()
    .where('id', '=', input.councilId)
    .executeTakeFirst()
  if (!council) return refuse('not-found')
  const rules = deps.rulesOn(council.province_code, input.heldOn)
  const problems = [
    ...(council.kind === 'council' ? [] : [{ code: 'advisory-team-does-not-sit' }]),
    ...(rules ? [] : [{ code: 'council-rules-missing', field: 'heldOn' }]),
    ...(council.ended_on === null ? [] : [{ code: 'council-ended' }]),
    ...(input.mode === 'written-opinion' && (!input.deadline || input.deadline < input.heldOn)
      ? [{ code: 'deadline-missing', field: 'deadline' }]
      : []),
    ...(input.mode === 'written-opinion' && rules && !rules.writtenOpinion.allowed
      ? [{ code: 'written-opinion-not-allowed', field: 'mode', article: 'Điều 7 khoản 6 điểm d' }]
      : []),
  ]
  if (problems.length > 0) return failed(...problems)
  const sittingId = uuidv7()
  const { roundId, mode, heldOn, venue } = input
  const deadline = mode === 'written-opinion' ? input.deadline : null
  const plan: SittingEvent = {
    action: 'plan',
    detail: {
      mode,
      heldOn,
      venue,
      deadline,
      ...(mode === 'meeting' && rules?.blindTasting.mode === 'always' && { blindTasting: true }),
    },
    at: ctx.now.toISOString(),
    reason: null,
  }
  const state = foldSitting([plan])
  const members = await readMembers(ctx.db, council.id, heldOn)
  const draft = { council, members, rules: rules!, state, barred: new Map() } as unknown as LoadedSitting
  if (!mayInSitting(ctx, draft, 'session.run')) return refuse('forbidden')
  await ctx.db
    .insertInto('sitting')
    .values({
      id: sittingId,
      council_id: council.id,
      round_id: roundId,
      held_on: heldOn,
      venue,
      deadline,
      minutes_no: null,
      is_demo: input.isDemo ?? council.is_demo,
      created_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('sitting_action')
    .values({
      sitting_id: sittingId,
      seq: 1,
      action: 'plan',
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason: null,
      detail: { ...plan.detail },
    })
    .execute()
  await storeState(ctx.db, sittingId, null, state)
  await createSittingKey(ctx.db, vault, sittingId, ctx.now)
  ctx.audit({
    action: 'sitting.plan',
    subjectKind: 'sitting',
    subjectId: sittingId,
    place: council.province_code,
    detail: { ...plan.detail, councilId: council.id },
  })
  return ok({ sittingId })
}

/** Puts dossiers that wait for a council on the agenda, in the order given, and looks for relations with the members. */
export async function addItems(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly dossierIds: readonly string[] },
  deps: CouncilDeps,
): Promise<Result<LoadedSitting>> {
  let loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  if (input.dossierIds.length === 0) return refuse('dossiers-missing', { field: 'dossiers' })
  await holdDossiers(ctx, input.dossierIds)
  for (const dossierId of input.dossierIds) {
    const waiting = await isWaiting(ctx, dossierId, loaded.council.province_code)
    if (!waiting) return failed(await noLongerWaits(ctx, dossierId, loaded.council.province_code))
    const panel = await panelOf(ctx.db, dossierId)
    if (panel ? panel !== loaded.council.id : loaded.council.purpose === 'appeal')
      return refuse('dossier-of-another-panel', { field: 'dossiers' })
    const before = await votedBeforeHere(ctx, loaded, [dossierId])
    if (before.length > 0) return failed(notSeparate(before, 'dossiers'))
    const late = await writtenTermProblem(ctx, loaded, dossierId, deps)
    if (late) return failed(late)
    const detail = { itemId: uuidv7(), dossierId, sampleCode: null }
    const added: Result<LoadedSitting> = await act(
      ctx,
      input.sittingId,
      { action: 'add-item', detail },
      deps,
      { loaded },
    )
    if (!added.ok) return added
    loaded = added.value
    await refreshConflicts(ctx, benchOf(loaded), dossierId, deps)
  }
  return ok(loaded)
}

/** An appeal panel stays separate: seats may have been given, or ended on another day, since the dossier came to it. */
async function votedBeforeHere(
  ctx: CommandContext,
  { council, members }: LoadedSitting,
  dossierIds: readonly string[],
): Promise<string[]> {
  if (council.purpose !== 'appeal') return []
  const voters = members.filter((member) => member.votes)
  const names = new Set<string>()
  for (const id of dossierIds)
    for (const name of await votedBefore(ctx.db, id, voters, council.id)) names.add(name)
  return [...names]
}

/**
 * Holds dossiers until the end, so that of two sittings that take one at once the later sees what the earlier did. After the sitting's
 * own row, as every step of a sitting does, and in one order.
 */
async function holdDossiers(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  await sql`SELECT FROM dossier WHERE id = ANY (${[...ids]}) ORDER BY id FOR UPDATE`.execute(ctx.db)
}

/** Whether the dossier `d` waits or is being judged on an agenda that is still alive, of another sitting than this one. */
const standsElsewhere = (sittingId: string | null) => sql<boolean>`EXISTS (
  SELECT FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id
  WHERE i.dossier_id = d.id AND s.status NOT IN ('closed', 'cancelled')
    AND i.phase NOT IN ('deferred', 'agreed') AND s.id IS DISTINCT FROM ${sittingId}::uuid)`

/** Before the council, of this province, and on no other agenda that is still alive. */
async function isWaiting(ctx: CommandContext, dossierId: string, provinceCode: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('dossier as d')
    .select('d.id')
    .where('d.id', '=', dossierId)
    .where('d.status', '=', 'before-council')
    .where('d.province_code', '=', provinceCode)
    .where(sql<boolean>`NOT ${standsElsewhere(null)}`)
    .executeTakeFirst()
  return row !== undefined
}

/** Says which of the dossiers chosen is gone, by its product: the others can still be taken. */
async function noLongerWaits(ctx: CommandContext, dossierId: string, provinceCode: string): Promise<Problem> {
  const row = await ctx.db
    .selectFrom('dossier as d')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .select('p.name')
    .where('d.id', '=', dossierId)
    .where('d.province_code', '=', provinceCode)
    .executeTakeFirst()
  return row
    ? { code: 'dossier-no-longer-waits', field: 'dossiers', data: { product: row.name } }
    : { code: 'dossier-not-before-council', field: 'dossiers' }
}

/** Gives every item still without one a sample code for blind tasting: a letter and its place, in an order of its own. */
export async function codeSamples(
  ctx: CommandContext,
  sittingId: string,
  deps: CouncilDeps,
  shuffle: <T>(list: readonly T[]) => T[],
): Promise<Result<LoadedSitting>> {
  let loaded = await loadSitting(ctx.db, sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  const taken = new Set(loaded.state.items.map((item) => item.sampleCode))
  const free = Array.from({ length: 999 }, (_, n) => `M${String(n + 1).padStart(2, '0')}`).filter(
    (code) => !taken.has(code),
  )
  const bare = loaded.state.items.filter((item) => item.sampleCode === null && item.phase === 'waiting')
  const codes = shuffle(free.slice(0, bare.length))
  for (const [index, item] of bare.entries()) {
    const detail = { itemId: item.id, sampleCode: codes[index]! }
    const coded: Result<LoadedSitting> = await act(ctx, sittingId, { action: 'code-sample', detail }, deps, {
      loaded,
    })
    if (!coded.ok) return coded
    loaded = coded.value
  }
  return ok(loaded)
}

/** Notes who came: one step for every seat whose entry changed. */
export async function takeAttendance(
  ctx: CommandContext,
  sittingId: string,
  entries: readonly { memberId: string; present: boolean; delegatedTo: string | null }[],
  deps: CouncilDeps,
): Promise<Result<LoadedSitting>> {
  let loaded = await loadSitting(ctx.db, sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  for (const entry of entries) {
    const was = loaded.state.attendance.get(entry.memberId)
    if (was && was.present === entry.present && was.delegatedTo === entry.delegatedTo) continue
    const noted: Result<LoadedSitting> = await act(
      ctx,
      sittingId,
      { action: 'attend', detail: { ...entry } },
      deps,
      { loaded },
    )
    if (!noted.ok) return noted
    loaded = noted.value
  }
  return ok(loaded)
}

/** Opens agenda and e-dossiers to the members, after one more look for relations. */
export async function convene(
  ctx: CommandContext,
  sittingId: string,
  deps: CouncilDeps,
): Promise<Result<LoadedSitting>> {
  const loaded = await loadSitting(ctx.db, sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  for (const item of loaded.state.items) await refreshConflicts(ctx, benchOf(loaded), item.dossierId, deps)
  const done = await act(ctx, sittingId, { action: 'convene', detail: {} }, deps, { loaded })
  if (done.ok) await tellConvened(ctx, done.value, deps)
  return done
}

/**
 * Opens scoring for items, each after a last look for relations: what was found this morning still bars this afternoon. `calls`: each
 * item is called before the council first.
 */
export async function openScoring(
  ctx: CommandContext,
  input: {
    readonly sittingId: string
    readonly itemIds: readonly string[]
    readonly calls?: boolean
    readonly reason?: string
  },
  deps: CouncilDeps,
): Promise<Result<LoadedSitting>> {
  let loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  if (input.itemIds.length === 0) return refuse('item-unknown', { field: 'item' })
  const attempts = input.itemIds.flatMap((itemId): Attempt[] => [
    ...(input.calls ? [{ action: 'call-item' as const, detail: { itemId }, reason: input.reason }] : []),
    { action: 'open-scoring', detail: { itemId } },
  ])
  // Whoever may not take the first step has nothing looked up for them.
  if (!mayTake(ctx, loaded, attempts[0]!)) return act(ctx, input.sittingId, attempts[0]!, deps, { loaded })
  const asked = loaded.state.items.filter((one) => input.itemIds.includes(one.id))
  if (await anyLeft(ctx, input.sittingId, asked))
    return refuse('dossier-not-before-council', { field: 'item' })
  const before = await votedBeforeHere(
    ctx,
    loaded,
    asked.map((item) => item.dossierId),
  )
  if (before.length > 0) return failed(notSeparate(before, 'item'))
  let fresh = 0
  for (const item of asked) fresh += await refreshConflicts(ctx, benchOf(loaded), item.dossierId, deps)
  if (fresh > 0) loaded = (await loadSitting(ctx.db, input.sittingId, deps))!
  return actAll(ctx, input.sittingId, attempts, deps, { loaded })
}

/**
 * Put off because its dossier left, or since then on another agenda, or decided: nothing can be scored there any more. Whatever else
 * becomes of a dossier, only these two standings are the council's.
 */
async function anyLeft(
  ctx: CommandContext,
  sittingId: string,
  items: readonly { dossierId: string }[],
): Promise<boolean> {
  const ids = items.map((item) => item.dossierId)
  await holdDossiers(ctx, ids)
  const { rows } = await sql`
    SELECT FROM dossier d WHERE d.id = ANY (${ids})
      AND (d.status NOT IN ('before-council', 'scored') OR ${standsElsewhere(sittingId)}) LIMIT 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}
