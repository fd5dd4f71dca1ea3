import { createHash, randomBytes } from 'node:crypto'
import type { CommandContext } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { changedAnswers, type SheetContent, sealText } from '../../../rules/sitting/index.ts'
import { announce } from '../hall/announce.ts'
import type { Desk } from './desk.ts'
import { BrokenSheet, type SheetVault } from './vault.ts'

/** What is stored under encryption: the content, and the salt of its receipt once sealed. */
export interface StoredSheet {
  readonly content: SheetContent
  readonly salt?: string
}

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

export interface SheetRow {
  readonly id: string
  readonly revision: number
  readonly status: 'draft' | 'sealed'
  readonly sealed_content: Buffer | null
  readonly seal_hash: string | null
  readonly sealed_at: Date | null
}

/** The member's row of this round, held; made at the first save. */
export async function lockSheet(ctx: CommandContext, desk: Desk): Promise<SheetRow> {
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

/** In a second round every criterion changed since the first one needs a word why (council rules; both rounds are kept). */
export async function secondRoundProblems(
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

/** Closes a row for good: encrypted content, hash, audit line, and word to every device. */
export async function sealRow(
  ctx: CommandContext,
  desk: Desk,
  sheet: SheetRow,
  about: {
    readonly content: SheetContent
    readonly device: string | null
    readonly origin: 'member' | 'paper'
  },
  vault: SheetVault,
): Promise<{ revision: number; receipt: Receipt }> {
  const { content, device, origin } = about
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
      device,
      origin,
      sealed_at: ctx.now,
      updated_at: ctx.now,
    })
    .where('id', '=', sheet.id)
    .execute()
  ctx.audit({
    action: 'sheet.sealed',
    subjectKind: 'sheet',
    subjectId: sheet.id,
    place: desk.provinceCode,
    detail: { revision, hash, round: desk.address.round, origin },
  })
  await announce(ctx.db, desk.address.sittingId)
  const sealed = { ...sheet, seal_hash: hash, sealed_at: ctx.now }
  return { revision, receipt: receiptOf(desk, sealed, { content, salt }) }
}
