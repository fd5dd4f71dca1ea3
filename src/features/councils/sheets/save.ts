import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { readContent, type SheetContent, unanswered } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { withTasting } from '../tasting/note.ts'
import { type Desk, deskOf } from './desk.ts'
import {
  lockSheet,
  type Receipt,
  receiptOf,
  type SheetRow,
  type StoredSheet,
  sealRow,
  secondRoundProblems,
} from './seal.ts'
import type { SheetVault } from './vault.ts'

export interface SaveInput {
  readonly itemId: string
  /** Made by the device for this one save: sent again, it changes nothing. */
  readonly key: string
  /** The revision the device started from; 0 for none. */
  readonly baseRevision: number
  /** The scoring round the device shows. */
  readonly round: number
  readonly content: unknown
  readonly device: string | null
}

/** `stale`: another device saved meanwhile, or the sheet is sealed; what was sent is kept as a copy. */
export type SaveOutcome =
  | { readonly outcome: 'saved'; readonly revision: number }
  | { readonly outcome: 'sealed'; readonly revision: number; readonly receipt: Receipt }
  | { readonly outcome: 'stale'; readonly revision: number; readonly sealed: boolean }

/** Saves a member's draft; `seal` closes it for good and answers the receipt (Điều 7 khoản 3 điểm d; council rules). */
export async function saveSheet(
  ctx: CommandContext,
  input: SaveInput,
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
  vault: SheetVault,
  { seal = false }: { seal?: boolean } = {},
): Promise<Result<SaveOutcome>> {
  const desk = await deskOf(ctx.db, { ...ctx, itemId: input.itemId }, deps, { share: true })
  if (!desk) return refuse('not-found')
  const before = await savedBefore(ctx, desk, input.key)
  if (before) return ok(await answerAgain(ctx, desk, before, vault))
  const sheet = await lockSheet(ctx, desk)
  // Another request with the same key may have been first while this one waited for the row.
  const meanwhile = await savedBefore(ctx, desk, input.key)
  if (meanwhile) return ok(await answerAgain(ctx, desk, meanwhile, vault))
  const closed = closedProblem(desk, input, ctx.today)
  if (closed) return failed(closed)
  const tasted = await withTasting(ctx.db, desk, input.content, vault)
  if (tasted.problems.length > 0) return failed(...tasted.problems)
  const read = readContent(desk.compiled, tasted.content, desk.bands)
  if (read.problems.length > 0) return failed(...read.problems)
  const stored = sheet.sealed_content
    ? await vault.decrypt<StoredSheet>(ctx.db, desk.address, sheet.sealed_content)
    : null
  if (sheet.status === 'sealed' || input.baseRevision !== sheet.revision) {
    const same = stored !== null && spelled(stored.content) === spelled(read.content)
    if (sheet.status === 'sealed' && same)
      return ok({ outcome: 'sealed', revision: sheet.revision, receipt: receiptOf(desk, sheet, stored) })
    if (!same) return keepCopy(ctx, desk, sheet, input, read.content, vault)
  }
  if (!seal) return saveDraft(ctx, desk, sheet, input, read.content, vault)
  const missing = unanswered(desk.compiled, read.content, read.score!)
  if (missing.length > 0)
    return failed(
      ...missing.map((criterion) => ({
        code: 'criterion-unanswered',
        field: `/answers/${criterion}`,
        data: { criterion },
      })),
    )
  const reasons = await secondRoundProblems(ctx, desk, read.content, vault)
  if (reasons.length > 0) return failed(...reasons)
  if (!desk.present) return refuse('member-not-present')
  const about = { content: read.content, device: input.device, origin: 'member' as const }
  const sealed = await sealRow(ctx, desk, sheet, about, vault)
  await noteSave(ctx, sheet.id, input.key, 'sealed', sealed.revision)
  return ok({ outcome: 'sealed', ...sealed })
}

function closedProblem(desk: Desk, input: SaveInput, today: string) {
  if (desk.phase !== 'scoring' || input.round !== desk.address.round) return { code: 'scoring-closed' }
  if (desk.mode === 'written-opinion' && desk.deadline !== null && today > desk.deadline)
    return { code: 'scoring-closed' }
  return null
}

