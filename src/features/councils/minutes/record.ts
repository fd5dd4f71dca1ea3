import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/audit/index.ts'
import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { type Db, jsonb } from '../../../platform/db/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import type { SheetVault } from '../sheets/vault.ts'
import { act } from '../sittings/act.ts'
import { mayInSitting, seatOf } from '../sittings/authority.ts'
import { type LoadedSitting, loadSitting } from '../sittings/load.ts'
import type { Reader } from '../sittings/view.ts'
import { composeMinutes, type MinutesContent, withoutDossiers } from './content.ts'

export interface MinutesView {
  readonly content: MinutesContent
  /** 0: a draft of a sitting that is not closed. */
  readonly version: number
  readonly hash: string
  readonly madeAt: Date
  readonly signatures: readonly { role: 'chair' | 'secretary'; name: string; at: Date }[]
  /** The reader sees an extract. */
  readonly isExtract: boolean
}

export const minutesHash = (content: unknown) =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

/** Freezes the minutes when a sitting is closed; a sitting that was reopened gets a new version, the old one stays. */
export async function freezeMinutes(
  ctx: CommandContext,
  sittingId: string,
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<void> {
  const content = await composeMinutes(ctx.db, sittingId, deps, vault)
  if (!content) return
  const last = await ctx.db
    .selectFrom('minutes')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('sitting_id', '=', sittingId)
    .executeTakeFirst()
  await ctx.db
    .insertInto('minutes')
    .values({
      sitting_id: sittingId,
      version: Number(last?.version ?? 0) + 1,
      content: jsonb(content),
      hash: minutesHash(content),
      pdf_hash: null,
      docx_hash: null,
      made_at: ctx.now,
    })
    .execute()
}

/** The minutes for one reader: the last frozen version, or a draft while the sitting runs. */
export async function readMinutes(
  db: Db,
  reader: Reader,
  sittingId: string,
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<MinutesView | undefined> {
  const loaded = await loadSitting(db, sittingId, deps)
  if (!loaded || !mayInSitting(reader, loaded, 'minutes.read')) return undefined
  const barred = await barredDossiers(db, reader.actor.accountId)
  const frozen =
    loaded.state.status === 'closed'
      ? await db
          .selectFrom('minutes')
          .selectAll()
          .where('sitting_id', '=', sittingId)
          .orderBy('version', 'desc')
          .executeTakeFirst()
      : undefined
  const whole =
    (frozen?.content as MinutesContent | undefined) ?? (await draftFor(db, reader, loaded, deps, vault))
  if (!whole) return undefined
  const content = withoutDossiers(whole, barred)
  const signatures = frozen
    ? await db
        .selectFrom('minutes_signature')
        .select(['role', 'name', 'at'])
        .where('sitting_id', '=', sittingId)
        .where('version', '=', frozen.version)
        .orderBy('at')
        .execute()
    : []
  return {
    content,
    version: frozen?.version ?? 0,
    hash: minutesHash(content),
    madeAt: frozen?.made_at ?? new Date(0),
    signatures,
    // Whoever is in conflict anywhere reads an extract: whether something was left out here is not told.
    isExtract: barred.size > 0,
  }
}

/**
 * A draft tells a voting member no more than the opened sheets do (`readOpened`): rounds to which the own sheet was given, or whose
 * result is agreed. Who gave none may still score in the next round.
 */
async function draftFor(
  db: Db,
  reader: Reader,
  loaded: LoadedSitting,
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<MinutesContent | undefined> {
  const whole = await composeMinutes(db, loaded.sitting.id, deps, vault)
  const seat = seatOf(loaded, reader.actor.accountId)
  if (!whole || !seat?.votes) return whole
  const open = new Map(
    loaded.state.items.filter((item) => item.phase !== 'agreed').map((item) => [item.dossierId, item.id]),
  )
  const given = await db
    .selectFrom('score_sheet')
    .select(['item_id', 'scoring_round'])
    .where('member_id', '=', seat.id)
    .where('item_id', 'in', [...open.values()].concat(loaded.sitting.id))
    .where('status', '=', 'sealed')
    .execute()
  const gave = new Set(given.map((row) => `${row.item_id} ${row.scoring_round}`))
  return {
    ...whole,
    items: whole.items.map((item) => {
      const itemId = open.get(item.dossierId)
      if (itemId === undefined) return item
      return { ...item, rounds: item.rounds.filter(({ round }) => gave.has(`${itemId} ${round}`)) }
    }),
  }
}

/** Secretary and presiding member put their names to the very version they saw (its hash). Two people, each once. */
export async function signMinutes(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly version: number },
  deps: CouncilDeps,
): Promise<Result<void>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded || !mayInSitting(ctx, loaded, 'minutes.read')) return refuse('not-found')
  if (loaded.state.status !== 'closed') return refuse('minutes-not-closed')
  const seat = loaded.members.find((member) => member.accountId === ctx.actor.accountId)
  const role = seat?.role === 'secretary' ? ('secretary' as const) : ('chair' as const)
  const frozen = await ctx.db
    .selectFrom('minutes')
    .select(['version', 'hash'])
    .where('sitting_id', '=', input.sittingId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!frozen || frozen.version !== input.version) return refuse('minutes-changed')
  const done = await act(
    ctx,
    input.sittingId,
    { action: 'sign-minutes', detail: { as: role, version: frozen.version, hash: frozen.hash } },
    deps,
    { loaded },
  )
  if (!done.ok) return done
  const signed = await ctx.db
    .insertInto('minutes_signature')
    .values({
      sitting_id: input.sittingId,
      version: frozen.version,
      role,
      account_id: ctx.actor.accountId!,
      name: ctx.actor.name,
      hash: frozen.hash,
      at: ctx.now,
    })
    .onConflict((clash) => clash.doNothing())
    .returning('role')
    .executeTakeFirst()
  return signed ? ok() : refuse('minutes-signed-already')
}
