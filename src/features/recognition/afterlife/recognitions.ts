import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { EXPIRING_WITHIN_DAYS, type RecognitionStatus, standingOn } from '../../../rules/validity/index.ts'
import { governedByOne, type Places } from '../../places/index.ts'
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
  /** Codes of today; null: every place. */
  readonly within: readonly string[] | null
  readonly status?: RecognitionStatus | undefined
  readonly today: string
  readonly page: number
  readonly perPage: number
}

/**
 * Where a recognition `r` stands on a day, for a WHERE clause: the remembered status with the calendar asked. What a row shows is
 * folded from its events all the same.
 */
function standsAs(today: string): RawBuilder<string> {
  const extended = sql`(SELECT max(e.seq) FROM recognition_event e WHERE e.recognition_id = r.id AND e.kind = 'extended')`
  const last = sql`greatest(r.valid_until, (SELECT max((e.detail ->> 'until')::date) FROM recognition_event e
    WHERE e.recognition_id = r.id AND e.kind = 'extended'))`
  const over = sql`(${last} < ${today}::date OR EXISTS (SELECT FROM recognition_event e WHERE e.recognition_id = r.id
    AND e.kind = 'expired' AND e.day <= ${today}::date AND e.seq > coalesce(${extended}, 0)))`
  return sql<string>`CASE WHEN r.status IN ('revoked', 'superseded') THEN r.status WHEN r.status = 'expired' OR ${over} THEN 'expired'
    WHEN r.status = 'suspended' THEN 'suspended' WHEN ${last} <= ${addDays(today, EXPIRING_WITHIN_DAYS)}::date THEN 'expiring'
    ELSE 'valid' END`
}

/** Recognitions within reach, a page at a time: those that stand in front, the soonest to end first; then what ended, the last first. */
export async function followRecognitions(
  db: Db,
  places: Pick<Places, 'within'>,
  filter: FollowFilter,
): Promise<{ rows: FollowedRecognition[]; total: number }> {
  const { today, within } = filter
  const standing = standsAs(today)
  let found = db
    .selectFrom('recognition as r')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .where('r.issued_on', 'is not', null)
  if (within !== null) found = found.where(governedByOne(within, places, today, 'p'))
  if (filter.status !== undefined) found = found.where(sql<boolean>`${standing} = ${filter.status}`)
  const ended = sql`(${standing} IN ('expired', 'revoked', 'superseded'))`
  const [counted, rows] = await Promise.all([
    found.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
    found
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
      .orderBy(ended)
      .orderBy(sql`CASE WHEN ${ended} THEN NULL ELSE r.valid_until END`)
      .orderBy('r.valid_until', 'desc')
      .orderBy('r.id')
      .limit(filter.perPage)
      .offset((filter.page - 1) * filter.perPage)
      .execute(),
  ])
  return {
    total: Number(counted.total),
    rows: rows.map(({ events, producer, ...row }) => {
      const folded = standingOn(events.map(asRuleEvent), today)
      return {
        ...row,
        producer: producer ?? '',
        status: folded.status,
        validUntil: folded.validUntil ?? row.validUntil,
      }
    }),
  }
}
