import type { Generated } from 'kysely'

export interface FileTable {
  hash: string
  size: number
  media_type: string
  original_name: string
  flags: string[]
  created_at: Generated<Date>
}

declare module '../db/tables.ts' {
  interface Tables {
    file: FileTable
  }
}
