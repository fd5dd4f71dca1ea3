import type { Generated } from 'kysely'
import type { ItemPhase, MemberRole, SittingStatus } from '../../rules/sitting/index.ts'

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
  /** Last day; null while it stands. */
  ended_on: string | null
  /** `appeal`: a separate panel that judges again. */
  purpose: Generated<'evaluation' | 'appeal'>
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
  /** Personal data: only compared, to find conflicts of interest. */
  phone: string | null
  address: string | null
  until_day: string | null
  /** Set: an expert invited to this one sitting. */
  sitting_id: string | null
  invitation_no: string | null
}

export type Relation = 'owner' | 'kin' | 'staff' | 'consultant' | 'supplier' | 'sponsor' | 'other'

export interface InterestTable {
  id: string
  member_id: string
  producer_id: string
  relation: Relation
  note: string | null
  declared_at: Date
  withdrawn_at: Date | null
}

export interface SittingTable {
  id: string
  council_id: string
  round_id: string | null
  mode: Generated<'meeting' | 'written-opinion'>
  held_on: string
  venue: string | null
  deadline: string | null
  status: Generated<SittingStatus>
  blind_tasting: Generated<boolean>
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
  phase: Generated<ItemPhase>
}

export interface AttendanceTable {
  sitting_id: string
  member_id: string
  present: boolean
  delegated_to: string | null
  delegate_id: string | null
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
  standing: Generated<'undecided' | 'recused' | 'dismissed'>
  evidence: Generated<unknown>
  decided_by: string | null
  decided_at: Date | null
  decision_reason: string | null
  at: Date
}

export interface SittingKeyTable {
  sitting_id: string
  wrapped: Buffer
  wrapping_key: string
  created_at: Date
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
  origin: Generated<'member' | 'paper'>
}

export interface SheetSaveTable {
  sheet_id: string
  key: string
  outcome: 'saved' | 'sealed' | 'stale'
  revision: number
  at: Date
}

export interface SheetCopyTable {
  id: string
  sheet_id: string
  based_on: number
  sealed_content: Buffer
  device: string | null
  at: Date
  settled_at: Date | null
}

export interface PaperSheetTable {
  id: string
  item_id: string
  member_id: string
  scoring_round: number
  code: string
  printed_by: string
  printed_at: Date
  typed_content: Buffer | null
  typed_by: string | null
  typed_at: Date | null
  confirmed_by: string | null
  confirmed_at: Date | null
  voided_at: Date | null
}

export interface MinutesTable {
  sitting_id: string
  version: number
  content: unknown
  hash: string
  pdf_hash: string | null
  docx_hash: string | null
  made_at: Date
}

export interface MinutesSignatureTable {
  sitting_id: string
  version: number
  role: 'chair' | 'secretary'
  account_id: string
  name: string
  hash: string
  at: Date
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
  rules_id: string | null
  agreed_at: Date
  superseded_by: string | null
  is_demo: Generated<boolean>
}

export interface TastingNoteTable {
  item_id: string
  member_id: string
  sealed_content: Buffer
  at: Date
}

export interface ProposalTable {
  id: string
  province_code: string
  round_id: string | null
  content: unknown
  hash: string
  made_by: string
  made_at: Date
  withdrawn_at: Date | null
  withdrawal_reason: string | null
  is_demo: Generated<boolean>
}

export interface ProposalItemTable {
  proposal_id: string
  result_id: string
  withdrawn: Generated<boolean>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    council: CouncilTable
    council_member: CouncilMemberTable
    sitting: SittingTable
    sitting_action: SittingActionTable
    sitting_item: SittingItemTable
    attendance: AttendanceTable
    interest: InterestTable
    conflict: ConflictTable
    sitting_key: SittingKeyTable
    score_sheet: ScoreSheetTable
    sheet_save: SheetSaveTable
    sheet_copy: SheetCopyTable
    paper_sheet: PaperSheetTable
    result: ResultTable
    minutes: MinutesTable
    minutes_signature: MinutesSignatureTable
    tasting_note: TastingNoteTable
    proposal: ProposalTable
    proposal_item: ProposalItemTable
  }
}
