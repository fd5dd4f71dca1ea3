import { sql } from 'kysely'
import type { CommandContext, EventBus } from '../../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../../platform/db/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { Bench } from '../sittings/load.ts'
import { detectRelationships, type Relationship } from './detect.ts'

/**
 * Looks for relations between the council's members who sit that day and the dossier's producer, and writes down what is new. A
 * ground that was decided on before stays as it was decided. Answers how many were found for the first time.
 */
export async function refreshConflicts(
  ctx: CommandContext,
  bench: Bench,
  dossierId: string,
  deps: Pick<CouncilDeps, 'sponsorsOf' | 'agencies'>,
): Promise<number> {
  const { councilId } = bench
  const found = await detectRelationships(ctx.db, { ...bench, dossierId, today: ctx.today }, deps)
  let fresh = 0
  for (const one of found) if (await record(ctx, councilId, dossierId, one)) fresh += 1
  return fresh
}

/** In these a relation that comes to light still bars somebody. */
export const alive = ['planned', 'convened', 'open', 'paused'] as const

/** What stands on agendas of this producer or of a record laid together with it; of one council, where it is named. */
export async function liveItemsOf(ctx: CommandContext, producerId: string, councilId?: string) {
  return ctx.db
    .selectFrom('sitting_item as i')
    .innerJoin('sitting as s', 's.id', 'i.sitting_id')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .select(['s.council_id as councilId', 's.id as sittingId', 's.held_on as heldOn', 'd.id as dossierId'])
    .distinct()
    .where('d.producer_id', 'in', sql<string>`(select producer_family(${producerId}))`)
    .$if(councilId !== undefined, (query) => query.where('s.council_id', '=', councilId!))
    .where('s.status', 'in', [...alive])
    .execute()
}

/** Who was bound to one record is bound to both from the merge on, in sittings that are under way too. */
export function lookAgainAfterMerges(
  events: EventBus,
  deps: Pick<CouncilDeps, 'sponsorsOf' | 'agencies'>,
): void {
  events.on('producer.merged', async (ctx, { keptId }) => {
    for (const item of await liveItemsOf(ctx, keptId)) await refreshConflicts(ctx, item, item.dossierId, deps)
  })
}

async function record(
  ctx: CommandContext,
  councilId: string,
  dossierId: string,
  one: Relationship,
): Promise<boolean> {
  const declared = one.ground === 'declared' || one.ground.startsWith('relation-')
  const row = await ctx.db
    .insertInto('conflict')
    .values({
      id: uuidv7(),
      council_id: councilId,
      member_id: one.memberId,
      dossier_id: dossierId,
      ground: one.ground,
      source: declared ? 'declared' : 'detected',
      explanation: one.path.map((step) => step.label).join(' — '),
      evidence: jsonb(one.path),
      standing: one.certain ? 'recused' : 'undecided',
      recused: one.certain,
      decided_by: null,
      decided_at: null,
      decision_reason: null,
      at: ctx.now,
    })
    .onConflict((clash) => clash.columns(['member_id', 'dossier_id', 'ground']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return false
  ctx.audit({
    action: 'conflict.recorded',
    subjectKind: 'dossier',
    subjectId: dossierId,
    detail: { memberId: one.memberId, ground: one.ground, certain: one.certain },
  })
  return true
}

/** Writes a member's own word: recused at once, whatever the ground. */
export async function recordDeclaration(
  ctx: CommandContext,
  about: { councilId: string; dossierId: string; memberId: string; memberName: string; note: string },
): Promise<boolean> {
  return record(ctx, about.councilId, about.dossierId, {
    memberId: about.memberId,
    ground: 'declared',
    certain: true,
    path: [
      { kind: 'member', label: about.memberName },
      { kind: 'shares', label: about.note },
    ],
  })
}
