import type { Generated } from 'kysely'

export interface LegalDocumentTable {
  id: string
  slug: string
  number: string
  number_key: string
  kind: string
  issuer: string
  field: Generated<string>
  signer: Generated<string>
  issued_on: string
  effective_from: string | null
  effective_to: string | null
  title: string
  folded: string
  note: Generated<string>
  regime: string | null
  place_code: string
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    legal_document: LegalDocumentTable
    document_relation: { document_id: string; relation: 'supersedes' | 'amends'; other_id: string }
    document_file: {
      id: string
      document_id: string
      ordinal: number
      name: string
      file_hash: string
      media_type: string
      size: number
      removed_at: Date | null
    }
  }
}
