import type { Generated } from 'kysely'

export type DossierKind = 'first' | 'upgrade' | 'reevaluation'

export interface PaperTable {
  id: string
  producer_id: string
  kind: string
  title: string
  number: string | null
  issuer: string | null
  issued_on: string | null
  valid_until: string | null
  is_demo: Generated<boolean>
  removed_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface PaperPageTable {
  paper_id: string
  ordinal: number
  file_hash: string
  file_name: string
  media_type: string
  size: number
}

export interface RoundTable {
  id: string
  province_code: string
  level: 'huyen' | 'tinh' | 'trung-uong'
  year: number
  ordinal: number
  regime: string
  title: string
  proposals_before: string
  held_before: string
  plan_no: string | null
  status: Generated<'open' | 'closed'>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

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
  updated_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    paper: PaperTable
    paper_page: PaperPageTable
    round: RoundTable
    dossier: DossierTable
    dossier_action: DossierActionTable
    dossier_pin: DossierPinTable
    dossier_manifest: DossierManifestTable
    commune_report: CommuneReportTable
  }
}