async function saveDraft(
  ctx: CommandContext,
  desk: Desk,
  sheet: SheetRow,
  input: SaveInput,
  content: SheetContent,
  vault: SheetVault,
): Promise<Result<SaveOutcome>> {
  const revision = sheet.revision + 1
  await ctx.db
    .updateTable('score_sheet')
    .set({
      sealed_content: await vault.encrypt(ctx.db, desk.address, { content } satisfies StoredSheet),
      revision,
      device: input.device,
      updated_at: ctx.now,
    })
    .where('id', '=', sheet.id)
    .execute()
  await noteSave(ctx, sheet.id, input.key, 'saved', revision)
  ctx.audit({
    action: 'sheet.saved',
    subjectKind: 'sheet',
    subjectId: sheet.id,
    place: desk.provinceCode,
    detail: { revision },
  })
  return ok({ outcome: 'saved', revision })
}

/** Keeps what came too late beside what stands; the member chooses between them. */
async function keepCopy(
  ctx: CommandContext,
  desk: Desk,
  sheet: SheetRow,
  input: SaveInput,
  content: SheetContent,
  vault: SheetVault,
): Promise<Result<SaveOutcome>> {
  await ctx.db
    .insertInto('sheet_copy')
    .values({
      id: uuidv7(),
      sheet_id: sheet.id,
      based_on: input.baseRevision,
      sealed_content: await vault.encrypt(ctx.db, desk.address, { content } satisfies StoredSheet),
      device: input.device,
      at: ctx.now,
      settled_at: null,
    })
    .execute()
  await noteSave(ctx, sheet.id, input.key, 'stale', sheet.revision)
  ctx.audit({
    action: 'sheet.copy-kept',
    subjectKind: 'sheet',
    subjectId: sheet.id,
    place: desk.provinceCode,
    detail: { basedOn: input.baseRevision, revision: sheet.revision },
  })
  return ok({ outcome: 'stale', revision: sheet.revision, sealed: sheet.status === 'sealed' })
}

async function noteSave(
  ctx: CommandContext,
  sheetId: string,
  key: string,
  outcome: 'saved' | 'sealed' | 'stale',
  revision: number,
): Promise<void> {
  await ctx.db
    .insertInto('sheet_save')
    .values({ sheet_id: sheetId, key, outcome, revision, at: ctx.now })
    .execute()
}

/** The line of a save that arrived before, in whichever round. */
async function savedBefore(ctx: CommandContext, desk: Desk, key: string) {
  return ctx.db
    .selectFrom('sheet_save as v')
    .innerJoin('score_sheet as h', 'h.id', 'v.sheet_id')
    .select([
      'v.outcome',
      'v.revision as savedRevision',
      'h.scoring_round as round',
      'h.revision',
      'h.status',
      'h.sealed_content',
      'h.seal_hash',
      'h.sealed_at',
    ])
    .where('h.item_id', '=', desk.address.itemId)
    .where('h.member_id', '=', desk.address.memberId)
    .where('v.key', '=', key)
    .executeTakeFirst()
}

async function answerAgain(
  ctx: CommandContext,
  desk: Desk,
  before: NonNullable<Awaited<ReturnType<typeof savedBefore>>>,
  vault: SheetVault,
): Promise<SaveOutcome> {
  if (before.outcome === 'saved') return { outcome: 'saved', revision: before.savedRevision }
  if (before.outcome === 'stale')
    return { outcome: 'stale', revision: before.revision, sealed: before.status === 'sealed' }
  const then = { ...desk, address: { ...desk.address, round: before.round } }
  const stored = await vault.decrypt<StoredSheet>(ctx.db, then.address, before.sealed_content!)
  return { outcome: 'sealed', revision: before.savedRevision, receipt: receiptOf(then, before, stored) }
}

/** One spelling for one content: keys in order. */
function spelled(content: SheetContent): string {
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    sorted(content.answers).map(([code, answer]) => [code, JSON.stringify(answer, ['case', 'option'])]),
    [...content.findings].sort(),
    sorted(content.reasons),
    content.opinion,
  ])
}
