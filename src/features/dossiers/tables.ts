import type { Generated } from 'kysely'

export type DossierKind = 'first' | 'upgrade' | 'reevaluation'

export interface DossierTable {
  id: string
  product_id: string
  producer_id: string
  kind: DossierKind
  regime: string
  set_no: number
  place_code: string
  province_code: string
  year: number
  round_id: string | null
  wish_star: number | null
  status: Generated<string>
  form: Generated<Record<string, unknown>>
  answers: Generated<Record<string, unknown>>
  notes: Generated<Record<string, string>>
  filed_on: string | null
  product_code: string | null
  commune_receipt_no: string | null
  province_receipt_no: string | null
  prior_recognition_id: string | null
  /** Samples the commune has received with the dossier (Điều 6 khoản 2 điểm d). */
  samples_received: number | null
  version: Generated<number>
  is_demo: Generated<boolean>
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface DossierActionTable {
  dossier_id: string
  seq: number
  action: string
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  actor_role: string
  on_behalf_of: string | null
  reason: string | null
  detail: Generated<Record<string, unknown>>
}

export interface DossierPinTable {
  id: string
  dossier_id: string
  paper_id: string
  criterion: string | null
  page: number | null
  region: unknown
  note: string | null
  created_at: Generated<Date>
}

export interface DossierManifestTable {
  dossier_id: string
  filing: number
  content: unknown
  hash: string
  frozen_at: Date
}

export interface CommuneReportTable {
  dossier_id: string
  form: Generated<Record<string, unknown>>
  proposal_no: string | null
  proposal_on: string | null
  version: Generated<number>
  issued_at: Date | null
  updated_by_name: string | null
  updated_at: Generated<Date>
}

export interface DossierRemarkTable {
  id: string
  dossier_id: string
  raised_seq: number
  ordinal: number
  about_kind: 'field' | 'criterion' | 'paper' | 'whole'
  about: string | null
  words: string
  answer: string | null
  answered_at: Date | null
  settled_at: Date | null
  settled_by_name: string | null
}

export interface DossierAssignmentTable {
  dossier_id: string
  account_id: string
  assigned_at: Date
  assigned_by_name: string
}

export interface DossierSuggestionTable {
  dossier_id: string
  criterion: string
  account_id: string
  answer: unknown
  note: Generated<string>
  updated_at: Date
}

export interface ProductOrdinalTable {
  place_code: string
  product_id: string
  ordinal: number
}

export interface DossierBulkTable {
  id: string
  deed: 'receive-province' | 'accept-into-round' | 'assign' | 'put-before-council'
  items: unknown
  done_at: Date
  done_by: string
  done_by_name: string
  undone_at: Date | null
}

export type SurveyOutcome = 'matches' | 'differs' | 'serious'

export interface DossierSurveyTable {
  id: string
  dossier_id: string
  day: string
  time: string | null
  place: string
  latitude: number | null
  longitude: number | null
  accuracy_m: number | null
  met: string
  findings: unknown
  outcome: SurveyOutcome
  conclusion: string
  recorded_by: string | null
  recorded_by_name: string
  recorded_at: Date
}

export interface DossierSurveyPhotoTable {
  survey_id: string
  ordinal: number
  file_hash: string
  name: string
  media_type: string
}

export interface DossierTestTable {
  dossier_id: string
  seq: number
  what: string
  until: string | null
  result: string | null
  passed: boolean | null
  settled_at: Date | null
  settled_by_name: string | null
}

export interface CommuneMeetingTable {
  dossier_id: string
  held_on: string
  present: string
  conclusion: string
  recorded_by_name: string
  recorded_at: Date
}

export interface DossierSetChangeTable {
  id: string
  dossier_id: string
  from_set: number
  to_set: number
  answers: unknown
  notes: unknown
  pins: unknown
  lost: unknown
  changed_at: Date
  undone_at: Generated<Date | null>
}

export interface DossierPastTable {
  id: string
  product_id: string
  kind: Generated<DossierKind>
  regime: string
  steps: unknown
  status: string
  recognition_id: string | null
  recorded_by: string | null
  recorded_by_name: string
  recorded_at: Date
}

export interface DossierPastTakenBackTable {
  past_id: string
  reason: string
  at: Date
  by_id: string | null
  by_name: string
}

/** What followed a merge of producers. */
export interface DossierOwnerChangeTable {
  merge_id: string
  dossier_id: string
  from_producer_id: string
  to_producer_id: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    dossier_owner_change: DossierOwnerChangeTable
    dossier: DossierTable
    dossier_action: DossierActionTable
    dossier_pin: DossierPinTable
    dossier_manifest: DossierManifestTable
    commune_report: CommuneReportTable
    dossier_remark: DossierRemarkTable
    dossier_assignment: DossierAssignmentTable
    dossier_suggestion: DossierSuggestionTable
    product_ordinal: ProductOrdinalTable
    dossier_set_change: DossierSetChangeTable
    dossier_bulk: DossierBulkTable
    dossier_survey: DossierSurveyTable
    dossier_survey_photo: DossierSurveyPhotoTable
    dossier_test: DossierTestTable
    commune_meeting: CommuneMeetingTable
    dossier_past: DossierPastTable
    dossier_past_taken_back: DossierPastTakenBackTable
  }
}
