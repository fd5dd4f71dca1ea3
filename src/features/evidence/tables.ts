import type { Generated } from 'kysely'

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
  version: Generated<number>
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
  /** Pages inside this file. */
  page_count: Generated<number>
}

/** What followed a merge of producers. */
export interface PaperOwnerChangeTable {
  merge_id: string
  paper_id: string
  from_producer_id: string
  to_producer_id: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    paper_owner_change: PaperOwnerChangeTable
    paper: PaperTable
    paper_page: PaperPageTable
  }
}
