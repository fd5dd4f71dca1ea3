import type { Db } from '../../../platform/db/index.ts'
import type { SheetContent } from '../../../rules/sitting/index.ts'
import { mayInSitting, seatOf } from '../sittings/authority.ts'
import type { LoadedSitting } from '../sittings/load.ts'
import { type StoredSheet, sealHash } from './seal.ts'
import { BrokenSheet, type SheetVault } from './vault.ts'

/** One member's sheet after its phase was opened. */
export interface OpenedSheet {
  readonly memberId: string
  readonly round: number
  readonly content: SheetContent
  readonly hash: string
  readonly sealedAt: Date
  readonly origin: 'member' | 'paper'
}

/** Sheets whose seal holds, and members whose stored sheet is not what they sealed. */
export interface Opening {
  readonly sheets: readonly OpenedSheet[]
  readonly broken: readonly string[]
}

/**
 * Opens the sealed sheets of a round: decrypts each and recomputes its hash. The one place that reads other people's sheets; called
 * when a phase is opened, when a result is formed or replayed, and by `readOpened` for those who may look.
 */
export async function openSealed(
  db: Db,
  about: {
    readonly sittingId: string
    readonly itemId: string
    readonly dossierId: string
    readonly round: number
  },
  vault: SheetVault,
): Promise<Opening> {
  const rows = await db
    .selectFrom('score_sheet')
    .select(['member_id', 'sealed_content', 'seal_hash', 'sealed_at', 'origin'])
    .where('item_id', '=', about.itemId)
    .where('scoring_round', '=', about.round)
    .where('status', '=', 'sealed')
    .orderBy('member_id')
    .execute()
  const sheets: OpenedSheet[] = []
  const broken: string[] = []
  for (const row of rows) {
    const address = { ...about, memberId: row.member_id }
    const stored = await vault
      .decrypt<StoredSheet>(db, address, row.sealed_content!)
      .catch((error: unknown) => {
        if (error instanceof BrokenSheet) return null
        throw error
      })
    const holds =
      stored?.salt !== undefined &&
      sealHash({ address, dossierId: about.dossierId }, stored.content, stored.salt) === row.seal_hash
    if (!stored || !holds) broken.push(row.member_id)
    else
      sheets.push({
        memberId: row.member_id,
        round: about.round,
        content: stored.content,
        hash: row.seal_hash!,
        sealedAt: row.sealed_at!,
        origin: row.origin,
      })
  }
  return { sheets, broken }
}

/**
 * Others' sheets for a reader: only rounds that are open, never in a conflict, and for a voting member only where the member's own
 * sheet of that round is in, or the result is agreed. undefined: nothing to see, whatever the reason.
 */
export async function readOpened(
  db: Db,
  about: Parameters<typeof mayInSitting>[0],
  loaded: LoadedSitting,
  itemId: string,
  vault: SheetVault,
): Promise<readonly OpenedSheet[] | undefined> {
  const item = loaded.state.items.find((one) => one.id === itemId)
  if (!item || !mayInSitting(about, loaded, 'session.read', item.dossierId)) return undefined
  if (!mayInSitting(about, loaded, 'sheet.read-opened', item.dossierId)) return undefined
  const seat = seatOf(loaded, about.actor.accountId)
  const opened: OpenedSheet[] = []
  for (const round of item.openedRounds) {
    const { sheets } = await openSealed(
      db,
      { sittingId: loaded.sitting.id, itemId, dossierId: item.dossierId, round },
      vault,
    )
    const own = !seat?.votes || item.phase === 'agreed' || sheets.some((one) => one.memberId === seat.id)
    if (own) opened.push(...sheets)
  }
  return opened
}
