import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { Day } from '../../../rules/calendar/index.ts'
import type { DossierFact, HearingFact, ProductFact, RecognitionFact, RoundFact } from '../cut.ts'

/** How stored events become those of the rules; given by the feature that stores them. */
export type AsEvent = (stored: {
  kind: string
  day: string
  detail: Record<string, unknown>
}) => RecognitionFact['events'][number]

const inProvince = (column: string, province: string | null): RawBuilder<unknown> =>
  province === null ? sql`true` : sql`${sql.ref(column)} = ${province}`

/** Products that hold or held a recognition, or stand in the public register; producers merged since speak for each other. */
export async function readProducts(
  db: Db,
  province: string | null,
  sectorOf: (set: number) => string | null,
): Promise<ProductFact[]> {
  const { rows } = await sql<Omit<ProductFact, 'sector'>>`
    SELECT p.id, p.slug, p.name, o.id AS "producerId", o.name AS producer, o.legal_type AS "legalType",
      CASE WHEN coalesce(o.representative ->> 'gender', '') = '' THEN NULL
        ELSE lower(o.representative ->> 'gender') IN ('nữ', 'nu', 'female', 'f') END AS woman,
      CASE WHEN coalesce(o.representative ->> 'ethnicity', '') = '' THEN NULL
        ELSE lower(o.representative ->> 'ethnicity') NOT IN ('kinh', 'việt') END AS minority,
      p.place_code AS "placeCode", p.place_day AS "placeDay", p.province_code AS province, p.set_no AS set,
      coalesce(p.details ->> 'traceCode', '') <> '' AS "hasTrace",
      coalesce(p.details -> 'whereToBuy' -> 0 ->> 'url', '') <> '' AS "hasShop",
      p.is_public AS "isPublic", p.is_demo AS "isDemo"
    FROM product p
    LEFT JOIN producer s ON s.id = p.producer_id
    LEFT JOIN producer o ON o.id = CASE WHEN s.merged_into IS NULL THEN s.id ELSE producer_kept(s.id) END
    WHERE ${inProvince('p.province_code', province)} ORDER BY p.id`.execute(db)
  return rows.map((row) => ({ ...row, sector: row.set === null ? null : sectorOf(row.set) }))
}

/** Recognitions on file with their events up to a day. */
export async function readRecognitions(
  db: Db,
  province: string | null,
  asOf: Day,
  asEvent: AsEvent,
): Promise<RecognitionFact[]> {
  const [held, events] = await Promise.all([
    sql<Omit<RecognitionFact, 'events'>>`
      SELECT r.id, r.product_id AS "productId", r.star, r.issued_on AS "issuedOn", r.source ->> 'year' AS year, r.level,
        r.decision_no AS "decisionNo", r.regime
      FROM recognition r JOIN product p ON p.id = r.product_id
      WHERE ${inProvince('p.province_code', province)} AND (r.issued_on IS NULL OR r.issued_on <= ${asOf})
      ORDER BY r.id`.execute(db),
    sql<{ recognitionId: string; kind: string; day: string; detail: Record<string, unknown> }>`
      SELECT e.recognition_id AS "recognitionId", e.kind, e.day, e.detail FROM recognition_event e
      JOIN recognition r ON r.id = e.recognition_id JOIN product p ON p.id = r.product_id
      WHERE ${inProvince('p.province_code', province)} AND e.day <= ${asOf} ORDER BY e.recognition_id, e.seq`.execute(
      db,
    ),
  ])
  const byRecognition = new Map<string, RecognitionFact['events'][number][]>()
  for (const { recognitionId, ...event } of events.rows) {
    const list = byRecognition.get(recognitionId)
    if (list) list.push(asEvent(event))
    else byRecognition.set(recognitionId, [asEvent(event)])
  }
  return held.rows.map((row) => ({ ...row, events: byRecognition.get(row.id) ?? [] }))
}

/** Dossiers with where each stood at the end of a day: the fold is told by its last action until then. */
export async function readDossiers(
  db: Db,
  province: string | null,
  asOf: Day,
  sectorOf: (set: number) => string | null,
): Promise<DossierFact[]> {
  const { rows } = await sql<Omit<DossierFact, 'sector'>>`
    SELECT d.id, d.product_id AS "productId", p.name AS product, o.name AS producer, d.kind, d.regime, d.set_no AS set,
      d.place_code AS "placeCode", d.province_code AS province, d.round_id AS "roundId", d.status,
      d.filed_on AS "filedOn",
      CASE WHEN d.status IN ('recognised', 'not-recognised', 'withdrawn', 'refused') THEN last.day END AS "endedOn",
      coalesce(last.day, d.created_at::date) AS "movedOn",
      CASE WHEN r.mean_den IS NULL THEN NULL ELSE round(r.mean_num::numeric / r.mean_den, 2)::text END AS points, r.star,
      (r.agreed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS "resultOn"
    FROM dossier d JOIN product p ON p.id = d.product_id LEFT JOIN producer o ON o.id = d.producer_id
    LEFT JOIN result r ON r.dossier_id = d.id AND r.level = 'tinh' AND r.superseded_by IS NULL
      AND (r.agreed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ${asOf}
    LEFT JOIN LATERAL (SELECT max(a.day) AS day FROM dossier_action a WHERE a.dossier_id = d.id AND a.day <= ${asOf}) last ON true
    WHERE ${inProvince('d.province_code', province)} AND d.filed_on IS NOT NULL AND d.filed_on <= ${asOf}
    ORDER BY d.id`.execute(db)
  return rows.map((row) => ({ ...row, sector: sectorOf(row.set) }))
}

export async function readRounds(db: Db, province: string | null): Promise<RoundFact[]> {
  const { rows } = await sql<RoundFact>`
    SELECT id, title, year, ordinal, regime, proposals_before AS "proposalsBefore", held_before AS "heldBefore"
    FROM round WHERE level = 'tinh' AND ${inProvince('province_code', province)} ORDER BY year, ordinal, id`.execute(
    db,
  )
  return rows
}

/** What councils heard, with the spread of the totals that were counted; nothing of a member is named. */
export async function readHearings(db: Db, province: string | null, asOf: Day): Promise<HearingFact[]> {
  const { rows } = await sql<HearingFact>`
    SELECT i.id, s.id AS "sittingId", c.name AS council, s.held_on AS "heldOn", i.dossier_id AS "dossierId",
      p.name AS product, coalesce(t.members, 0)::int AS members, t.spread::int AS spread, i.scoring_round AS rounds,
      CASE WHEN r.mean_den IS NULL THEN NULL ELSE round(r.mean_num::numeric / r.mean_den, 2)::text END AS points, r.star
    FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id JOIN council c ON c.id = s.council_id
    JOIN dossier d ON d.id = i.dossier_id JOIN product p ON p.id = d.product_id
    LEFT JOIN result r ON r.item_id = i.id AND r.superseded_by IS NULL
    LEFT JOIN LATERAL (SELECT count(*) AS members, max((m ->> 'total')::int) - min((m ->> 'total')::int) AS spread
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(r.proof -> 'counted') = 'array' THEN r.proof -> 'counted' ELSE '[]' END) m) t ON true
    WHERE c.kind = 'council' AND ${inProvince('c.province_code', province)} AND s.held_on <= ${asOf}
    ORDER BY s.held_on, i.ordinal, i.id`.execute(db)
  return rows
}
