import type { Generated } from 'kysely'

export type MisuseStatus = 'received' | 'checking' | 'confirmed' | 'not-confirmed'

export interface MisuseReportTable {
  id: string
  code: string
  product_id: string | null
  product_name: Generated<string>
  seen_at: string
  words: string
  contact: Generated<string>
  picture_hash: string | null
  status: Generated<MisuseStatus>
  outcome: Generated<string>
  province_code: string
  reported_at: Date
  closed_at: Date | null
  version: Generated<number>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    misuse_report: MisuseReportTable
  }
}
