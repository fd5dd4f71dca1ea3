import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import { type Current, currentOf, type Held } from '../../rules/validity/index.ts'
import type { Source } from '../producers/index.ts'
import type { ProductDetails } from '../products/index.ts'
import { asRuleEvent, type StatedRecognition } from '../recognition/index.ts'
import { type ProductStatus, statusOn } from './status.ts'

/** One term of a product's history. */
export interface HistoryTerm {
  readonly id: string
  readonly star: number | null
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly status: ProductStatus | 'not-yet-valid'
  readonly regime: string | null
  readonly level: string | null
  readonly issuer: string | null
  readonly decisionNo: string | null
  readonly origin: 'system' | 'recorded' | 'public-source'
  readonly source: StatedRecognition | null
  readonly certificateNumber: string | null
}

/** What a source says beyond recognitions: proposed, waiting, sold as an OCOP product. */
export interface Statement {
  readonly status: string | null
  readonly star: number | null
  readonly year: number | null
  readonly decisionNo: string | null
  readonly statedOn: string | null
  readonly dateKind: string | null
  readonly score: string | null
  readonly url: string | null
  readonly note: string | null
}

export interface ShopCheck {
  readonly outcome: 'answers' | 'gone' | 'refused' | 'unreachable'
  readonly on: string
}

export interface ProductDetail {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly setNo: number | null
  readonly regime: string | null
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  readonly description: { vi?: string; en?: string }
  readonly story: { vi?: string; en?: string }
  readonly details: ProductDetails
  /** By address: what the last look at a shop's page found, and on which day. */
  readonly shopChecks: Readonly<Record<string, ShopCheck>>
  readonly pictureHash: string | null
  readonly source: Source | null
  readonly isDemo: boolean
  readonly gtin: string | null
  /** A code or a lot can be traced. */
  readonly isTraced: boolean
  readonly producer: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly legalType: string | null
    readonly source: Source | null
  } | null
  readonly labels: readonly {
    readonly ordinal: number
    readonly pictureHash: string
    readonly usedFrom: string
    readonly note: string | null
  }[]
  readonly statements: readonly Statement[]
  readonly history: readonly HistoryTerm[]
  readonly star: number | null
  readonly status: ProductStatus
  readonly validUntil: string | null
  readonly current: HistoryTerm | null
}

interface RecognitionRow {
  readonly id: string
  readonly star: number | null
  readonly issued_on: string | null
  readonly regime: string | null
  readonly level: string | null
  readonly issuer: string | null
  readonly decision_no: string | null
  readonly origin: HistoryTerm['origin']
  readonly source: StatedRecognition | null
  readonly certificate: string | null
  readonly events: { kind: string; day: string; detail: Record<string, unknown> }[] | null
}

type Row = Omit<ProductDetail, 'history' | 'star' | 'status' | 'validUntil' | 'current'> & {
  readonly recognitions: RecognitionRow[] | null
}

/** Everything of a public product in one reading. */
/** By address, what the last look at a shop's page of a product `p` found. */
export const shopChecks = `coalesce((SELECT jsonb_object_agg(k.url, jsonb_build_object('outcome', k.outcome,
      'on', (k.checked_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)) FROM shop_link_check k WHERE k.product_id = p.id), '{}'::jsonb)`

const bySlug = prepared<Row & pg.QueryResultRow, readonly [slug: string]>(`
  SELECT p.id, p.slug, p.name, p.set_no AS "setNo", p.regime, p.place_code, p.place_day, p.province_code, p.description,
    p.story, p.details, p.picture_hash AS "pictureHash", p.source, p.is_demo AS "isDemo", g.gtin,
    (g.gtin IS NOT NULL OR EXISTS (SELECT 1 FROM product_lot t WHERE t.product_id = p.id)) AS "isTraced",
    CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'legalType', o.legal_type,
      'source', o.source) END AS producer,
    ${shopChecks} AS "shopChecks",
    coalesce((SELECT jsonb_agg(jsonb_build_object('ordinal', l.ordinal, 'pictureHash', l.picture_hash, 'usedFrom', l.used_from,
      'note', l.note) ORDER BY l.ordinal DESC) FROM product_label l WHERE l.product_id = p.id), '[]'::jsonb) AS labels,
    coalesce((SELECT jsonb_agg(jsonb_build_object('status', s.stated_status, 'star', s.star, 'year', s.year,
      'decisionNo', s.decision_no, 'statedOn', s.stated_on, 'dateKind', s.date_kind, 'score', s.score, 'url', s.url,
      'note', s.note) ORDER BY s.year DESC NULLS LAST, s.row_key)
      FROM product_statement s WHERE s.product_id = p.id), '[]'::jsonb) AS statements,
    (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'star', r.star, 'issued_on', r.issued_on, 'regime', r.regime,
      'level', r.level, 'issuer', r.issuer, 'decision_no', r.decision_no, 'origin', r.origin, 'source', r.source,
      'certificate', (SELECT c.number FROM certificate c WHERE c.recognition_id = r.id AND c.voided_at IS NULL
        ORDER BY c.copy DESC LIMIT 1),
      'events', (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'day', e.day, 'detail', e.detail) ORDER BY e.seq)
        FROM recognition_event e WHERE e.recognition_id = r.id)))
      FROM recognition r WHERE r.product_id = p.id) AS recognitions
  FROM product p LEFT JOIN producer o ON o.id = p.producer_id LEFT JOIN product_gtin g ON g.product_id = p.id
  WHERE p.slug = $1 AND p.is_public`)

/** A public product by its address, as it stands on a day; null when there is none. */
export async function productBySlug(
  pool: pg.Pool,
  slug: string,
  today: string,
): Promise<ProductDetail | null> {
  const [row] = await bySlug(pool, slug)
  if (!row) return null
  const { recognitions, ...product } = row
  const terms = (recognitions ?? []).map((each) => termOf(each, today))
  const current = currentOf(
    terms.map((term) => term.held),
    today,
  )
  const history = terms
    .map((term) => term.term)
    .sort((a, b) => (dayOf(b) < dayOf(a) ? -1 : dayOf(b) > dayOf(a) ? 1 : 0))
  return {
    ...product,
    history,
    star: current.held?.star ?? null,
    status: statusOn(current, today),
    validUntil: validUntilOf(current),
    current: history.find((term) => term.id === current.held?.id) ?? null,
  }
}

function validUntilOf(current: Current): string | null {
  return current.standing === 'not-stated' || current.standing === 'none' ? null : current.validUntil
}

function termOf(row: RecognitionRow, today: string): { held: Held; term: HistoryTerm } {
  const held: Held = {
    id: row.id,
    star: row.star,
    issuedOn: row.issued_on,
    year: row.source?.year ?? null,
    events: (row.events ?? []).map(asRuleEvent),
  }
  const alone = currentOf([held], today)
  const term: HistoryTerm = {
    id: row.id,
    star: row.star,
    issuedOn: row.issued_on,
    validUntil: validUntilOf(alone),
    status: alone.held === null ? 'not-yet-valid' : statusOn(alone, today),
    regime: row.regime,
    level: row.level,
    issuer: row.issuer,
    decisionNo: row.decision_no,
    origin: row.origin,
    source: row.source,
    certificateNumber: row.certificate,
  }
  return { held, term }
}

function dayOf(term: HistoryTerm): string {
  return term.issuedOn ?? (term.source?.year ? `${term.source.year}-12-31` : '')
}
