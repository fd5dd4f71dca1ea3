import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { differingTicks, readContent, type SheetContent, unanswered } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { type Desk, deskOfMember } from '../sheets/desk.ts'
import { lockSheet, type Receipt, type StoredSheet, sealRow, secondRoundProblems } from '../sheets/seal.ts'
import type { SheetVault } from '../sheets/vault.ts'
import { mayInSitting, seatOf } from '../sittings/authority.ts'
import { type LoadedSitting, loadSitting } from '../sittings/load.ts'
import { withTasting } from '../tasting/note.ts'

export type EntryOutcome =
  | { readonly outcome: 'typed' }
  | { readonly outcome: 'sealed'; readonly receipt: Receipt }

/**
 * Types a paper sheet back in. The first person's entry is kept under encryption; a second person types the same paper anew without
 * being shown it. Where both say the same the sheet is sealed for its member; where they differ nothing is sealed, and the criteria
 * are named, not what was typed.
 */
export async function enterPaper(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly paperId: string; readonly content: unknown },
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<Result<EntryOutcome>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps)
  const paper = await lockPaper(ctx, input.paperId)
  const item = loaded?.state.items.find((one) => one.id === paper?.item_id)
  if (!loaded || !paper || !item || !mayEnter(ctx, loaded, paper.member_id, item.dossierId))
    return refuse('not-found')
  const desk = await deskOfMember(ctx.db, { itemId: item.id, memberId: paper.member_id }, deps, {
    share: true,
  })
  if (!desk) return refuse('paper-member-recused')
  if (paper.voided_at || paper.confirmed_at || !isOpen(desk, paper.scoring_round, ctx.today))
    return refuse('paper-not-open')
  const tasted = await tastedSheet(ctx, desk, loaded, input.content, vault)
  if (tasted.problems.length > 0) return failed(...tasted.problems)
  const read = readContent(desk.compiled, tasted.content, desk.bands)
  if (read.problems.length > 0) return failed(...read.problems)
  const missing = unanswered(desk.compiled, read.content, read.score!)
  if (missing.length > 0)
    return failed(
      ...missing.map((criterion) => ({
        code: 'criterion-unanswered',
        field: `/answers/${criterion}`,
        data: { criterion },
      })),
    )
  const first = paper.typed_by === null || paper.typed_by === ctx.actor.accountId
  return first
    ? keepEntry(ctx, desk, paper, read.content, vault)
    : confirmEntry(ctx, desk, paper, read.content, vault)
}

/**
 * What was tasted by the code binds a sheet on paper as one on a device. Who has no account has nothing to taste with but the paper
 * itself.
 */
async function tastedSheet(
  ctx: CommandContext,
  desk: Desk,
  loaded: LoadedSitting,
  content: unknown,
  vault: SheetVault,
) {
  const seat = loaded.members.find((one) => one.id === desk.address.memberId)
  if (!seat?.accountId) return { content, problems: [] }
  return withTasting(ctx.db, desk, content, vault)
}

/** Secretaries; and the member whose sheet it is, as the second pair of eyes. */
export function mayEnter(
  ctx: Pick<CommandContext, 'actor' | 'today'>,
  loaded: LoadedSitting,
  memberId: string,
  dossierId: string,
): boolean {
  if (mayInSitting(ctx, loaded, 'sheet.enter-paper', dossierId)) return true
  const seat = seatOf(loaded, ctx.actor.accountId)
  const barred = loaded.barred.get(dossierId)?.has(memberId) ?? false
  if (seat?.id !== memberId || barred) return false
  return may(ctx.actor, 'sheet.write', { accountId: ctx.actor.accountId }, ctx.today)
}

interface PaperRow {
  readonly id: string
  readonly item_id: string
  readonly member_id: string
  readonly scoring_round: number
  readonly code: string
  readonly typed_content: Buffer | null
  readonly typed_by: string | null
  readonly confirmed_at: Date | null
  readonly voided_at: Date | null
}

async function lockPaper(ctx: CommandContext, id: string): Promise<PaperRow | undefined> {
  return ctx.db
    .selectFrom('paper_sheet')
    .select([
      'id',
      'item_id',
      'member_id',
      'scoring_round',
      'code',
      'typed_content',
      'typed_by',
      'confirmed_at',
      'voided_at',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

function isOpen(desk: Desk, round: number, today: string): boolean {
  if (desk.phase !== 'scoring' || desk.address.round !== round) return false
  return desk.mode === 'meeting' || desk.deadline === null || today <= desk.deadline
}

async function keepEntry(
  ctx: CommandContext,
  desk: Desk,
  paper: PaperRow,
  content: SheetContent,
  vault: SheetVault,
): Promise<Result<EntryOutcome>> {
  const reasons = await secondRoundProblems(ctx, desk, content, vault)
  if (reasons.length > 0) return failed(...reasons)
  await ctx.db
    .updateTable('paper_sheet')
    .set({
      typed_content: await vault.encrypt(ctx.db, desk.address, { content } satisfies StoredSheet),
      typed_by: ctx.actor.accountId,
      typed_at: ctx.now,
    })
    .where('id', '=', paper.id)
    .execute()
  ctx.audit({
    action: 'paper.typed',
    subjectKind: 'paper',
    subjectId: paper.id,
    place: desk.provinceCode,
    detail: { code: paper.code },
  })
  return ok({ outcome: 'typed' })
}

async function confirmEntry(
  ctx: CommandContext,
  desk: Desk,
  paper: PaperRow,
  again: SheetContent,
  vault: SheetVault,
): Promise<Result<EntryOutcome>> {
  const { content } = await vault.decrypt<StoredSheet>(ctx.db, desk.address, paper.typed_content!)
  const differing = differingTicks(content, again)
  if (differing.length > 0)
    return refuse('paper-entries-differ', {
      data: { count: differing.length, criteria: differing.join(', ') },
    })
  if (!desk.present) return refuse('paper-member-not-present')
  const sheet = await lockSheet(ctx, desk)
  if (sheet.status === 'sealed') return refuse('sheet-sealed')
  if (sheet.sealed_content) await keepDraft(ctx, sheet.id, sheet.revision, sheet.sealed_content)
  const about = { content, device: `phiếu giấy ${paper.code}`, origin: 'paper' as const }
  const { receipt } = await sealRow(ctx, desk, sheet, about, vault)
  await ctx.db
    .updateTable('paper_sheet')
    .set({ confirmed_by: ctx.actor.accountId, confirmed_at: ctx.now })
    .where('id', '=', paper.id)
    .execute()
  ctx.audit({
    action: 'paper.confirmed',
    subjectKind: 'paper',
    subjectId: paper.id,
    place: desk.provinceCode,
    detail: { code: paper.code, hash: receipt.hash },
  })
  return ok({ outcome: 'sealed', receipt })
}

/** What the member had begun on a device stays on file beside the paper that was sealed. */
async function keepDraft(
  ctx: CommandContext,
  sheetId: string,
  revision: number,
  draft: Buffer,
): Promise<void> {
  await ctx.db
    .insertInto('sheet_copy')
    .values({
      id: uuidv7(),
      sheet_id: sheetId,
      based_on: revision,
      sealed_content: draft,
      device: 'bản nháp trên máy',
      at: ctx.now,
      settled_at: null,
    })
    .execute()
}
