import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import { boundByTasting, readContent, type SheetContent, unanswered } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { type Desk, deskOf } from '../sheets/desk.ts'
import type { SheetVault } from '../sheets/vault.ts'
import '../tables.ts'

export type Tasted = Readonly<Record<string, Answer>>

/** Round 0 of the vault: what was tasted lies beside the sheets, under the same key. */
const addressOf = (desk: Desk) => ({ ...desk.address, round: 0 })

/** What a member ticked while tasting an item by its code; null: not yet. */
export async function readTasting(db: Db, desk: Desk, vault: SheetVault): Promise<Tasted | null> {
  const row = await db
    .selectFrom('tasting_note')
    .select('sealed_content')
    .where('item_id', '=', desk.address.itemId)
    .where('member_id', '=', desk.address.memberId)
    .executeTakeFirst()
  return row ? vault.decrypt<Tasted>(db, addressOf(desk), row.sealed_content) : null
}

/** In which round what was tasted binds: a second round changes it with reasons, names known. */
export const tastingBinds = (desk: Desk) => desk.tasting.length > 0 && desk.address.round <= 1

/** A sheet as it came from a device, with what its member tasted. */
export async function withTasting(
  db: Db,
  desk: Desk,
  untrusted: unknown,
  vault: SheetVault,
): Promise<{ content: unknown; problems: readonly Problem[] }> {
  if (!tastingBinds(desk)) return { content: untrusted, problems: [] }
  const given = (typeof untrusted === 'object' && untrusted !== null ? untrusted : {}) as {
    answers?: unknown
  }
  const sent = (typeof given.answers === 'object' && given.answers !== null ? given.answers : {}) as object
  const { answers, problems } = boundByTasting({ ...sent }, desk.tasting, await readTasting(db, desk, vault))
  return { content: { ...given, answers }, problems }
}

/** What is shown of a sheet: the member's own ticks with those of the tasting. */
export function shownWithTasting(desk: Desk, content: SheetContent, tasted: Tasted | null): SheetContent {
  if (!tastingBinds(desk) || tasted === null) return content
  return { ...content, answers: { ...content.answers, ...tasted } }
}

export interface TastingInput {
  readonly sittingId: string
  /** The code on the glass; the member is told nothing else of the product. */
  readonly sampleCode: string
  readonly answers: Readonly<Record<string, unknown>>
}

/** Keeps what a member tasted. Until the product is scored it may be changed; from then on its name stands beside it. */
export async function saveTasting(
  ctx: CommandContext,
  input: TastingInput,
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
  vault: SheetVault,
): Promise<Result<void>> {
  const item = await ctx.db
    .selectFrom('sitting_item')
    .select('id')
    .where('sitting_id', '=', input.sittingId)
    .where('sample_code', '=', input.sampleCode)
    .executeTakeFirst()
  const desk = item && (await deskOf(ctx.db, { ...ctx, itemId: item.id }, deps, { share: true }))
  if (!desk || desk.tasting.length === 0) return refuse('not-found')
  if (!isTasting(desk)) return refuse('tasting-closed')
  const known = desk.tasting.filter((code) => input.answers[code] !== undefined)
  const answers = Object.fromEntries(known.map((code) => [code, input.answers[code]]))
  const read = readContent(desk.compiled, { answers }, desk.bands)
  if (read.problems.length > 0) return failed(...read.problems)
  const missing = unanswered(desk.compiled, read.content, read.score!).filter((code) =>
    desk.tasting.includes(code),
  )
  if (missing.length > 0)
    return failed(
      ...missing.map((criterion) => ({
        code: 'criterion-unanswered',
        field: `/answers/${criterion}`,
        data: { criterion },
      })),
    )
  const row = {
    sealed_content: await vault.encrypt(ctx.db, addressOf(desk), read.content.answers),
    at: ctx.now,
  }
  const kept = await ctx.db
    .insertInto('tasting_note')
    .values({ item_id: desk.address.itemId, member_id: desk.address.memberId, ...row })
    .onConflict((clash) =>
      desk.phase === 'waiting'
        ? clash.columns(['item_id', 'member_id']).doUpdateSet(row)
        : clash.columns(['item_id', 'member_id']).doNothing(),
    )
    .returning('item_id')
    .executeTakeFirst()
  if (!kept) return refuse('tasting-bound')
  ctx.audit({
    action: 'tasting.saved',
    subjectKind: 'sitting',
    subjectId: input.sittingId,
    place: desk.provinceCode,
    detail: { sampleCode: input.sampleCode },
  })
  return ok()
}

/** From the convening until the sheets of the product are opened. */
const isTasting = (desk: Desk) =>
  ['convened', 'open', 'paused'].includes(desk.sittingStatus) &&
  ['waiting', 'scoring'].includes(desk.phase) &&
  desk.address.round <= 1
