import type { Generated } from 'kysely'
import type { LinkOutcome } from '../../platform/outbound/index.ts'

export interface ShopLinkCheckTable {
  product_id: string
  url: string
  outcome: LinkOutcome
  status: number | null
  checked_at: Date
  answered_at: Date | null
  is_demo: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    shop_link_check: ShopLinkCheckTable
  }
}
