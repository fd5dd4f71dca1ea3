import { plainDate } from '../../../platform/clock/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lookalikeKey } from '../../../rules/numbering/index.ts'
import { isInForce, type RecognitionStatus, standingOn } from '../../../rules/validity/index.ts'
import type { CertificateContent } from '../certificates/issue.ts'
import { asRuleEvent } from '../standing.ts'

/** What anybody may know of a certificate (no personal data beyond what is printed on it). */
export interface CertificateAnswer {
  readonly number: string
  readonly product: string
  readonly productId: string
  readonly productSlug: string
  readonly pictureHash: string | null
  readonly producer: string
  readonly producerSlug: string | null
  readonly place: string
  readonly star: number
  readonly status: RecognitionStatus
  readonly since: string
  readonly issuedOn: string
  readonly validUntil: string
  readonly extended: boolean
  readonly decision: string
  readonly issuer: string
  readonly level: string | null
  readonly provinceCode: string | null
  readonly payload: string
  readonly content: CertificateContent
  readonly isDemo: boolean
  /** This paper was replaced by that number: lost, damaged or wrongly written. */
  readonly replacedBy: string | null
  /** Labels that were approved with the product, newest first, to be laid beside what is found in a shop. */
  readonly labels: readonly { pictureHash: string; usedFrom: string; ordinal: number }[]
  /** The producer's other products, so that a stamp on the wrong jar is seen at once. */
  readonly notTheseProducts: readonly string[]
}

/** Finds a certificate by its number as typed; null when there is none. */
export async function lookUpCertificate(
  db: Db,
  typed: string,
  today: string,
): Promise<CertificateAnswer | null> {
  const key = lookalikeKey(typed)
  if (typed.length > 100 || key === '') return null
  const row = await db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .leftJoin('producer as o', 'o.id', 'r.producer_id')
    .select([
      'c.number',
      'c.content',
      'c.payload',
      'c.is_demo as isDemo',
      'r.id as recognitionId',
      'r.producer_id as producerId',
      'r.level',
      'p.province_code as provinceCode',
      'p.id as productId',
      'p.slug as productSlug',
      'p.picture_hash as pictureHash',
      'o.slug as producerSlug',
    ])
    .leftJoin('certificate as n', 'n.replaces', 'c.id')
    .select(['n.number as replacedBy', 'c.voided_at as voidedAt'])
    .where('c.number_key', '=', key)
    .executeTakeFirst()
  if (!row) return null
  const [events, labels, siblings] = await Promise.all([
    db
      .selectFrom('recognition_event')
      .select(['kind', 'day', 'detail'])
      .where('recognition_id', '=', row.recognitionId)
      .orderBy('seq')
      .execute(),
    db
      .selectFrom('product_label')
      .select(['picture_hash as pictureHash', 'used_from as usedFrom', 'ordinal'])
      .where('product_id', '=', row.productId)
      .orderBy('ordinal', 'desc')
      .limit(6)
      .execute(),
    row.producerId
      ? db
          .selectFrom('product')
          .select('name')
          .where('producer_id', '=', row.producerId)
          .where('id', '<>', row.productId)
          .where('is_public', '=', true)
          .limit(5)
          .execute()
      : Promise.resolve([]),
  ])
  const standing = standingOn(events.map(asRuleEvent), today)
  const content = row.content as CertificateContent
  const replaced = row.voidedAt !== null && isInForce(standing.status)
  return {
    number: row.number,
    product: content.product,
    productId: row.productId,
    productSlug: row.productSlug,
    pictureHash: row.pictureHash,
    producer: content.producer,
    producerSlug: row.producerSlug,
    place: content.place,
    star: content.star,
    status: replaced ? 'superseded' : standing.status,
    since: replaced ? plainDate(row.voidedAt!) : standing.since,
    replacedBy: row.replacedBy,
    labels,
    issuedOn: content.issuedOn,
    validUntil: standing.validUntil ?? content.validUntil,
    extended: standing.extended,
    decision: content.decisionNumber,
    issuer: content.issuer,
    level: row.level,
    provinceCode: row.provinceCode,
    payload: row.payload,
    content,
    isDemo: row.isDemo,
    notTheseProducts: siblings.map((each) => each.name),
  }
}
