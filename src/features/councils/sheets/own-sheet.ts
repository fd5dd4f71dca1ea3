import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { emptyContent, type SheetContent } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { type Desk, deskOf } from './desk.ts'
import { type Receipt, receiptOf, type StoredSheet } from './seal.ts'
import type { SheetVault } from './vault.ts'

/** A member's own sheet of one round, for the member alone. */
export interface OwnSheet {
  readonly round: number
  readonly status: 'none' | 'draft' | 'sealed'
  readonly revision: number
  readonly content: SheetContent
  readonly receipt: Receipt | null
  readonly savedAt: Date | null
  readonly origin: 'member' | 'paper'
  readonly copies: readonly OwnCopy[]
}

/** What another device wrote and was refused. */
export interface OwnCopy {
  readonly id: string
  readonly content: SheetContent
  readonly device: string | null
  readonly at: Date
}

/** The member's sheet of a round (the present one unless said otherwise); a second round starts from the first one's answers. */
export async function ownSheet(
  db: Db,
  desk: Desk,
  vault: SheetVault,
  round = Math.max(1, desk.address.round),
): Promise<OwnSheet> {
  const { itemId, memberId } = desk.address
  const row = await db
    .selectFrom('score_sheet')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('member_id', '=', memberId)
    .where('scoring_round', '=', round)
    .executeTakeFirst()
  if (!row?.sealed_content) {
    const first = round > 1 ? await ownSheet(db, desk, vault, round - 1) : null
    const content = first ? { ...first.content, reasons: {}, opinion: '' } : emptyContent
    return {
      round,
      status: 'none',
      revision: row?.revision ?? 0,
      content,
      receipt: null,
      savedAt: null,
      origin: 'member',
      copies: [],
    }
  }
  const address = { ...desk.address, round }
  const stored = await vault.decrypt<StoredSheet>(db, address, row.sealed_content)
  return {
    round,
    status: row.status,
    revision: row.revision,
    content: stored.content,
    receipt: row.status === 'sealed' ? receiptOf({ ...desk, address }, row, stored) : null,
    savedAt: row.updated_at,
    origin: row.origin,
    copies: await ownCopies(db, row.id, address, vault),
  }
}

async function ownCopies(
  db: Db,
  sheetId: string,
  address: Desk['address'],
  vault: SheetVault,
): Promise<OwnCopy[]> {
  const rows = await db
    .selectFrom('sheet_copy')
    .select(['id', 'sealed_content', 'device', 'at'])
    .where('sheet_id', '=', sheetId)
    .where('settled_at', 'is', null)
    .orderBy('at')
    .execute()
  return Promise.all(
    rows.map(async ({ sealed_content, ...row }) => ({
      ...row,
      content: (await vault.decrypt<StoredSheet>(db, address, sealed_content)).content,
    })),
  )
}

/** The member's choice between what stands and a copy another device wrote: taken, it becomes the next revision of the draft. */
export async function settleCopy(
  ctx: CommandContext,
  input: { readonly itemId: string; readonly copyId: string; readonly take: boolean },
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
): Promise<Result<{ revision: number }>> {
  const desk = await deskOf(ctx.db, { ...ctx, itemId: input.itemId }, deps, { share: true })
  if (!desk) return refuse('not-found')
  const sheet = await ctx.db
    .selectFrom('sheet_copy as k')
    .innerJoin('score_sheet as h', 'h.id', 'k.sheet_id')
    .select(['h.id', 'h.revision', 'h.status', 'h.scoring_round', 'k.sealed_content', 'k.settled_at'])
    .where('k.id', '=', input.copyId)
    .where('h.item_id', '=', input.itemId)
    .where('h.member_id', '=', desk.address.memberId)
    .forUpdate()
    .executeTakeFirst()
  if (!sheet) return refuse('not-found')
  if (sheet.settled_at) return refuse('copy-settled')
  await ctx.db.updateTable('sheet_copy').set({ settled_at: ctx.now }).where('id', '=', input.copyId).execute()
  ctx.audit({
    action: 'sheet.copy-settled',
    subjectKind: 'sheet',
    subjectId: sheet.id,
    place: desk.provinceCode,
    detail: { taken: input.take },
  })
  if (!input.take) return ok({ revision: sheet.revision })
  if (sheet.status === 'sealed') return refuse('sheet-sealed')
  if (desk.phase !== 'scoring' || sheet.scoring_round !== desk.address.round) return refuse('scoring-closed')
  await ctx.db
    .updateTable('score_sheet')
    .set({ sealed_content: sheet.sealed_content, revision: sheet.revision + 1, updated_at: ctx.now })
    .where('id', '=', sheet.id)
    .execute()
  return ok({ revision: sheet.revision + 1 })
}
