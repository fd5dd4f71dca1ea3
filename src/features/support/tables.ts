import type { Generated } from 'kysely'
import type { SupportAction, SupportStatus } from '../../rules/support/index.ts'

export interface SupportTable {
  id: string
  product_id: string
  producer_id: string
  measure: string
  /** Whose plan pays; of the request until it is approved. */
  year: number
  /** Đồng, as are all amounts here. */
  cost: number
  asked: number
  reason: string
  quote_hash: string | null
  quote_name: string | null
  quote_type: string | null
  agency_id: string
  status: SupportStatus
  approved: number | null
  head_id: string | null
  paid: Generated<number>
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Date
}

export interface SupportActionTable {
  support_id: string
  seq: number
  action: SupportAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  amount: number | null
  paper_no: Generated<string>
  words: Generated<string>
  on_behalf: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    support: SupportTable
    support_action: SupportActionTable
  }
}
