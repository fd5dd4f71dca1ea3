import { createHash, randomBytes } from 'node:crypto'
import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import {
  changedAnswers,
  readContent,
  type SheetContent,
  sealText,
  unanswered,
} from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { announce } from '../hall/announce.ts'
import { type Desk, deskOf } from './desk.ts'
import { BrokenSheet, type SheetVault } from './vault.ts'

/** What is stored under encryption: the content, and the salt of its receipt once sealed. */
export interface StoredSheet {
  readonly content: SheetContent
  readonly salt?: string
}

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

/** What a member keeps: with the salt anyone can recompute the hash from the sheet. */
export interface Receipt {
  readonly hash: string
  readonly salt: string
  readonly sittingId: string
  readonly dossierId: string
  readonly memberId: string
  readonly round: number
  readonly sealedAt: string
}

interface SheetRow {
  readonly id: string
  readonly revision: number
  readonly status: 'draft' | 'sealed'
  readonly sealed_content: Buffer | null
  readonly seal_hash: string | null
  readonly sealed_at: Date | null
}

/** Saves a member's draft; `seal` closes it for good and answers the receipt (Điều 7 khoản 3 điểm d; council rules). */
export async function saveSheet(
  ctx: CommandContext,
  input: SaveInput,
  deps: Pick<CouncilDeps, 'regulation'>,
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
  const read = readContent(desk.compiled, input.content, desk.bands)
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
  return sealDraft(ctx, desk, sheet, input, read.content, vault)
}

/** The member's row of this round, held; made at the first save. */
async function lockSheet(ctx: CommandContext, desk: Desk): Promise<SheetRow> {
  const { itemId, memberId, round } = desk.address
  const own = () =>
    ctx.db
      .selectFrom('score_sheet')
      .select(['id', 'revision', 'status', 'sealed_content', 'seal_hash', 'sealed_at'])
      .where('item_id', '=', itemId)
      .where('member_id', '=', memberId)
      .where('scoring_round', '=', Math.max(1, round))
      .forUpdate()
      .executeTakeFirst()
  const found = await own()
  if (found) return found
  await ctx.db
    .insertInto('score_sheet')
    .values({
      id: uuidv7(),
      item_id: itemId,
      member_id: memberId,
      scoring_round: Math.max(1, round),
      sealed_content: null,
      seal_hash: null,
      revision: 0,
      device: null,
      sealed_at: null,
      updated_at: ctx.now,
    })
    .onConflict((clash) => clash.columns(['item_id', 'member_id', 'scoring_round']).doNothing())
    .execute()
  return (await own())!
}

function closedProblem(desk: Desk, input: SaveInput, today: string) {
  if (desk.phase !== 'scoring' || input.round !== desk.address.round) return { code: 'scoring-closed' }
  if (desk.mode === 'written-opinion' && desk.deadline !== null && today > desk.deadline)
    return { code: 'scoring-closed' }
  return null
}

/** In a second round every criterion changed since the first one needs a word why (council rules; both rounds are kept). */
async function secondRoundProblems(
  ctx: CommandContext,
  desk: Desk,
  content: SheetContent,
  vault: SheetVault,
) {
  const { round, itemId, memberId } = desk.address
  if (round < 2) return []
  const earlier = await ctx.db
    .selectFrom('score_sheet')
    .select('sealed_content')
    .where('item_id', '=', itemId)
    .where('member_id', '=', memberId)
    .where('scoring_round', '=', round - 1)
    .where('status', '=', 'sealed')
    .executeTakeFirst()
  if (!earlier?.sealed_content) return []
  const first = await vault
    .decrypt<StoredSheet>(ctx.db, { ...desk.address, round: round - 1 }, earlier.sealed_content)
    .catch((error: unknown) => {
      // A round that was put off because of a broken seal asks for no reasons against it.
      if (error instanceof BrokenSheet) return null
      throw error
    })
  if (!first) return []
  return changedAnswers(first.content, content)
    .filter((criterion) => !content.reasons[criterion])
    .map((criterion) => ({
      code: 'change-needs-reason',
      field: `/reasons/${criterion}`,
      data: { criterion },
    }))
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

async function sealDraft(
  ctx: CommandContext,
  desk: Desk,
  sheet: SheetRow,
  input: SaveInput,
  content: SheetContent,
  vault: SheetVault,
): Promise<Result<SaveOutcome>> {
  const revision = sheet.revision + 1
  const salt = randomBytes(16).toString('base64url')
  const { hash, encrypted } = await sealedForm(ctx, desk, content, salt, vault)
  await ctx.db
    .updateTable('score_sheet')
    .set({
      sealed_content: encrypted,
      seal_hash: hash,
      status: 'sealed',
      revision,
      device: input.device,
      sealed_at: ctx.now,
      updated_at: ctx.now,
    })
    .where('id', '=', sheet.id)
    .execute()
  await noteSave(ctx, sheet.id, input.key, 'sealed', revision)
  ctx.audit({
    action: 'sheet.sealed',
    subjectKind: 'sheet',
    subjectId: sheet.id,
    place: desk.provinceCode,
    detail: { revision, hash, round: desk.address.round },
  })
  await announce(ctx.db, desk.address.sittingId)
  const sealed = { ...sheet, seal_hash: hash, sealed_at: ctx.now }
  return ok({ outcome: 'sealed', revision, receipt: receiptOf(desk, sealed, { content, salt }) })
}

/** A sheet as it is stored when sealed, and its hash. */
export async function sealedForm(
  ctx: Pick<CommandContext, 'db'>,
  desk: Pick<Desk, 'address' | 'dossierId'>,
  content: SheetContent,
  salt: string,
  vault: SheetVault,
): Promise<{ hash: string; encrypted: Buffer }> {
  return {
    hash: sealHash(desk, content, salt),
    encrypted: await vault.encrypt(ctx.db, desk.address, { content, salt } satisfies StoredSheet),
  }
}

/** SHA-256 over content, salt, member, dossier and round, in hexadecimal. */
export function sealHash(
  desk: Pick<Desk, 'address' | 'dossierId'>,
  content: SheetContent,
  salt: string,
): string {
  const { sittingId, memberId, round } = desk.address
  const text = sealText(content, { sittingId, dossierId: desk.dossierId, memberId, round, salt })
  return createHash('sha256').update(text).digest('hex')
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

export function receiptOf(
  desk: Pick<Desk, 'address' | 'dossierId'>,
  sheet: Pick<SheetRow, 'seal_hash' | 'sealed_at'>,
  stored: StoredSheet,
): Receipt {
  const { sittingId, memberId, round } = desk.address
  return {
    hash: sheet.seal_hash!,
    salt: stored.salt!,
    sittingId,
    dossierId: desk.dossierId,
    memberId,
    round,
    sealedAt: sheet.sealed_at!.toISOString(),
  }
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
