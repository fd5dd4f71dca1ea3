import type { Generated } from 'kysely'
import type { Problem } from '../problem.ts'

export interface UploadTable {
  id: string
  account_id: string
  name: string
  declared_type: string | null
  size: number
  created_at: Date
  settled_at: Generated<Date | null>
  file_hash: Generated<string | null>
  problem: Generated<Problem | null>
}

declare module '../db/tables.ts' {
  interface Tables {
    upload: UploadTable
  }
}
