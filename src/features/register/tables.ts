import type { Generated } from 'kysely'
import type { EntryStanding } from '../../rules/validity/index.ts'

export type { EntryStanding } from '../../rules/validity/index.ts'

export interface CatalogueEntryTable {
  product_id: string
  slug: string
  name: string
  /** What its producer calls it in English; null where it says nothing. */
  name_en: string | null
  name_folded: string
  producer_id: string | null
  producer_slug: string | null
  producer_name: string | null
  province_code: string | null
  commune_code: string | null
  place_name: string | null
  set_no: number | null
  sector: string | null
  star: number | null
  standing: EntryStanding
  issued_on: string | null
  valid_until: string | null
  recognition_id: string | null
  picture_hash: string | null
  drawing: string
  is_demo: boolean
  newest_on: string
  next_change_on: string | null
  words: Generated<string>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    catalogue_entry: CatalogueEntryTable
  }
}
