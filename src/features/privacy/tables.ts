import type { ColumnType } from 'kysely'
import type { Hold } from '../../rules/privacy/index.ts'

export interface ErasureRequestTable {
  id: string
  account_id: string
  reason: string
  asked_at: Date
  decided_at: Date | null
  decided_by: string | null
  outcome: 'erased' | 'refused' | 'withdrawn' | null
  answer: string | null
  holds: ColumnType<readonly Hold[], string | undefined, string>
}

export interface PersonalConsentTable {
  id: string
  account_id: string
  notice: string
  given_at: Date
  withdrawn_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    erasure_request: ErasureRequestTable
    personal_consent: PersonalConsentTable
  }
}
