import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { type RecognitionStatus, standingOn } from '../../../rules/validity/index.ts'
import { asRuleEvent } from '../standing.ts'

/** A recognition as the office follows it, with its standing of the day. */
export interface FollowedRecognition {
  readonly id: string
  readonly productId: string
  readonly product: string
  readonly productSlug: string
  readonly producer: string
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly star: number | null
  readonly status: RecognitionStatus
  readonly validUntil: string | null
  readonly certificate: string | null
  readonly decisionNo: string | null
  readonly isDemo: boolean
}

export interface FollowFilter {
  /** Null: every place. */
  readonly places: readonly string[] | null
  readonly status?: RecognitionStatus | undefined
  readonly today: string
  readonly limit: number
}

/** Recognitions within reach, those that end first in front; the status is folded from events, never read from a column. */
export async function followRecognitions(db: Db, filter: FollowFilter): Promise<FollowedRecognition[]> {
  let query = db
    .selectFrom('recognition as r')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .leftJoin('producer as o', 'o.id', 'r.producer_id')
    .leftJoin('certificate as c', (join) =>
      join.onRef('c.recognition_id', '=', 'r.id').on('c.voided_at', 'is', null),
    )
    .select([
      'r.id',
      'p.id as productId',
      'p.name as product',
      'p.slug as productSlug',
      'o.name as producer',
      'p.place_code as placeCode',
      'p.place_day as placeDay',
      'r.star',
      'r.valid_until as validUntil',
      'c.number as certificate',
      'r.decision_no as decisionNo',
      'r.is_demo as isDemo',
      sql<{ kind: string; day: string; detail: Record<string, unknown> }[]>`(
        SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'day', e.day, 'detail', e.detail) ORDER BY e.seq), '[]')
        FROM recognition_event e WHERE e.recognition_id = r.id)`.as('events'),
    ])
    .where('r.issued_on', 'is not', null)
    .orderBy('r.valid_until')
    .limit(filter.limit)
  if (filter.places !== null) {
    const places = filter.places.length > 0 ? [...filter.places] : ['']
    query = query.where((eb) =>
      eb.or([eb('p.place_code', 'in', places), eb('p.province_code', 'in', places)]),
    )
  }
  const rows = await query.execute()
  return rows
    .map(({ events, producer, ...row }) => {
      const standing = standingOn(events.map(asRuleEvent), filter.today)
      return {
        ...row,
        producer: producer ?? '',
        status: standing.status,
        validUntil: standing.validUntil ?? row.validUntil,
      }
    })
    .filter((row) => filter.status === undefined || row.status === filter.status)
}
