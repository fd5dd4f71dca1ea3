import type { Generated } from 'kysely'
import type {
  ChecklistItem,
  FindingAction,
  FindingStatus,
  InspectionAction,
  InspectionStatus,
  Risk,
} from '../../rules/inspections/index.ts'
import type { Minutes } from './minutes.ts'

export type Severity = 'minor' | 'major'
export type Verdict = 'met' | 'not-met' | 'not-applicable'
export type Reason = 'risk' | 'draw' | 'misuse-report' | 'office'

export interface InspectionPlanTable {
  id: string
  province_code: string
  year: number
  seed: string
  wanted: number
  share_num: number
  share_den: number
  due_on: string
  approved_at: Date
  approved_by: string
  pool: readonly string[]
  is_demo: Generated<boolean>
}

export interface InspectionTable {
  id: string
  plan_id: string | null
  province_code: string
  product_id: string
  producer_id: string | null
  place_code: string | null
  place_day: string | null
  reason: Reason
  misuse_report_id: string | null
  why: Generated<string>
  risk: Generated<Risk>
  due_on: string
  checklist: readonly ChecklistItem[]
  status: Generated<InspectionStatus>
  minutes: Minutes | null
  minutes_hash: string | null
  signed_on: string | null
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface InspectionActionTable {
  inspection_id: string
  seq: number
  action: InspectionAction
  at: Date
  actor_id: string | null
  actor_name: string
  reason: Generated<string>
}

export interface InspectionMemberTable {
  inspection_id: string
  account_id: string
  leads: Generated<boolean>
  assigned_by: string
  assigned_at: Date
  stepped_back_at: Date | null
  interest: Generated<string>
}

export interface InspectionAnswerTable {
  inspection_id: string
  code: string
  verdict: Verdict | null
  severity: Severity | null
  note: Generated<string>
  noted_at: Date
  noted_by: string
}

export interface InspectionPhotoTable {
  id: string
  inspection_id: string
  code: Generated<string>
  file_hash: string
  media_type: string
  taken_at: Date
  latitude: string | null
  longitude: string | null
  accuracy_m: number | null
  taken_by: string
  received_at: Date
}

export interface FindingTable {
  id: string
  inspection_id: string
  code: string
  severity: Severity
  words: string
  due_on: string
  status: Generated<FindingStatus>
  decision_id: string | null
}

export interface FindingActionTable {
  finding_id: string
  seq: number
  action: FindingAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  words: Generated<string>
  file_hash: string | null
  file_name: string | null
  media_type: string | null
  due_on: string | null
  on_behalf: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    inspection_plan: InspectionPlanTable
    inspection: InspectionTable
    inspection_action: InspectionActionTable
    inspection_member: InspectionMemberTable
    inspection_answer: InspectionAnswerTable
    inspection_photo: InspectionPhotoTable
    finding: FindingTable
    finding_action: FindingActionTable
  }
}
