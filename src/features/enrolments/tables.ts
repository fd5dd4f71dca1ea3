import type { Generated } from 'kysely'
import type { EnrolmentAction, EnrolmentStatus } from '../../rules/targets/index.ts'

export const aims = ['first', 'upgrade', 'reevaluation', 'idea'] as const
export type Aim = (typeof aims)[number]

export interface EnrolmentTable {
  id: string
  province_code: string
  year: number
  commune_code: string
  commune_day: string
  product_id: string | null
  product_name: string
  producer_name: Generated<string>
  aim: Aim
  goal_star: number | null
  note: Generated<string>
  status: Generated<EnrolmentStatus>
  is_demo: Generated<boolean>
  version: Generated<number>
  created_at: Date
}

export interface EnrolmentActionTable {
  enrolment_id: string
  seq: number
  action: EnrolmentAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  reason: Generated<string>
  approval_id: string | null
}

/** A line of the list as it was approved. */
export interface ApprovedLine {
  readonly enrolmentId: string
  readonly product: string
  readonly producer: string
  readonly commune: string
  readonly aim: Aim
  readonly goalStar: number | null
  readonly change: 'stays' | 'added' | 'dropped'
  readonly reason?: string | undefined
}

export interface EnrolmentApprovalTable {
  id: string
  province_code: string
  year: number
  ordinal: number
  number: string
  decided_on: string
  signer: Generated<string>
  content: readonly ApprovedLine[]
  approved_by: string
  approved_at: Date
  is_demo: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    enrolment: EnrolmentTable
    enrolment_action: EnrolmentActionTable
    enrolment_approval: EnrolmentApprovalTable
  }
}
