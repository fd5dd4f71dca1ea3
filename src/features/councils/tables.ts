import type { Generated } from 'kysely'

export type MemberRole = 'chair' | 'deputy-chair' | 'secretary' | 'member' | 'expert'

export interface CouncilTable {
  id: string
  province_code: string
  level: 'huyen' | 'tinh' | 'trung-uong'
  kind: Generated<'council' | 'advisory-team'>
  name: string
  decision_no: string
  decision_on: string
  signer: string
  rules_id: string
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface CouncilMemberTable {
  id: string
  council_id: string
  account_id: string | null
  name: string
  office: string
  agency_id: string | null
  role: MemberRole
  votes: Generated<boolean>
  ordinal: number
}

export interface SittingTable {
  id: string
  council_id: string
  round_id: string | null
  mode: Generated<'meeting' | 'written-opinion'>
  held_on: string
  venue: string | null
  status: Generated<string>
  minutes_no: string | null
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface SittingActionTable {
  sitting_id: string
  seq: number
  action: string
  at: Date
  actor_id: string | null
  actor_name: string
  reason: string | null
  detail: Generated<Record<string, unknown>>
}

export interface SittingItemTable {
  id: string
  sitting_id: string
  dossier_id: string
  ordinal: number
  sample_code: string | null
  scoring_round: Generated<number>
  phase: Generated<'waiting' | 'scoring' | 'opened' | 'agreed'>
}

export interface AttendanceTable {
  sitting_id: string
  member_id: string
  present: boolean
  delegated_to: string | null
  at: Date
}

export interface ConflictTable {
  id: string
  council_id: string
  member_id: string
  dossier_id: string
  ground: string
  source: 'declared' | 'detected'
  explanation: string
  recused: boolean
  at: Date
}

export interface ScoreSheetTable {
  id: string
  item_id: string
  member_id: string
  scoring_round: number
  sealed_content: Buffer | null
  seal_hash: string | null
  status: Generated<'draft' | 'sealed'>
  revision: Generated<number>
  device: string | null
  sealed_at: Date | null
  updated_at: Generated<Date>
}

export interface ResultTable {
  id: string
  dossier_id: string
  item_id: string | null
  level: 'huyen' | 'tinh' | 'trung-uong'
  regime: string
  set_no: number
  mean_num: number | null
  mean_den: number | null
  parts: unknown
  star: number | null
  proof: unknown
  origin: Generated<'system' | 'recorded'>
  agreed_at: Date
  superseded_by: string | null
  is_demo: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    council: CouncilTable
    council_member: CouncilMemberTable
    sitting: SittingTable
    sitting_action: SittingActionTable
    sitting_item: SittingItemTable
    attendance: AttendanceTable
    conflict: ConflictTable
    score_sheet: ScoreSheetTable
    result: ResultTable
  }
}
