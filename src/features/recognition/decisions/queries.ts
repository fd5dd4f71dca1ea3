import type { Db } from '../../../platform/db/index.ts'
import type { DecisionRow } from '../pages/decision-list.tsx'
import type { DecisionView } from '../pages/decision-page.tsx'
import { decisionLines } from './paper.ts'

/** Decisions of a province, newest first. */
export async function listDecisions(db: Db, provinces: readonly string[] | null): Promise<DecisionRow[]> {
  let query = db
    .selectFrom('decision as c')
    .select((eb) => [
      'c.id',
      'c.title',
      'c.number',
      'c.decided_on as decidedOn',
      'c.status',
      'c.is_demo as isDemo',
      eb
        .selectFrom('decision_item as i')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('i.decision_id', '=', 'c.id')
        .as('products'),
    ])
    .orderBy('c.created_at', 'desc')
    .limit(200)
  if (provinces !== null)
    query = query.where('c.province_code', 'in', provinces.length > 0 ? [...provinces] : [''])
  return (await query.execute()).map((row) => ({ ...row, products: Number(row.products ?? 0) }))
}

/** One decision with its annex, its certificates and the people who handled it. */
export async function viewDecision(
  db: Db,
  decisionId: string,
): Promise<Omit<DecisionView, 'may' | 'preview' | 'letters'> | null> {
  const decision = await db.selectFrom('decision').selectAll().where('id', '=', decisionId).executeTakeFirst()
  if (!decision) return null
  const [lines, certificates, people] = await Promise.all([
    decisionLines(db, decisionId),
    db
      .selectFrom('certificate as c')
      .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
      .innerJoin('product as p', 'p.id', 'r.product_id')
      .select(['c.number', 'p.name as product', 'r.star'])
      .where('r.decision_id', '=', decisionId)
      .orderBy('c.number')
      .execute(),
    db
      .selectFrom('account')
      .select(['id', 'name'])
      .where(
        'id',
        'in',
        [decision.drafted_by, decision.released_by]
          .filter((id) => id !== null)
          .concat('00000000-0000-0000-0000-000000000000'),
      )
      .execute(),
  ])
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null
  return {
    decision,
    lines,
    certificates: certificates.map((each) => ({ ...each, star: each.star ?? 0 })),
    draftedBy: nameOf(decision.drafted_by),
    releasedBy: nameOf(decision.released_by),
  }
}

/** Letters that went out with a decision, by product. */
export async function lettersOf(db: Db, decisionId: string): Promise<DecisionView['letters']> {
  const rows = await db
    .selectFrom('result_letter as l')
    .innerJoin('decision_item as i', 'i.id', 'l.item_id')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .select(['l.id', 'l.outcome', 'p.name as product'])
    .where('l.decision_id', '=', decisionId)
    .orderBy('p.name')
    .execute()
  return rows
}
