import type { Db } from '../../../platform/db/index.ts'
import type { Checked } from '../../../rules/problem.ts'
import { type CouncilResult, type CouncilRules, councilResult } from '../../../rules/scoring/index.ts'
import type { ItemState, Seat } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { openSealed } from '../sheets/opened.ts'
import type { SheetVault } from '../sheets/vault.ts'

/** What a result of one product is formed from. */
export interface Material {
  readonly sittingId: string
  readonly item: Pick<ItemState, 'id' | 'dossierId' | 'round'>
  readonly seats: readonly Seat[]
  readonly recused: ReadonlySet<string>
  readonly rules: CouncilRules
  readonly regime: string
  readonly setNo: number
}

/**
 * Forms the council's result from the sealed sheets of the item's present round: only voting members not recused count, and those
 * who sealed none are named as absent (Điều 3 khoản 3; council rules). A broken seal stops it.
 */
export async function formResult(
  db: Db,
  material: Material,
  deps: Pick<CouncilDeps, 'regulation'>,
  vault: SheetVault,
): Promise<Checked<CouncilResult>> {
  const { item, seats, recused, rules, regime, setNo } = material
  const compiled = deps.regulation.compiled(regime, setNo)
  const bands = deps.regulation.regime(regime)?.bands
  if (!compiled || !bands)
    return { ok: false, problems: [{ code: 'sheets-not-on-file', data: { regime, set: setNo } }] }
  const { sheets, broken } = await openSealed(
    db,
    { sittingId: material.sittingId, itemId: item.id, dossierId: item.dossierId, round: item.round },
    vault,
  )
  if (broken.length > 0) return { ok: false, problems: [{ code: 'seal-broken', data: { members: broken } }] }
  const voting = seats.filter((seat) => seat.votes).map((seat) => seat.id)
  const counted = sheets.filter((one) => voting.includes(one.memberId) && !recused.has(one.memberId))
  const inIt = new Set(counted.map((one) => one.memberId))
  return councilResult({
    compiled,
    bands,
    rules,
    members: counted.map(({ memberId, content }) => ({
      memberId,
      answers: content.answers,
      findings: content.findings,
    })),
    absent: voting.filter((id) => !inIt.has(id) && !recused.has(id)),
    recused: voting.filter((id) => recused.has(id)),
  })
}
