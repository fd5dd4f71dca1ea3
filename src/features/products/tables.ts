import type { Generated } from 'kysely'
import type { Source } from '../producers/index.ts'

export interface ProductDetails {
  whereToBuy?: readonly { label: string; url?: string }[]
  season?: string
  capacity?: string
  traceCode?: string
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

declare module '../../platform/db/tables.ts' {
  interface Tables {
    product: ProductTable
  }
}
