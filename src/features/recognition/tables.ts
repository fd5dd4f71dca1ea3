import type { Generated } from 'kysely'

export type DecisionKind =
  | 'recognise'
  | 'approve-for-ministry'
  | 'revoke'
  | 'suspend'
  | 'resume'
  | 'expire'
  | 'extend'
  | 'other'
export type RecognitionEventKind =
  | 'issued'
  | 'extended'
  | 'suspended'
  | 'resumed'
  | 'superseded'
  | 'expired'
  | 'revoked'

export interface DecisionTable {
  id: string
  kind: DecisionKind
  province_code: string
  number: string | null
  decided_on: string | null
  issuer: string
  signer_name: string | null
  signer_office: string | null
  title: string
  status: Generated<'draft' | 'proposed' | 'released' | 'cancelled'>
  drafted_by: string | null
  proposed_by: string | null
  released_by: string | null
  released_at: Date | null
  paper_hash: string | null
  detail: Generated<Record<string, unknown>>
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
  signed_hash: Generated<string | null>
  signed_at: Generated<Date | null>
  signed_how: Generated<'uploaded' | 'here' | null>
  /** Digital signatures that hold in the signed file; null: not counted when it was kept. */
  signatures: Generated<number | null>
  /** As printed at its release: a StatePaper. */
  paper: Generated<unknown>
}

export interface DecisionItemTable {
  id: string
  decision_id: string
  dossier_id: string | null
  recognition_id: string | null
  product_id: string
  outcome:
    | 'recognise'
    | 'not-recognise'
    | 'to-ministry'
    | 'revoke'
    | 'suspend'
    | 'resume'
    | 'expire'
    | 'extend'
  star: number | null
  note: string | null
}

/** What a public source says of a recognition we did not make. */
export interface StatedRecognition {
  url: string
  rowId: string
  kind: string
  statedStatus: string
  year?: string
  score?: string
  note?: string
}

export interface RecognitionTable {
  id: string
  product_id: string
  producer_id: string | null
  dossier_id: string | null
  decision_id: string | null
  star: number | null
  regime: string | null
  level: 'huyen' | 'tinh' | 'trung-uong' | null
  issuer: string | null
  decision_no: string | null
  issued_on: string | null
  valid_until: string | null
  status: string
  origin: 'system' | 'recorded' | 'public-source'
  source: StatedRecognition | null
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface RecognitionEventTable {
  recognition_id: string
  seq: number
  kind: RecognitionEventKind
  day: string
  at: Date
  actor_id: string | null
  actor_name: string
  decision_id: string | null
  reason: string | null
  detail: Generated<Record<string, unknown>>
}

export interface CertificateTable {
  id: string
  recognition_id: string
  number: string
  number_key: string
  copy: Generated<number>
  issued_on: string
  content: unknown
  payload: string
  key_id: string
  /** The signed paper. */
  file_hash: string | null
  voided_at: Date | null
  void_reason: string | null
  is_demo: Generated<boolean>
  created_at: Generated<Date>
  print_hash: Generated<string | null>
  signed_at: Generated<Date | null>
  signed_by: Generated<string | null>
  replaces: Generated<string | null>
  request_key: Generated<string | null>
}

export interface CertificateBatchTable {
  id: string
  decision_id: string
  kind: 'print' | 'sign' | 'outside'
  status: 'running' | 'done' | 'stopped'
  total: number
  done: Generated<number>
  started_by_name: string
  started_at: Date
  beat_at: Date
  finished_at: Date | null
  failure: string | null
}

export interface OutsideSignatureTable {
  batch_id: string
  certificate_id: string
  prepared_hash: string
  digest: string
  taken_at: Date | null
}

export interface CertificateKeyTable {
  id: string
  jwk: JsonWebKey
  active_from: Date
  retired_at: Date | null
}

export interface ResultLetterTable {
  id: string
  /** Null, both, where nothing was decided (Điều 4 khoản 1 điểm a). */
  decision_id: string | null
  item_id: string | null
  dossier_id: string
  producer_id: string | null
  place_code: string | null
  province_code: string
  outcome: string
  content: unknown
  made_at: Date
  is_demo: Generated<boolean>
}

/** A recognition recorded by mistake, as it stood when it was taken back. */
export interface RecognitionTakenBackTable {
  recognition_id: string
  product_id: string
  content: unknown
  reason: string
  at: Date
  by_id: string | null
  by_name: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    decision: DecisionTable
    decision_item: DecisionItemTable
    recognition: RecognitionTable
    recognition_event: RecognitionEventTable
    certificate: CertificateTable
    certificate_key: CertificateKeyTable
    certificate_batch: CertificateBatchTable
    outside_signature: OutsideSignatureTable
    result_letter: ResultLetterTable
    recognition_taken_back: RecognitionTakenBackTable
  }
}
