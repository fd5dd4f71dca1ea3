import type { Db } from '../../../platform/db/index.ts'
import { type ClosedRound, replayRound } from '../../../rules/scoring/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { Parts } from '../parts.ts'
import { openSealed } from '../sheets/opened.ts'
import { mayInSitting } from '../sittings/authority.ts'
import { loadSitting } from '../sittings/load.ts'
import type { Reader } from '../sittings/view.ts'
import type { StoredProof } from './agree.ts'

/**
 * The rounds of a closed sitting as anybody can form them again: for a golden file, for the Ministry, for an auditor. Members are
 * numbered in an order that follows the seals' hashes, so that no line points back to a person. undefined: not closed, or not for
 * this reader.
 */
export async function closedRounds(
  db: Db,
  reader: Reader,
  sittingId: string,
  { deps, vault }: Parts,
): Promise<ClosedRound[] | undefined> {
  const loaded = await loadSitting(db, sittingId, deps)
  if (loaded?.state.status !== 'closed' || !mayInSitting(reader, loaded, 'minutes.read')) return undefined
  const barred = await barredDossiers(db, reader.actor.accountId)
  const results = await db
    .selectFrom('result')
    .select(['item_id', 'dossier_id', 'regime', 'set_no', 'rules_id', 'proof'])
    .where('item_id', 'in', loaded.state.items.map((item) => item.id).concat(sittingId))
    .where('origin', '=', 'system')
    .orderBy('agreed_at')
    .orderBy('id')
    .execute()
  const rounds: ClosedRound[] = []
  for (const row of results.filter((one) => !barred.has(one.dossier_id))) {
    const proof = row.proof as StoredProof
    const compiled = deps.regulation.compiled(row.regime, row.set_no)
    const bands = deps.regulation.regime(row.regime)?.bands
    const rules = row.rules_id ? deps.rulesById(row.rules_id) : undefined
    if (!compiled || !bands || !rules) continue
    const about = { sittingId, itemId: row.item_id!, dossierId: row.dossier_id, round: proof.round }
    const counted = new Set(proof.counted.map((one) => one.memberId))
    const { sheets } = await openSealed(db, about, vault)
    const voting = proof.seats.filter((seat) => seat.votes).map((seat) => seat.id)
    const recused = voting.filter((id) => proof.recused.includes(id)).length
    const round: Omit<ClosedRound, 'outcome'> = {
      form: 'saolang-round-1',
      regime: row.regime,
      set: row.set_no,
      rules: rules.id,
      sheets: sheets
        .filter((sheet) => counted.has(sheet.memberId))
        .sort((a, b) => (a.hash < b.hash ? -1 : 1))
        .map(({ content }) => ({ answers: { ...content.answers }, findings: [...content.findings] })),
      recused,
      absent: voting.length - counted.size - recused,
    }
    rounds.push({ ...round, outcome: replayRound(round, { compiled, bands, rules }) })
  }
  return rounds
}
