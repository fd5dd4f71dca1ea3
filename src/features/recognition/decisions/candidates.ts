import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'

/**
 * What an agreed result leads to. `no-upgrade`: an upgrade reached no higher star; the product keeps what it holds, as Điều 4 khoản 3
 * and Điều 8 take nothing away.
 */
export type Outcome = 'recognise' | 'not-recognise' | 'to-ministry' | 'no-upgrade'

export interface Candidate {
  readonly dossierId: string
  readonly productId: string
  readonly product: string
  readonly producerId: string
  readonly producer: string
  readonly placeCode: string
  readonly regime: string
  readonly kind: string
  readonly resultId: string
  readonly star: number | null
  readonly meanNum: number | null
  readonly meanDen: number | null
  /** What its result may lead to; the first unless the drafter chooses otherwise. */
  readonly outcomes: readonly [Outcome, ...Outcome[]]
  /** What stands on this very dossier: a panel judged it anew after an appeal. */
  readonly recognitionId: string | null
  /** Of an upgrade: the star that stands on another dossier or paper of the product, and to which day. */
  readonly heldStar: number | null
  readonly heldUntil: string | null
}

/** The outcome that needs no decision, as nothing is recognised or ended by it: the office's notice suffices. */
export function withoutDecision({ outcomes, recognitionId }: Pick<Candidate, 'outcomes' | 'recognitionId'>) {
  return outcomes.find(
    (each) => each === 'no-upgrade' || (each === 'not-recognise' && recognitionId === null),
  )
}

/** The outcomes a decision can bring about, the law's own first. */
export function byDecision(candidate: Pick<Candidate, 'outcomes' | 'recognitionId'>): Outcome[] {
  return candidate.outcomes.filter((each) => each !== withoutDecision(candidate))
}

/** Where a regime says which level recognises what (regulation/regimes.json: recognisers, forward). */
export interface RecognitionLaw {
  /** Least mean from which the province sends a product on instead of recognising it (Điều 7 khoản 3 điểm e). */
  readonly forwardFrom: number
  readonly certifiedStars: readonly number[]
}

/** What the outcome follows from. */
export interface Judged {
  readonly star: number | null
  readonly meanNum: number | null
  readonly meanDen: number | null
  readonly level: string | null
  readonly heldStar: number | null
}

/** What stands on the product of an upgrade dossier `d` beside that dossier itself, to be joined laterally. */
export const heldByUpgrade = (today: string) => sql<{ star: number | null; until: string | null }>`(
  SELECT h.star, h.valid_until AS until FROM recognition h
  WHERE d.kind = 'upgrade' AND h.product_id = d.product_id AND h.dossier_id IS DISTINCT FROM d.id
    AND h.status IN ('valid', 'suspended') AND h.valid_until >= ${today}
  ORDER BY h.star DESC LIMIT 1)`

/**
 * What the law does with an agreed result at the province: a mean of 90 or more goes to the Ministry (Điều 7 khoản 3
 * điểm e), three and four stars are recognised (Điều 4 khoản 1 điểm a), one and two stars and no star at all are not.
 * The mean is compared exactly: 89.99… stays with the province. Of 90 points with fewer than five stars, a minimum being missed,
 * the decree does not speak: by the letter it goes on, and the drafter may choose the province's own way (lifecycle.json, notes).
 * An upgrade to no higher star than the product holds leaves it (Điều 4 khoản 3), unless the drafter has it recognised anew.
 * The Ministry's result (level `trung-uong`) has been there and goes no further (Điều 7 khoản 4 điểm g).
 */
export function outcomesOf(result: Judged, law: RecognitionLaw): readonly [Outcome, ...Outcome[]] {
  const { star, meanNum, meanDen } = result
  const own = ownWays(result, law)
  if (star === null || meanNum === null || meanDen === null) return own
  if (result.level === 'trung-uong' || meanNum < law.forwardFrom * meanDen) return own
  return star > Math.max(...law.certifiedStars) ? ['to-ministry'] : ['to-ministry', ...own]
}

function ownWays({ star, heldStar }: Judged, law: RecognitionLaw): readonly [Outcome, ...Outcome[]] {
  const certified = star !== null && law.certifiedStars.includes(star)
  if (heldStar !== null && (star ?? 0) <= heldStar)
    return certified ? ['no-upgrade', 'recognise'] : ['no-upgrade']
  return certified ? ['recognise'] : ['not-recognise']
}

/** Dossiers whose result is agreed and that stand in no open decision yet, best first. */
export async function candidates(
  db: Db,
  provinceCode: string,
  today: string,
  lawOf: (regime: string) => RecognitionLaw,
): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('dossier as d')
    .innerJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'd.id').on('r.superseded_by', 'is', null),
    )
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .innerJoin('producer as o', 'o.id', 'd.producer_id')
    .leftJoin('recognition as g', (join) =>
      join.onRef('g.dossier_id', '=', 'd.id').on('g.status', 'in', ['valid', 'suspended']),
    )
    .leftJoinLateral(heldByUpgrade(today).as('h'), (join) => join.onTrue())
    .select([
      'd.id as dossierId',
      'd.product_id as productId',
      'p.name as product',
      'd.producer_id as producerId',
      'o.name as producer',
      'd.place_code as placeCode',
      'd.regime',
      'd.kind',
      'r.id as resultId',
      'r.star',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.level',
      'g.id as recognitionId',
      'h.star as heldStar',
      'h.until as heldUntil',
    ])
    // The province's own results, and those of the Ministry below 90 points (Điều 7 khoản 4 điểm g).
    .where((eb) =>
      eb.or([
        eb('d.status', '=', 'result').and('r.level', '=', 'tinh'),
        eb('d.status', '=', 'ministry-result').and('r.level', '=', 'trung-uong'),
      ]),
    )
    .where('d.province_code', '=', provinceCode)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decision_item as i')
            .innerJoin('decision as c', 'c.id', 'i.decision_id')
            .select('i.id')
            .whereRef('i.dossier_id', '=', 'd.id')
            // A released one has moved the dossier on; if its result waits again, a panel judged it anew after an appeal.
            .where('c.status', 'in', ['draft', 'proposed']),
        ),
      ),
    )
    .orderBy(sql`r.mean_num::numeric / nullif(r.mean_den, 0) desc nulls last`)
    .execute()
  return rows.map((row) => ({ ...row, outcomes: outcomesOf(row, lawOf(row.regime)) }))
}
