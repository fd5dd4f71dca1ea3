import type { Generated } from 'kysely'
import type {
  AllotmentRule,
  AllottedLine,
  ApplicationStatus,
  FairAction,
  FairStatus,
  TradeKind,
} from '../../rules/promotion/index.ts'

export interface Spoken {
  readonly vi: string
  readonly en?: string | undefined
}

export interface FairTable {
  id: string
  slug: string
  kind: string
  title: Spoken
  venue: string
  place_code: string | null
  place_day: string
  province_code: string
  lead_agency: string
  starts_on: string
  ends_on: string
  apply_until: string
  stalls: number
  conditions: Generated<Partial<Spoken>>
  /** Sectors of Phụ lục I the call is for; none: every sector. */
  sectors: Generated<readonly string[]>
  plan_id: string | null
  rule: AllotmentRule | null
  seed: string | null
  status: FairStatus
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Date
}

export interface FairActionTable {
  fair_id: string
  seq: number
  action: FairAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  words: Generated<string>
  lines: readonly PublishedLine[] | null
  /** Of an amendment: each term with what stood before and after. */
  changes: Generated<Readonly<Record<string, { before: unknown; after: unknown }>> | null>
}

/** A line of the allotment as it was published. */
export interface PublishedLine extends AllottedLine {
  readonly producer: string
  readonly producerId: string
  readonly commune: string
  readonly communeCode: string
}

export interface FairApplicationTable {
  id: string
  fair_id: string
  producer_id: string
  telephone: string
  words: Generated<string>
  on_behalf: Generated<boolean>
  status: ApplicationStatus
  rank: number | null
  stall_no: number | null
  is_demo: Generated<boolean>
  applied_at: Date
  applied_by: string
  withdrawn_at: Date | null
  /** Last day to claim the stall; null: it stands without. */
  claim_by: Generated<string | null>
  claimed_at: Generated<Date | null>
}

export interface FairApplicationProductTable {
  application_id: string
  product_id: string
}

export interface FairCostTable {
  id: string
  fair_id: string
  head_id: string
  what: string
  /** Đồng. */
  amount: number
  decided_on: string
  decided_by: string
  paid_on: string | null
  paper_no: string | null
  recalled_on: string | null
  recall_reason: string | null
  is_demo: Generated<boolean>
}

export interface SellingPointTable {
  id: string
  slug: string
  name: string
  kind: string
  address: string
  place_code: string
  place_day: string
  province_code: string
  operator: string
  hours: Generated<string>
  telephone: Generated<string>
  opened_on: string
  closed_on: string | null
  close_reason: Generated<string>
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Date
}

export interface SellingPointProductTable {
  point_id: string
  product_id: string
  from_day: string
  to_day: string | null
}

export interface ProductSupplyTable {
  product_id: string
  per_month: number | null
  unit: Generated<string>
  months: Generated<number[]>
  told_on: string
  told_by: string
  is_demo: Generated<boolean>
}

export const buyerStatuses = ['received', 'open', 'answered', 'closed', 'refused'] as const
export type BuyerStatus = (typeof buyerStatuses)[number]

export interface BuyerRequestTable {
  id: string
  code: string
  province_code: string
  buyer: string
  contact: string
  country: Generated<string>
  words: string
  sector: string | null
  minimum_star: number | null
  per_month: number | null
  unit: Generated<string>
  months: Generated<number[]>
  certificates: Generated<string[]>
  status: BuyerStatus
  outcome: Generated<string>
  asked_at: Date
  closed_at: Date | null
  version: Generated<number>
  is_demo: Generated<boolean>
}

export interface BuyerMatchTable {
  request_id: string
  product_id: string
  score: number
  told_at: Date
  answer: 'yes' | 'no' | null
  words: Generated<string>
  answered_at: Date | null
}

export interface TradeResultTable {
  id: string
  product_id: string
  producer_id: string
  kind: TradeKind
  fair_id: string | null
  request_id: string | null
  point_id: string | null
  buyer: Generated<string>
  country: Generated<string>
  /** Đồng. */
  amount: number
  day: string
  paper_no: Generated<string>
  words: Generated<string>
  told_by: string
  told_at: Date
  struck_at: Date | null
  strike_reason: string | null
  is_demo: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    fair: FairTable
    fair_action: FairActionTable
    fair_application: FairApplicationTable
    fair_application_product: FairApplicationProductTable
    fair_cost: FairCostTable
    selling_point: SellingPointTable
    selling_point_product: SellingPointProductTable
    product_supply: ProductSupplyTable
    buyer_request: BuyerRequestTable
    buyer_match: BuyerMatchTable
    trade_result: TradeResultTable
  }
}
