import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import type { PlacedRecord } from '../places/index.ts'
import type { Source } from '../producers/index.ts'

/** What of a producer is public: no person, no phone, no tax code. */
export interface PublicProducer extends PlacedRecord {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly legalType: string | null
  readonly intro: { vi?: string; en?: string }
  readonly source: Source | null
  readonly isDemo: boolean
  /** The address of the record this one was merged into. */
  readonly movedTo: string | null
}

const bySlug = prepared<PublicProducer & pg.QueryResultRow, readonly [slug: string]>(`
  SELECT o.id, o.slug, o.name, o.legal_type AS "legalType", o.intro, o.source, o.is_demo AS "isDemo", o.place_code, o.place_day,
    o.province_code, kept.slug AS "movedTo"
  FROM producer o LEFT JOIN producer kept ON kept.id = o.merged_into
  WHERE o.slug = $1 AND (o.merged_into IS NOT NULL
    OR EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.producer_id = o.id))`)

/** A producer with a public product, by its address; null when there is none. */
export async function producerBySlug(pool: pg.Pool, slug: string): Promise<PublicProducer | null> {
  const [row] = await bySlug(pool, slug)
  return row ?? null
}
