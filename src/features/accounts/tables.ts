import type { Generated } from 'kysely'

export interface AccountTable {
  id: string
  username: string
  display_username: string | null
  email: string
  email_verified: Generated<boolean>
  name: string
  image: string | null
  phone: string | null
  locked_at: Date | null
  two_factor_enabled: Generated<boolean>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface RoleGrantTable {
  id: string
  account_id: string
  role: string
  place_code: string | null
  agency_id: string | null
  producer_id: string | null
  from_day: string
  to_day: string | null
  delegated_by: string | null
  reason: string | null
  created_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    account: AccountTable
    role_grant: RoleGrantTable
  }
}
