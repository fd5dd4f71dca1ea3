import {
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { act } from '../sittings/act.ts'
import { mayInSitting, seatOf } from '../sittings/authority.ts'
import { loadSitting } from '../sittings/load.ts'
import type { Relation } from '../tables.ts'
import { alive, liveItemsOf, recordDeclaration, refreshConflicts } from './record.ts'

/** Longest word on a relation. */
const LONGEST_NOTE = 2000

/** A member declares a conflict of interest in one dossier of the agenda: recused at once, and from then on blind to it. */
export async function declareConflict(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly itemId: string; readonly note: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  const item = loaded?.state.items.find((one) => one.id === input.itemId)
  const seat = loaded && seatOf(loaded, ctx.actor.accountId)
  if (!loaded || !item || !seat || !mayInSitting(ctx, loaded, 'session.read', item.dossierId))
    return refuse('not-found')
  if (!mayInSitting(ctx, loaded, 'conflict.declare', item.dossierId)) return refuse('forbidden')
  if (!input.note.trim()) return refuse('conflict-ground-missing', { field: 'note' })
  const long = tooLong('note', input.note, LONGEST_NOTE)
  if (long.length > 0) return failed(...long)
  if (!(alive as readonly string[]).includes(loaded.state.status)) return refuse('sitting-over')
  const { dossierId } = item
  await recordDeclaration(ctx, {
    councilId: loaded.council.id,
    dossierId,
    memberId: seat.id,
    memberName: seat.name,
    note: input.note.trim(),
  })
  const detail = { memberId: seat.id, dossierId, ground: 'declared' }
  const noted = await act(ctx, input.sittingId, { action: 'recuse', detail, reason: input.note }, deps, {
    loaded,
    unasked: true,
  })
  return noted.ok ? ok() : noted
}

/** A member names a relation to a producer, for every dossier of that producer now and later. */
export async function declareInterest(
  ctx: CommandContext,
  input: {
    readonly memberId: string
    readonly producerId: string
    readonly relation: Relation
    readonly note: string
  },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const member = await ctx.db
    .selectFrom('council_member')
    .select(['id', 'council_id', 'account_id'])
    .where('id', '=', input.memberId)
    .executeTakeFirst()
  const own = { assignedTo: member?.account_id ? [member.account_id] : [] }
  if (!member || member.account_id !== ctx.actor.accountId) return refuse('not-found')
  if (!may(ctx.actor, 'conflict.declare', own, ctx.today)) return refuse('forbidden')
  const producer = await ctx.db
    .selectFrom('producer')
    .select('id')
    .where('id', '=', input.producerId)
    .executeTakeFirst()
  if (!producer) return refuse('producer-unknown', { field: 'producer' })
  const long = tooLong('note', input.note, LONGEST_NOTE)
  if (long.length > 0) return failed(...long)
  const { relation } = input
  const row = await ctx.db
    .insertInto('interest')
    .values({
      id: uuidv7(),
      member_id: member.id,
      producer_id: producer.id,
      relation,
      note: input.note.trim() || null,
      declared_at: ctx.now,
      withdrawn_at: null,
    })
    .onConflict((clash) =>
      clash.columns(['member_id', 'producer_id', 'relation']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) return refuse('relation-declared-already', { field: 'producer' })
  ctx.audit({
    action: 'interest.declared',
    subjectKind: 'producer',
    subjectId: producer.id,
    detail: { memberId: member.id, relation },
  })
  for (const item of await liveItemsOf(ctx, producer.id, member.council_id))
    await refreshConflicts(ctx, item, item.dossierId, deps)
  return ok()
}

/**
 * Whoever keeps the sitting decides on a relation: it recuses, or is dismissed with a reason. Nobody decides on a dossier that is
 * barred to themselves. A certain ground can be dismissed too (a shared telephone of an office), never silently.
 */
export async function decideConflict(
  ctx: CommandContext,
  input: {
    readonly sittingId: string
    readonly conflictId: string
    readonly recuse: boolean
    readonly reason: string
  },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  const conflict = await ctx.db
    .selectFrom('conflict')
    .selectAll()
    .where('id', '=', input.conflictId)
    .forUpdate()
    .executeTakeFirst()
  if (!loaded || !conflict || conflict.council_id !== loaded.council.id) return refuse('not-found')
  const { dossier_id: dossierId, member_id: memberId, ground } = conflict
  if (!mayInSitting(ctx, loaded, 'session.read', dossierId)) return refuse('not-found')
  if (!input.reason.trim()) return refuse('reason-missing', { field: 'reason' })
  const item = loaded.state.items.find((one) => one.dossierId === dossierId)
  if (!input.recuse && item && item.openedRounds.length > 0 && (await hasNoSheet(ctx, item.id, memberId)))
    return refuse('scoring-began', { field: 'conflict' })
  await ctx.db
    .updateTable('conflict')
    .set({
      standing: input.recuse ? 'recused' : 'dismissed',
      recused: input.recuse,
      decided_by: ctx.actor.accountId,
      decided_at: ctx.now,
      decision_reason: input.reason.trim(),
    })
    .where('id', '=', conflict.id)
    .execute()
  const action = input.recuse ? ('recuse' as const) : ('readmit' as const)
  const noted = await act(
    ctx,
    input.sittingId,
    { action, detail: { memberId, dossierId, ground }, reason: input.reason },
    deps,
    { loaded },
  )
  return noted.ok ? ok() : noted
}

/** Someone let back in after the sheets of a round were opened would know the others' scores before giving their own. */
async function hasNoSheet(ctx: CommandContext, itemId: string, memberId: string): Promise<boolean> {
  const sheet = await ctx.db
    .selectFrom('score_sheet')
    .select('id')
    .where('item_id', '=', itemId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return sheet === undefined
}
