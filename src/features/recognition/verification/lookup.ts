import type pg from 'pg'
import { plainDate } from '../../../platform/clock/index.ts'
import { prepared } from '../../../platform/db/index.ts'
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

interface Found {
  readonly number: string
  readonly content: CertificateContent
  readonly payload: string
  readonly is_demo: boolean
  readonly voided_at: Date | null
  readonly level: string | null
  readonly province_code: string | null
  readonly product_id: string
  readonly product_slug: string
  readonly picture_hash: string | null
  readonly producer_slug: string | null
  readonly replaced_by: string | null
  readonly events: readonly Parameters<typeof asRuleEvent>[0][]
  readonly labels: CertificateAnswer['labels']
  readonly siblings: readonly string[]
}

/** All a verification says in one question, prepared once a connection: it is the most asked one of the whole portal. */
const byNumber = prepared<Found, readonly [string]>(`
  SELECT c.number, c.content, c.payload, c.is_demo, c.voided_at, r.level, p.province_code, p.id AS product_id,
    p.slug AS product_slug, p.picture_hash, o.slug AS producer_slug,
    (SELECT n.number FROM certificate n WHERE n.replaces = c.id LIMIT 1) AS replaced_by,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'day', e.day, 'detail', e.detail) ORDER BY e.seq)
      FROM recognition_event e WHERE e.recognition_id = r.id), '[]') AS events,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('pictureHash', l.picture_hash, 'usedFrom', l.used_from,
        'ordinal', l.ordinal) ORDER BY l.ordinal DESC)
      FROM (SELECT * FROM product_label WHERE product_id = p.id ORDER BY ordinal DESC LIMIT 6) l), '[]') AS labels,
    COALESCE((SELECT jsonb_agg(s.name) FROM (SELECT name FROM product WHERE producer_id = r.producer_id AND id <> p.id
      AND is_public ORDER BY id LIMIT 5) s), '[]') AS siblings
  FROM certificate c JOIN recognition r ON r.id = c.recognition_id JOIN product p ON p.id = r.product_id
    LEFT JOIN producer o ON o.id = r.producer_id
  WHERE c.number_key = $1`)

/** Finds a certificate by its number as typed; null when there is none. */
export async function lookUpCertificate(
  pool: pg.Pool,
  typed: string,
  today: string,
): Promise<CertificateAnswer | null> {
  const key = lookalikeKey(typed)
  if (typed.length > 100 || key === '') return null
  const [row] = await byNumber(pool, key)
  if (!row) return null
  const standing = standingOn(row.events.map(asRuleEvent), today)
  const { content } = row
  const replaced = row.voided_at !== null && isInForce(standing.status)
  return {
    number: row.number,
    product: content.product,
    productId: row.product_id,
    productSlug: row.product_slug,
    pictureHash: row.picture_hash,
    producer: content.producer,
    producerSlug: row.producer_slug,
    place: content.place,
    star: content.star,
    status: replaced ? 'superseded' : standing.status,
    since: replaced ? plainDate(row.voided_at!) : standing.since,
    replacedBy: row.replaced_by,
    labels: row.labels,
    issuedOn: content.issuedOn,
    validUntil: standing.validUntil ?? content.validUntil,
    extended: standing.extended,
    decision: content.decisionNumber,
    issuer: content.issuer,
    level: row.level,
    provinceCode: row.province_code,
    payload: row.payload,
    content,
    isDemo: row.is_demo,
    notTheseProducts: row.siblings,
  }
}
