import type { Generated } from 'kysely'

export interface ConsentTable {
  id: string
  producer_id: string
  officer_id: string
  officer_name: string
  way: 'signature-photo' | 'code'
  given_by: string
  given_on: string
  until: string
  file_hash: string | null
  file_name: string | null
  is_demo: Generated<boolean>
  created_at: Date
  ended_at: Date | null
}

export interface ConsentCodeTable {
  producer_id: string
  code_hash: string
  made_by: string | null
  made_by_name: string
  expires_at: Date
  tries: Generated<number>
}

export interface ConsentContestTable {
  id: string
  consent_id: string
  producer_id: string
  reason: string
  contested_at: Date
  contested_by: string | null
  contested_by_name: string
}

export interface ConsentOwnerChangeTable {
  merge_id: string
  consent_id: string
  from_producer_id: string
  to_producer_id: string
  set_aside: boolean
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    consent: ConsentTable
    consent_code: ConsentCodeTable
    consent_contest: ConsentContestTable
    consent_owner_change: ConsentOwnerChangeTable
  }
}
