import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../../platform/db/index.ts'
import type { CouncilResult } from '../../../rules/scoring/index.ts'
import { quorumNow } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { standsInProposal } from '../proposals/standing.ts'
import { openSealed } from '../sheets/opened.ts'
import type { SheetVault } from '../sheets/vault.ts'
import { act } from '../sittings/act.ts'
import { type LoadedSitting, loadSitting } from '../sittings/load.ts'
import { formResult, type Material } from './form.ts'

/** What is stored with a result: enough for anyone to follow it and for the system to form it again. */
export interface StoredProof {
  readonly tree: CouncilResult['proof']
  readonly agreed: CouncilResult['agreed']
  readonly knockOuts: CouncilResult['knockOuts']
  readonly counted: readonly { memberId: string; total: number; hash: string }[]
  readonly round: number
  readonly recused: readonly string[]
  readonly seats: Material['seats']
}

/**
 * Opens the sheets of an item. Every seal is checked before the phase turns: a sheet that is not what its member sealed keeps all
 * of them closed and is named. With the first opening the dossier counts as scored.
 */
export async function openSheets(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly itemId: string; readonly reason?: string | null },
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<Result<LoadedSitting>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  if (!loaded) return refuse('not-found')
  await ctx.db.selectFrom('sitting_item').select('id').where('id', '=', input.itemId).forUpdate().execute()
  const item = loaded.state.items.find((one) => one.id === input.itemId)
  const about = {
    sittingId: input.sittingId,
    itemId: input.itemId,
    dossierId: item?.dossierId ?? '',
    round: item?.round ?? 0,
  }
  const opening =
    item?.phase === 'scoring' ? await openSealed(ctx.db, about, vault) : { sheets: [], broken: [] }
  const recused = loaded.barred.get(about.dossierId) ?? new Set()
  const counted = opening.sheets.map((one) => one.memberId).filter((id) => !recused.has(id))
  const present = loaded.members.filter((one) => one.votes && !recused.has(one.id)).map((one) => one.id)
  const detail = { itemId: input.itemId, counted, missing: present.filter((id) => !counted.includes(id)) }
  const done = await act(
    ctx,
    input.sittingId,
    { action: 'open-sheets', detail, reason: input.reason },
    deps,
    { loaded },
  )
  if (!done.ok) return done
  if (opening.broken.length > 0) return refuse('seal-broken', { data: { members: opening.broken } })
  if (item!.openedRounds.length === 0) {
    const scored = await deps.recordAction(ctx, about.dossierId, 'score', {
      detail: { sittingId: input.sittingId, counted: counted.length },
    })
    if (!scored.ok) return scored
  }
  return done
}

/**
 * Agrees the result of an item: forms it exactly from the sealed sheets, writes it with its proof, and takes the dossier's step.
 * A result that was reopened is superseded by the new one; both stay on file.
 */
export async function agreeResult(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly itemId: string; readonly reason?: string | null },
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<Result<{ resultId: string; star: number | null }>> {
  const loaded = await loadSitting(ctx.db, input.sittingId, deps, { lock: true })
  const item = loaded?.state.items.find((one) => one.id === input.itemId)
  if (!loaded || !item) return refuse('not-found')
  const material = await materialOf(ctx, loaded, input.itemId)
  const formed = item.phase === 'opened' ? await formResult(ctx.db, material, deps, vault) : null
  const resultId = uuidv7()
  const tooWide = () => (formed?.ok ? formed.value.needsSecondRound : false)
  const done = await act(
    ctx,
    input.sittingId,
    { action: 'agree', detail: { itemId: item.id, resultId }, reason: input.reason },
    deps,
    { loaded, facts: { tooWide } },
  )
  if (!done.ok) return done
  if (!formed!.ok) return failed(...formed!.problems)
  const result = formed!.value
  await storeResult(ctx, { resultId, loaded, material, result, vault })
  const recorded = await deps.recordAction(ctx, item.dossierId, 'agree-result', {
    ...(input.reason && { reason: input.reason }),
    detail: { resultId, sittingId: input.sittingId, star: result.star, presiding: presiding(loaded, item) },
  })
  if (!recorded.ok) return recorded
  return ok({ resultId, star: result.star })
}

