import type { ColumnType } from 'kysely'

export interface OpenDataPublicationTable {
  id: string
  data_set: string
  taken_at: Date
  rows: number
  hash: string
  content: Buffer | null
  status: 'published' | 'held' | 'dropped'
  missing: ColumnType<readonly string[], string | undefined, string>
  reason: string | null
  decided_by_name: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    open_data_publication: OpenDataPublicationTable
  }
}
