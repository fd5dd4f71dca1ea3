import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Invariant, Violation } from '../../platform/feature.ts'
import { compare, fraction } from '../../rules/fraction.ts'
import { foldSitting, type SittingState } from '../../rules/sitting/index.ts'
import type { Parts } from './parts.ts'
import { proposalHash } from './proposals/propose.ts'
import type { StoredProof } from './results/agree.ts'
import { formResult } from './results/form.ts'
import { openSealed } from './sheets/opened.ts'
import { readEvents } from './sittings/load.ts'

/** What must hold in the council room of a live system. */
export function councilInvariants(parts: Parts): Invariant[] {
  return [
    { name: 'sitting-is-the-fold-of-its-actions', run: sittingsFold },
    { name: 'agenda-is-the-fold-of-its-actions', run: agendasFold },
    {
      name: 'seal-is-what-the-audit-says',
      article: 'Điều 7 khoản 3 điểm d',
      run: sealsAgreeWithAudit,
    },
    { name: 'opened-sheet-is-what-was-sealed', run: (db) => openedSheetsHold(db, parts) },
    {
      name: 'result-can-be-formed-again',
      article: 'Điều 3 khoản 3; Điều 7 khoản 3 điểm d',
      run: (db) => resultsReplay(db, parts),
    },
    { name: 'agreed-item-has-one-result', run: agreedHaveResults },
    { name: 'recused-member-has-no-counted-sheet', run: recusedAreNotCounted },
    {
      name: 'proposal-is-what-was-laid-before-the-chairman',
      article: 'Điều 7 khoản 3 điểm đ',
      run: proposalsHold,
    },
  ]
}

async function folded(db: Db): Promise<{ id: string; state: SittingState | null; why: string }[]> {
  const rows = await db.selectFrom('sitting').select('id').execute()
  const all: { id: string; state: SittingState | null; why: string }[] = []
  for (const { id } of rows) {
    try {
      all.push({ id, state: foldSitting(await readEvents(db, id)), why: '' })
    } catch (error) {
      all.push({ id, state: null, why: String(error) })
    }
  }
  return all
}

async function sittingsFold(db: Db): Promise<Violation[]> {
  const stored = new Map(
    (
      await db.selectFrom('sitting').select(['id', 'status', 'mode', 'held_on', 'blind_tasting']).execute()
    ).map((row) => [row.id, row]),
  )
  return (await folded(db)).flatMap(({ id, state, why }) => {
    const row = stored.get(id)!
    if (!state) return [{ subject: `sitting ${id}`, message: why }]
    const same =
      row.status === state.status &&
      row.mode === state.mode &&
      row.held_on === state.heldOn &&
      row.blind_tasting === state.blindTasting
    return same
      ? []
      : [{ subject: `sitting ${id}`, message: `is ${row.status}, its actions fold to ${state.status}` }]
  })
}

async function agendasFold(db: Db): Promise<Violation[]> {
  const items = await db
    .selectFrom('sitting_item')
    .select(['id', 'sitting_id', 'dossier_id', 'ordinal', 'phase', 'scoring_round', 'sample_code'])
    .orderBy('ordinal')
    .execute()
  return (await folded(db)).flatMap(({ id, state }) => {
    const stored = items.filter((item) => item.sitting_id === id)
    const spelled = (list: readonly (string | number | null)[][]) => JSON.stringify(list)
    const told = spelled(stored.map((i) => [i.id, i.dossier_id, i.phase, i.scoring_round, i.sample_code]))
    const made = spelled((state?.items ?? []).map((i) => [i.id, i.dossierId, i.phase, i.round, i.sampleCode]))
    return state && told !== made
      ? [{ subject: `sitting ${id}`, message: 'the agenda is not what its actions made' }]
      : []
  })
}

