import type { ColumnType, Generated } from 'kysely'
import type { PlainDate } from '../clock/index.ts'

export interface AuditEntryTable {
  seq: number
  id: string
  at: Date
  actor_id: string | null
  actor_name: string | null
  on_behalf_of: string | null
  action: string
  subject_kind: string | null
  subject_id: string | null
  place: string | null
  detail: ColumnType<Record<string, unknown>, string, never>
  request_id: string | null
  strand: number | null
  ordinal: number | null
  prev_hash: Buffer
  hash: Buffer
}

export interface AuditHeadTable {
  /** 0: the trunk, what was written before the chain was split. */
  strand: number
  ordinal: number
  hash: Buffer
}

export interface AuditRootTable {
  day: PlainDate
  first_seq: number
  last_seq: number
  entries: number | null
  merkle: Buffer
  root: Buffer
  sealed_at: Generated<Date>
}

declare module '../db/tables.ts' {
  interface Tables {
    audit_entry: AuditEntryTable
    audit_head: AuditHeadTable
    audit_root: AuditRootTable
  }
}
