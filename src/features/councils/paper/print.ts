import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { mayInSitting } from '../sittings/authority.ts'
import { type LoadedSitting, loadSitting } from '../sittings/load.ts'
import { newPaperCode } from './code.ts'

const printable = ['waiting', 'scoring', 'deferred'] as const

/**
 * Gives a member's paper sheets their codes, one for each product that is still to be scored and not barred to the member or to
 * who prints. A sheet printed before keeps its code: printed twice, it is the same sheet.
 */
export async function printPapers(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly memberId: string; readonly itemIds?: readonly string[] },
  deps: CouncilDeps,
): Promise<Result<{ printed: number }>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded || !mayInSitting(ctx, loaded, 'sheet.enter-paper')) return refuse('not-found')
  const member = loaded.members.find((one) => one.id === input.memberId)
  if (!member?.votes) return refuse('member-unknown', { field: 'memberId' })
  const items = printableItems(ctx, loaded, member.id).filter(
    (item) => !input.itemIds || input.itemIds.includes(item.id),
  )
  if (items.length === 0) return refuse('paper-nothing-to-print', { field: 'memberId' })
  for (const item of items)
    await ctx.db
      .insertInto('paper_sheet')
      .values({
        id: uuidv7(),
        item_id: item.id,
        member_id: member.id,
        scoring_round: item.phase === 'scoring' ? item.round : item.round + 1,
        code: newPaperCode(),
        printed_by: ctx.actor.accountId!,
        printed_at: ctx.now,
        typed_content: null,
        typed_by: null,
        typed_at: null,
        confirmed_by: null,
        confirmed_at: null,
        voided_at: null,
      })
      .onConflict((clash) =>
        clash.columns(['item_id', 'member_id', 'scoring_round']).where('voided_at', 'is', null).doNothing(),
      )
      .execute()
  ctx.audit({
    action: 'paper.printed',
    subjectKind: 'sitting',
    subjectId: input.sittingId,
    place: loaded.council.province_code,
    detail: { memberId: member.id, items: items.length },
  })
  return ok({ printed: items.length })
}

function printableItems(ctx: CommandContext, loaded: LoadedSitting, memberId: string) {
  return loaded.state.items.filter(
    (item) =>
      (printable as readonly string[]).includes(item.phase) &&
      !loaded.barred.get(item.dossierId)?.has(memberId) &&
      mayInSitting(ctx, loaded, 'sheet.enter-paper', item.dossierId),
  )
}

/** Takes a paper out of use (torn, lost, filled in for somebody else); a new one gets a new code. */
export async function voidPaper(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly paperId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps)
  const paper = await ctx.db
    .selectFrom('paper_sheet as p')
    .innerJoin('sitting_item as i', 'i.id', 'p.item_id')
    .select(['p.id', 'p.code', 'p.confirmed_at', 'p.voided_at', 'i.dossier_id'])
    .where('p.id', '=', input.paperId)
    .where('i.sitting_id', '=', input.sittingId)
    .forUpdate('p')
    .executeTakeFirst()
  if (!loaded || !paper || !mayInSitting(ctx, loaded, 'sheet.enter-paper', paper.dossier_id))
    return refuse('not-found')
  if (!input.reason.trim()) return refuse('reason-missing', { field: 'reason' })
  if (paper.confirmed_at || paper.voided_at) return refuse('paper-not-open')
  await ctx.db.updateTable('paper_sheet').set({ voided_at: ctx.now }).where('id', '=', paper.id).execute()
  ctx.audit({
    action: 'paper.voided',
    subjectKind: 'paper',
    subjectId: paper.id,
    place: loaded.council.province_code,
    detail: { code: paper.code, reason: input.reason.trim() },
  })
  return ok()
}
