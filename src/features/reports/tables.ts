import type { ColumnType, Generated } from 'kysely'
import type { ReportAction, ReportStatus } from '../../rules/reporting/index.ts'
import type { ReportParams } from './params.ts'

export interface ReportTable {
  id: string
  definition: string
  definition_version: number
  province_code: string
  title: string
  params: ColumnType<ReportParams, string, string>
  /** Words of each part, with placeholders, by its id. */
  words: ColumnType<Readonly<Record<string, string>>, string, string>
  recipients: ColumnType<readonly string[], string, string>
  status: Generated<ReportStatus>
  number: string | null
  issued_on: string | null
  signer_name: string | null
  signer_office: string | null
  /** The paper as signed outside. */
  signed_hash: Generated<string | null>
  signed_at: Generated<Date | null>
  /** Digital signatures that hold in it. */
  signatures: Generated<number | null>
  amends: string | null
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Date
  created_by_name: string
}

export interface ReportActionTable {
  report_id: string
  seq: number
  action: ReportAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  reason: string | null
  detail: ColumnType<Record<string, unknown>, string, never>
}

/** What was frozen: the cut it was made from, and the hash of what it said. */
export interface ReportFrozenTable {
  report_id: string
  hash: string
  cut: Buffer
  cut_hash: string
  definition_version: number
  as_of: string
  frozen_at: Date
  frozen_by_name: string
}

export interface ReportCommentTable {
  id: string
  report_id: string
  part: string | null
  text: string
  at: Date
  actor_id: string | null
  actor_name: string
  resolved_at: Date | null
}

export interface ReportContributionTable {
  id: string
  report_id: string
  /** Whom it is asked of: an agency's id, or a commune's code. */
  agency_id: string | null
  place_code: string | null
  name: string
  question: string
  due_on: string
  asked_at: Date
  reminded_at: Date | null
  text: string | null
  answered_at: Date | null
  answered_by_name: string | null
  merged_at: Date | null
}

export interface ReportDeliveryTable {
  id: string
  report_id: string
  recipient: string
  channel: 'system' | 'mail' | 'paper'
  address: string | null
  at: Date
  note: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    report: ReportTable
    report_action: ReportActionTable
    report_frozen: ReportFrozenTable
    report_comment: ReportCommentTable
    report_contribution: ReportContributionTable
    report_delivery: ReportDeliveryTable
  }
}