function presiding(loaded: LoadedSitting, item: Parameters<typeof quorumNow>[2]): string | null {
  const facts = { rules: loaded.rules, seats: loaded.members, recused: loaded.barred }
  return quorumNow(loaded.state, facts, item).presiding
}

export async function materialOf(
  ctx: Pick<CommandContext, 'db'>,
  loaded: LoadedSitting,
  itemId: string,
): Promise<Material> {
  const item = loaded.state.items.find((one) => one.id === itemId)!
  const dossier = await ctx.db
    .selectFrom('dossier')
    .select(['regime', 'set_no'])
    .where('id', '=', item.dossierId)
    .executeTakeFirstOrThrow()
  return {
    sittingId: loaded.sitting.id,
    item,
    seats: loaded.members.map(({ id, role, votes }) => ({ id, role, votes })),
    recused: loaded.barred.get(item.dossierId) ?? new Set(),
    rules: loaded.rules,
    regime: dossier.regime,
    setNo: dossier.set_no,
  }
}

async function storeResult(
  ctx: CommandContext,
  about: {
    readonly resultId: string
    readonly loaded: LoadedSitting
    readonly material: Material
    readonly result: CouncilResult
    readonly vault: SheetVault
  },
): Promise<void> {
  const { resultId, loaded, material, result, vault } = about
  const { item } = material
  const { sheets } = await openSealed(
    ctx.db,
    { sittingId: material.sittingId, itemId: item.id, dossierId: item.dossierId, round: item.round },
    vault,
  )
  const hashes = new Map(sheets.map((one) => [one.memberId, one.hash]))
  const proof: StoredProof = {
    tree: result.proof,
    agreed: result.agreed,
    knockOuts: result.knockOuts,
    counted: result.totals.map(({ memberId, total }) => ({ memberId, total, hash: hashes.get(memberId)! })),
    round: item.round,
    recused: [...material.recused],
    seats: material.seats,
  }
  await ctx.db
    .insertInto('result')
    .values({
      id: resultId,
      dossier_id: item.dossierId,
      item_id: item.id,
      level: loaded.council.level,
      regime: material.regime,
      set_no: material.setNo,
      mean_num: Number(result.mean.numerator),
      mean_den: Number(result.mean.denominator),
      parts: jsonb(
        Object.fromEntries(
          Object.entries(result.partMeans).map(([part, value]) => [
            part,
            { num: Number(value.numerator), den: Number(value.denominator) },
          ]),
        ),
      ),
      star: result.star,
      proof: jsonb(proof),
      rules_id: material.rules.id,
      agreed_at: ctx.now,
      superseded_by: null,
      is_demo: loaded.sitting.is_demo,
    })
    .execute()
  // A reopened result points at itself: it stands no longer, and waits for the one that replaces it.
  await ctx.db
    .updateTable('result')
    .set({ superseded_by: resultId })
    .where('dossier_id', '=', item.dossierId)
    .whereRef('superseded_by', '=', 'id')
    .execute()
}

/** Takes an agreed result back to discussion, visibly: the result no longer stands, the dossier counts as scored again. */
export async function reopenItem(
  ctx: CommandContext,
  input: { readonly sittingId: string; readonly itemId: string; readonly reason: string },
  deps: CouncilDeps,
): Promise<Result<LoadedSitting>> {
  const done = await act(
    ctx,
    input.sittingId,
    { action: 'reopen-item', detail: { itemId: input.itemId }, reason: input.reason },
    deps,
  )
  if (!done.ok) return done
  if (await standsInProposal(ctx.db, input.itemId)) return refuse('result-in-proposal')
  const item = done.value.state.items.find((one) => one.id === input.itemId)!
  const taken = await ctx.db
    .updateTable('result')
    .set((eb) => ({ superseded_by: eb.ref('id') }))
    .where('item_id', '=', item.id)
    .where('superseded_by', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) return refuse('result-in-decision')
  const recorded = await deps.recordAction(ctx, item.dossierId, 'reopen-result', {
    reason: input.reason,
    detail: { resultId: taken.id, sittingId: input.sittingId },
  })
  return recorded.ok ? done : recorded
}

/** The agreed sheet as answers, to score it or to show what a producer could still reach. */
export function agreedAnswers(proof: Pick<StoredProof, 'agreed'>): Record<string, unknown> {
  return Object.fromEntries(proof.agreed.map(({ criterion, answer }) => [criterion, answer]))
}
