import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { lockProducer } from './commands.ts'
import type { ProducerSurroundings } from './surroundings.ts'
import './events.ts'

export interface MergeInput {
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
}

/**
 * Lays two records of one producer together. The merged record stays as it was and points to the kept one; what hangs on it
 * follows by the event `producer.merged` in the same transaction. `partProducers` undoes exactly that.
 */
export async function mergeProducers(
  ctx: CommandContext,
  around: ProducerSurroundings,
  input: MergeInput,
): Promise<Result<{ mergeId: string }>> {
  if (input.keptId === input.mergedId) return refuse('merge-with-itself', { field: 'mergedId' })
  if (input.reason.trim() === '') return refuse('required', { field: 'reason' })
  // Locked in one order, so that two merges of the same pair wait for each other instead of locking crosswise.
  const rows = new Map()
  for (const id of [input.keptId, input.mergedId].sort()) {
    const loaded = await lockProducer(ctx, around, id, 'producer.merge')
    if (!loaded.ok) return loaded
    if (loaded.value.merged_into) return refuse('producer-merged', { data: { name: loaded.value.name } })
    rows.set(id, loaded.value)
  }
  const mergeId = uuidv7()
  await ctx.db
    .insertInto('producer_merge')
    .values({
      id: mergeId,
      kept_id: input.keptId,
      merged_id: input.mergedId,
      reason: input.reason.trim().slice(0, 1000),
      merged_at: ctx.now,
      merged_by: ctx.actor.accountId,
      merged_by_name: ctx.actor.name,
      undone_at: null,
      undone_by_name: null,
      undo_reason: null,
    })
    .execute()
  await pointTo(ctx, input.mergedId, input.keptId)
  ctx.audit({
    action: 'producer.merged',
    subjectKind: 'producer',
    subjectId: input.mergedId,
    place: rows.get(input.keptId).province_code,
    detail: { into: input.keptId, reason: input.reason },
  })
  await ctx.emit({ type: 'producer.merged', mergeId, keptId: input.keptId, mergedId: input.mergedId })
  await ctx.emit({ type: 'producer.changed', producerIds: [input.keptId, input.mergedId] })
  return ok({ mergeId })
}

/** Undoes a merge: the record stands for itself again and takes back what followed it. */
export async function partProducers(
  ctx: CommandContext,
  around: ProducerSurroundings,
  mergeId: string,
  reason: string,
): Promise<Result<{ keptId: string; mergedId: string }>> {
  const merge = await ctx.db
    .selectFrom('producer_merge')
    .selectAll()
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) return refuse('not-found')
  if (merge.undone_at) return refuse('merge-undone')
  for (const id of [merge.kept_id, merge.merged_id].sort()) {
    const loaded = await lockProducer(ctx, around, id, 'producer.merge')
    if (!loaded.ok) return loaded
    // What followed this merge has since followed a later one: it can only be given back from there.
    if (id === merge.kept_id && loaded.value.merged_into) return refuse('merge-later-first')
  }
  await ctx.db
    .updateTable('producer_merge')
    .set({
      undone_at: ctx.now,
      undone_by_name: ctx.actor.name,
      undo_reason: reason.trim().slice(0, 1000) || null,
    })
    .where('id', '=', mergeId)
    .execute()
  await pointTo(ctx, merge.merged_id, null)
  const { kept_id: keptId, merged_id: mergedId } = merge
  ctx.audit({
    action: 'producer.parted',
    subjectKind: 'producer',
    subjectId: mergedId,
    place: null,
    detail: { from: keptId, reason },
  })
  await ctx.emit({ type: 'producer.parted', mergeId, keptId, mergedId })
  await ctx.emit({ type: 'producer.changed', producerIds: [keptId, mergedId] })
  return ok({ keptId, mergedId })
}

/** A person looked and says: two different producers. The pair is not proposed again. */
export async function keepApart(
  ctx: CommandContext,
  around: ProducerSurroundings,
  one: string,
  other: string,
): Promise<Result<void>> {
  const [first, second] = [one, other].sort() as [string, string]
  if (first === second) return refuse('merge-with-itself')
  for (const id of [first, second]) {
    const loaded = await lockProducer(ctx, around, id, 'producer.merge')
    if (!loaded.ok) return loaded
  }
  await ctx.db
    .insertInto('producer_pair_apart')
    .values({ one_id: first, other_id: second, decided_at: ctx.now, decided_by_name: ctx.actor.name })
    .onConflict((pair) => pair.doNothing())
    .execute()
  ctx.audit({
    action: 'producer.kept-apart',
    subjectKind: 'producer',
    subjectId: first,
    place: null,
    detail: { other: second },
  })
  return ok()
}

async function pointTo(ctx: CommandContext, id: string, target: string | null): Promise<void> {
  await ctx.db
    .updateTable('producer')
    .set((eb) => ({ merged_into: target, version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', id)
    .execute()
}
