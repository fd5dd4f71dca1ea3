import type { Generated } from 'kysely'
import type { ActivityAction, ActivityStatus } from '../../rules/activities/index.ts'

/** Words in both languages; the English may wait. */
export interface Spoken {
  readonly vi: string
  readonly en?: string | undefined
}

export interface ActivityTable {
  id: string
  slug: string
  kind: string
  title: Spoken
  programme: Generated<Partial<Spoken>>
  place_code: string
  place_day: string
  venue: string
  first_day: string
  last_day: string
  enrol_until: string
  seats: number | null
  lead_agency: string
  plan_id: string | null
  task_group: number | null
  status: Generated<ActivityStatus>
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface ActivityActionTable {
  activity_id: string
  seq: number
  action: ActivityAction
  at: Date
  actor_id: string | null
  actor_name: string
  reason: Generated<string>
}

export interface ActivitySessionTable {
  id: string
  activity_id: string
  ordinal: number
  title: Generated<string>
  starts_at: Date
  ends_at: Date
}

export interface ActivityMaterialTable {
  activity_id: string
  ordinal: number
  title: string
  file_hash: string
  file_name: string
  media_type: string
  size: number
}

export interface ActivityInvitationTable {
  id: string
  activity_id: string
  code: string
  producer_id: string | null
  account_id: string | null
  invited_at: Date
  invited_by: string
}

export type EnrolmentWay = 'account' | 'open' | 'invitation' | 'room'
export type EnrolmentStatus = 'enrolled' | 'waiting' | 'withdrawn'

export interface ActivityEnrolmentTable {
  id: string
  activity_id: string
  code: string
  person_name: string
  phone: Generated<string>
  unit: Generated<string>
  producer_id: string | null
  account_id: string | null
  way: EnrolmentWay
  status: EnrolmentStatus
  enrolled_at: Date
  withdrawn_at: Date | null
}

export interface ActivityAttendanceTable {
  session_id: string
  enrolment_id: string
  at: Date
  way: 'code' | 'list'
  recorded_by: Generated<string>
}

export interface ActivityEvaluationTable {
  enrolment_id: string
  answers: Record<string, number>
  words: Generated<string>
  at: Date
}

export interface ActivityAttestationTable {
  id: string
  enrolment_id: string
  number: string
  issued_on: string
  file_hash: string
  size: number
  paper_id: string | null
  issued_by: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    activity: ActivityTable
    activity_action: ActivityActionTable
    activity_session: ActivitySessionTable
    activity_material: ActivityMaterialTable
    activity_invitation: ActivityInvitationTable
    activity_enrolment: ActivityEnrolmentTable
    activity_attendance: ActivityAttendanceTable
    activity_evaluation: ActivityEvaluationTable
    activity_attestation: ActivityAttestationTable
  }
}
