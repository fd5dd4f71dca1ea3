import type { Generated } from 'kysely'

export interface ProductGtinTable {
  product_id: string
  /** Fourteen digits. */
  gtin: string
}

export interface ProductLotTable {
  id: string
  product_id: string
  lot: string
  made_on: string | null
  best_before: string | null
  origin: Generated<string>
  created_at: Date
  created_by_name: string
  withdrawn_at: Date | null
  withdraw_reason: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    product_gtin: ProductGtinTable
    product_lot: ProductLotTable
  }
}
