import type { Trx } from '../../../platform/db/index.ts'
import type { SittingState } from '../../../rules/sitting/index.ts'
import '../tables.ts'

/** Keeps the cached columns in step with the folded history; only what changed is written. */
export async function storeState(
  db: Trx,
  sittingId: string,
  before: SittingState | null,
  after: SittingState,
): Promise<void> {
  await db
    .updateTable('sitting')
    .set((eb) => ({
      status: after.status,
      mode: after.mode,
      held_on: after.heldOn,
      venue: after.venue,
      deadline: after.deadline,
      blind_tasting: after.blindTasting,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', sittingId)
    .execute()
  await storeItems(db, sittingId, before, after)
  await storeAttendance(db, sittingId, before, after)
}

async function storeItems(
  db: Trx,
  sittingId: string,
  before: SittingState | null,
  after: SittingState,
): Promise<void> {
  const known = new Map(before?.items.map((item, index) => [item.id, { ...item, ordinal: index + 1 }]))
  for (const [index, item] of after.items.entries()) {
    const was = known.get(item.id)
    known.delete(item.id)
    const row = {
      ordinal: index + 1,
      sample_code: item.sampleCode,
      scoring_round: item.round,
      phase: item.phase,
    }
    if (!was)
      await db
        .insertInto('sitting_item')
        .values({ id: item.id, sitting_id: sittingId, dossier_id: item.dossierId, ...row })
        .execute()
    else if (
      was.ordinal !== row.ordinal ||
      was.sampleCode !== item.sampleCode ||
      was.round !== item.round ||
      was.phase !== item.phase
    )
      await db.updateTable('sitting_item').set(row).where('id', '=', item.id).execute()
  }
  const gone = [...known.keys()]
  if (gone.length > 0) await db.deleteFrom('sitting_item').where('id', 'in', gone).execute()
}

async function storeAttendance(
  db: Trx,
  sittingId: string,
  before: SittingState | null,
  after: SittingState,
): Promise<void> {
  for (const [memberId, now] of after.attendance) {
    const was = before?.attendance.get(memberId)
    if (was && was.at === now.at && was.present === now.present && was.delegatedTo === now.delegatedTo)
      continue
    const row = { present: now.present, ...delegate(now.delegatedTo), at: new Date(now.at) }
    await db
      .insertInto('attendance')
      .values({ sitting_id: sittingId, member_id: memberId, ...row })
      .onConflict((clash) => clash.columns(['sitting_id', 'member_id']).doUpdateSet(row))
      .execute()
  }
}

/** The chair hands over to a seat (its id); anybody else may only name who came instead. */
function delegate(delegatedTo: string | null) {
  const seat = delegatedTo !== null && /^[0-9a-f-]{36}$/.test(delegatedTo)
  return { delegated_to: seat ? null : delegatedTo, delegate_id: seat ? delegatedTo : null }
}
