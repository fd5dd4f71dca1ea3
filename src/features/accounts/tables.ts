import type { ColumnType, Generated } from 'kysely'

export interface AccountTable {
  id: string
  username: string
  display_username: string | null
  /** Whoever has none carries a placeholder under `.invalid`: read it with `emailOf`. */
  email: string
  email_verified: Generated<boolean>
  name: string
  /** Lower case without tones, for the search. */
  name_folded: Generated<string>
  image: string | null
  phone: string | null
  lang: Generated<'vi' | 'en'>
  locked_at: Date | null
  lock_reason: string | null
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
  given_by: string | null
  /** Ended at once by a person, before its last day. */
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
  created_at: Generated<Date>
}

/** Roles given because a producer was merged into another. */
export interface RoleGrantByMergeTable {
  merge_id: string
  grant_id: string
}

export interface AccountCredentialTable {
  id: string
  account_id: string
  provider: string
  subject: string
  password: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AccountSessionTable {
  id: string
  account_id: string
  /** `sha256:` and the hash; the token itself is only in the cookie. */
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  /** Opened with a code, a backup code or a passkey. */
  second_factor: Generated<boolean>
  /** Opened before cookies were named for the host: still taken under the former name. */
  former_cookie: Generated<boolean>
  seen_at: Generated<Date>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AccountVerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface AccountTwoFactorTable {
  id: string
  account_id: string
  secret: string
  backup_codes: string
  verified: Generated<boolean>
  failed_verification_count: Generated<number>
  locked_until: Date | null
  last_code: string | null
  /** The half minute of the newest code used: none of it or before it opens again. */
  last_step: number | null
  /** When the holder was last told of codes that failed. */
  told_at: Date | null
  created_at: Generated<Date>
}

export interface AccountInvitationTable {
  id: string
  account_id: string
  purpose: 'invitation' | 'recovery'
  token: string
  expires_at: Date
  used_at: Date | null
  withdrawn_at: Date | null
  created_by: string | null
  created_at: Generated<Date>
}

export interface AccountTokenTable {
  id: string
  account_id: string
  name: string
  token: string
  hint: string
  last_day: string
  seen_at: Date | null
  revoked_at: Date | null
  created_at: ColumnType<Date, Date | undefined, never>
}

export interface AccountThrottleTable {
  key: string
  failures: number
  until: Date
}

export interface AccountPasskeyTable {
  id: string
  account_id: string
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  name: string
  used_at: Date | null
  created_at: Generated<Date>
}

export interface AccountPasskeyChallengeTable {
  challenge: string
  account_id: string | null
  expires_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    role_grant_by_merge: RoleGrantByMergeTable
    account: AccountTable
    role_grant: RoleGrantTable
    account_credential: AccountCredentialTable
    account_session: AccountSessionTable
    account_verification: AccountVerificationTable
    account_two_factor: AccountTwoFactorTable
    account_invitation: AccountInvitationTable
    account_token: AccountTokenTable
    account_throttle: AccountThrottleTable
    account_passkey: AccountPasskeyTable
    account_passkey_challenge: AccountPasskeyChallengeTable
  }
}
