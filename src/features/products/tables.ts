import type { Generated } from 'kysely'
import type { Source } from '../producers/index.ts'

/** Texts without a language in their name are Vietnamese. */
export interface ProductDetails {
  /** What a reader of English may call it; the name itself stays as certificates print it. */
  nameEn?: string
  whereToBuy?: readonly { label: string; url?: string }[]
  season?: string
  seasonEn?: string
  capacity?: string
  capacityEn?: string
  traceCode?: string
  /** For services that are visited: how to get there, and the number that takes bookings, which its owner makes public. */
  arrive?: string
  arriveEn?: string
  bookingPhone?: string
}

export interface ProductTable {
  id: string
  slug: string
  producer_id: string | null
  name: string
  name_folded: string
  regime: string | null
  set_no: number | null
  place_code: string | null
  place_day: string | null
  province_code: string | null
  description: Generated<{ vi?: string; en?: string }>
  story: Generated<{ vi?: string; en?: string }>
  details: Generated<ProductDetails>
  picture_hash: string | null
  source: Source | null
  is_demo: Generated<boolean>
  is_public: Generated<boolean>
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ProductOwnerChangeTable {
  product_id: string
  merge_id: string
  from_producer_id: string
  to_producer_id: string
}

export interface ProductLabelTable {
  id: string
  product_id: string
  ordinal: number
  picture_hash: string
  used_from: string
  note: string | null
  created_at: Date
  created_by_name: string
  is_demo: Generated<boolean>
}

export interface PictureSizeTable {
  picture_hash: string
  width: number
  height: number
  file_hash: string
  size: number
}

/** What one row of a public source says of a product. */
export interface ProductStatementTable {
  id: string
  product_id: string
  row_key: string
  name_folded: string
  stated_status: string | null
  star: number | null
  year: number | null
  decision_no: string | null
  stated_on: string | null
  date_kind: string | null
  score: string | null
  url: string | null
  source_kind: string | null
  note: string | null
  printed: Record<string, string>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    product: ProductTable
    product_owner_change: ProductOwnerChangeTable
    product_label: ProductLabelTable
    picture_size: PictureSizeTable
    product_statement: ProductStatementTable
  }
}
