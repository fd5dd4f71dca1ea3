import type { Db } from '../../../platform/db/index.ts'
import { standingOn } from '../../../rules/validity/index.ts'
import { asRuleEvent } from '../standing.ts'
import {
  byDecision,
  type Candidate,
  candidates,
  heldByUpgrade,
  outcomesOf,
  type RecognitionLaw,
} from './candidates.ts'

/** How a line of a decision changes what stands today. */
export interface LineChange {
  readonly itemId: string
  /** Star and last valid day that stand now; null where there is none. */
  readonly before: { readonly star: number | null; readonly validUntil: string | null } | null
  readonly change: 'new' | 'upgrade' | 'renewal' | 'downgrade' | 'end' | 'none'
  /** The result was formed anew since the draft: it no longer leads to what the draft says. */
  readonly stale: boolean
}

export interface DecisionPreview {
  readonly lines: readonly LineChange[]
  /** Results that wait for a decision and are not in this one. */
  readonly held: readonly Candidate[]
}

/** What a decision will change, before anybody signs it. */
export async function previewDecision(
  db: Db,
  decision: { id: string; province_code: string },
  today: string,
  lawOf: (regime: string) => RecognitionLaw,
): Promise<DecisionPreview> {
  const items = await db
    .selectFrom('decision_item as i')
    .leftJoin('dossier as d', 'd.id', 'i.dossier_id')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'i.dossier_id').on('r.superseded_by', 'is', null),
    )
    .leftJoinLateral(heldByUpgrade(today).as('h'), (join) => join.onTrue())
    .select([
      'i.id',
      'i.product_id as productId',
      'i.outcome',
      'i.star',
      'i.dossier_id as dossierId',
      'i.recognition_id as recognitionId',
      'd.regime',
      'r.star as resultStar',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.level',
      'h.star as heldStar',
    ])
    .where('i.decision_id', '=', decision.id)
    .execute()
  const held = (await candidates(db, decision.province_code, today, lawOf)).filter(
    (each) => byDecision(each).length > 0,
  )
  const standing = await standingOfProducts(
    db,
    items.map((each) => each.productId),
    today,
  )
  const lines = items.map((item): LineChange => {
    const before = standing.get(item.productId) ?? null
    const now: readonly string[] =
      item.dossierId && item.regime
        ? outcomesOf({ ...item, star: item.resultStar }, lawOf(item.regime))
        : [item.outcome]
    return {
      itemId: item.id,
      before,
      change: changeBy(item, before?.star ?? null),
      // Drafted when a result below three stars still stood in decisions: it is told by a notice now.
      stale:
        !now.includes(item.outcome) ||
        (item.outcome === 'not-recognise' && !item.recognitionId) ||
        (item.dossierId !== null && item.resultStar !== item.star),
    }
  })
  return { lines, held }
}

function changeBy(
  item: { outcome: string; star: number | null; recognitionId: string | null },
  before: number | null,
): LineChange['change'] {
  if (item.outcome === 'recognise') return changeOf(before, item.star ?? 0)
  return item.outcome === 'not-recognise' && item.recognitionId ? 'end' : 'none'
}

function changeOf(before: number | null, star: number): LineChange['change'] {
  if (before === null) return 'new'
  if (star > before) return 'upgrade'
  return star === before ? 'renewal' : 'downgrade'
}

async function standingOfProducts(db: Db, productIds: readonly string[], today: string) {
  const found = new Map<string, { star: number | null; validUntil: string | null }>()
  if (productIds.length === 0) return found
  const rows = await db
    .selectFrom('recognition as r')
    .innerJoin('recognition_event as e', 'e.recognition_id', 'r.id')
    .select(['r.id', 'r.product_id', 'r.star', 'e.kind', 'e.day', 'e.detail'])
    .where('r.product_id', 'in', [...productIds])
    .orderBy('r.issued_on')
    .orderBy('e.seq')
    .execute()
  for (const id of new Set(rows.map((row) => row.id))) {
    const own = rows.filter((row) => row.id === id)
    const { status, validUntil } = standingOn(own.map(asRuleEvent), today)
    if (status === 'valid' || status === 'expiring' || status === 'suspended')
      found.set(own[0]!.product_id, { star: own[0]!.star, validUntil })
  }
  return found
}
