export interface BackupRunTable {
  id: string
  kind: 'backup' | 'drill'
  started_at: Date
  ended_at: Date | null
  file_name: string | null
  encrypted: boolean
  bytes: number | null
  row_count: number | null
  file_count: number | null
  digest: string | null
  good: boolean | null
  message: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    backup_run: BackupRunTable
  }
}
