import type { Generated } from 'kysely'

export interface MailTable {
  id: string
  to_address: string
  subject: string
  body: string
  subject_kind: string | null
  subject_id: string | null
  status: Generated<'waiting' | 'sent' | 'kept' | 'failed'>
  created_at: Generated<Date>
  sent_at: Date | null
}

export interface MailAttemptTable {
  mail_id: string
  at: Generated<Date>
  accepted: boolean
  answer: string
}

declare module '../db/tables.ts' {
  interface Tables {
    mail: MailTable
    mail_attempt: MailAttemptTable
  }
}