/** The hash of each seal stands in the audit chain too: a row exchanged in the table disagrees with it. */
async function sealsAgreeWithAudit(db: Db): Promise<Violation[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT h.id FROM score_sheet h
    WHERE h.status = 'sealed' AND NOT EXISTS (
      SELECT FROM audit_entry a WHERE a.action = 'sheet.sealed' AND a.subject_id = h.id::text
        AND a.detail ->> 'hash' = h.seal_hash)`.execute(db)
  return rows.map(({ id }) => ({
    subject: `sheet ${id}`,
    message: 'the audit log knows another seal, or none',
  }))
}

async function openedSheetsHold(db: Db, { vault }: Parts): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { id, state } of await folded(db))
    for (const item of state?.items ?? [])
      for (const round of item.openedRounds) {
        const about = { sittingId: id, itemId: item.id, dossierId: item.dossierId, round }
        const { broken } = await openSealed(db, about, vault)
        for (const memberId of broken)
          found.push({
            subject: `item ${item.id}`,
            message: `the sheet of member ${memberId} is not what was sealed`,
          })
      }
  return found
}

/** Every agreed result, formed again from its sheets, its rules and its regime, is the same to the last digit. */
async function resultsReplay(db: Db, parts: Parts): Promise<Violation[]> {
  const rows = await db
    .selectFrom('result as r')
    .innerJoin('sitting_item as i', 'i.id', 'r.item_id')
    .select([
      'r.id',
      'r.dossier_id',
      'r.item_id',
      'r.regime',
      'r.set_no',
      'r.rules_id',
      'r.star',
      'r.mean_num',
      'r.mean_den',
      'r.proof',
      'i.sitting_id',
    ])
    .where('r.origin', '=', 'system')
    .execute()
  const found: Violation[] = []
  for (const row of rows) {
    const complain = (message: string) => found.push({ subject: `result ${row.id}`, message })
    const proof = row.proof as StoredProof
    const rules = row.rules_id ? parts.deps.rulesById(row.rules_id) : undefined
    if (!rules) {
      complain(`its council rules ${row.rules_id} are not on file`)
      continue
    }
    const formed = await formResult(
      db,
      {
        sittingId: row.sitting_id,
        item: { id: row.item_id!, dossierId: row.dossier_id, round: proof.round },
        seats: proof.seats,
        recused: new Set(proof.recused),
        rules,
        regime: row.regime,
        setNo: row.set_no,
      },
      parts.deps,
      parts.vault,
    )
    if (!formed.ok) complain(`cannot be formed again: ${formed.problems.map(({ code }) => code).join(', ')}`)
    else if (
      formed.value.star !== row.star ||
      compare(formed.value.mean, fraction(row.mean_num!, row.mean_den!)) !== 0
    )
      complain(`is ${row.star} stars at ${row.mean_num}/${row.mean_den}, formed again ${formed.value.star}`)
  }
  return found
}

async function agreedHaveResults(db: Db): Promise<Violation[]> {
  const { rows } = await sql<{ id: string; standing: number }>`
    SELECT i.id, count(r.id)::int AS standing FROM sitting_item i
    LEFT JOIN result r ON r.item_id = i.id AND r.superseded_by IS NULL
    WHERE i.phase = 'agreed' AND NOT EXISTS (SELECT FROM dossier_action a
      WHERE a.dossier_id = i.dossier_id AND a.action IN ('rejudge', 'ministry-recognise', 'ministry-fall-back')
        AND a.at >= (SELECT max(o.agreed_at) FROM result o WHERE o.item_id = i.id))
    GROUP BY i.id HAVING count(r.id) <> 1`.execute(db)
  return rows.map(({ id, standing }) => ({
    subject: `item ${id}`,
    message: `is agreed with ${standing} results`,
  }))
}

/** The content has the hash the audit log keeps, and names as many products as it lists results. */
async function proposalsHold(db: Db): Promise<Violation[]> {
  const { rows } = await sql<{
    id: string
    content: { lines: unknown[] }
    items: number
    told: string | null
  }>`
    SELECT p.id, p.content, (SELECT count(*)::int FROM proposal_item x WHERE x.proposal_id = p.id) AS items,
      (SELECT a.detail ->> 'hash' FROM audit_entry a WHERE a.action = 'proposal.made' AND a.subject_id = p.id::text) AS told
    FROM proposal p`.execute(db)
  return rows
    .filter(({ content, items, told }) => content.lines.length !== items || proposalHash(content) !== told)
    .map(({ id }) => ({ subject: `proposal ${id}`, message: 'is not what was laid before the Chairman' }))
}

async function recusedAreNotCounted(db: Db): Promise<Violation[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM result r, jsonb_array_elements(r.proof -> 'counted') AS one
    WHERE r.origin = 'system' AND r.proof -> 'recused' ? (one ->> 'memberId')`.execute(db)
  return rows.map(({ id }) => ({ subject: `result ${id}`, message: 'counts the sheet of a recused member' }))
}
