import type { Generated } from 'kysely'
import type {
  Goal,
  PlanAction,
  PlanStatus,
  Scope,
  TaskAction,
  TaskStatus,
} from '../../rules/targets/index.ts'

/** Words in both languages; the English may wait. */
export interface Spoken {
  readonly vi: string
  readonly en?: string | undefined
}

export interface PlanTable {
  id: string
  place_code: string
  year: number
  number: string
  issued_on: string
  issuer: string
  title: Spoken
  purpose: Generated<Partial<Spoken>>
  task_groups: Generated<readonly (Spoken & { readonly no: number })[]>
  not_on_file: Generated<readonly Spoken[]>
  source: Spoken | null
  status: Generated<PlanStatus>
  legal_bases: Generated<readonly string[]>
  signer_office: Generated<string>
  signer_name: Generated<string>
  signed_file: string | null
  /** Digital signatures that hold in the signed file; null: not counted when it was kept. */
  signatures: Generated<number | null>
  copied_from: string | null
  version: Generated<number>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

export interface PlanTargetTable {
  id: string
  plan_id: string
  code: string
  ordinal: number
  words: Spoken
  measure: string
  goal: Goal
  scope: Generated<Scope>
  /** Version of the measure's definition the target was set under. */
  definition: number
  version: Generated<number>
}

export interface PlanTaskTable {
  id: string
  plan_id: string
  ordinal: number
  group_no: number | null
  words: Spoken
  lead_agency: string
  coordinating: Generated<readonly string[]>
  due_on: string | null
  due_words: Generated<Partial<Spoken>>
  version: Generated<number>
  status: Generated<TaskStatus>
}

export interface PlanTaskActionTable {
  task_id: string
  seq: number
  action: TaskAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  agency_id: string | null
  note: string
  evidence: Generated<string>
  is_demo: Generated<boolean>
}

export interface PlanMilestoneTable {
  id: string
  plan_id: string
  code: string
  ordinal: number
  words: Spoken
  due_on: string | null
  done_on: string | null
  note: Generated<string>
  is_demo: Generated<boolean>
}

export interface PlanAmendmentTable {
  id: string
  plan_id: string
  number: string
  decided_on: string
  reason: Generated<string>
  subject: 'target' | 'task' | 'budget'
  subject_id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
  recorded_by: string
  recorded_at: Date
}

export interface PlanActionTable {
  plan_id: string
  seq: number
  action: PlanAction
  at: Date
  day: string
  actor_id: string | null
  actor_name: string
  note: Generated<string>
  detail: Generated<Record<string, unknown>>
}

export interface PlanCommentTable {
  id: string
  plan_id: string
  agency_id: string | null
  author_id: string | null
  author_name: string
  at: Date
  words: string
  taken: boolean | null
  answer: Generated<string>
  answered_by: string | null
  answered_at: Date | null
  is_demo: Generated<boolean>
}

/** Where the money of a head comes from. */
export const budgetSources = ['central', 'province', 'commune', 'programme', 'producer', 'other'] as const
export type BudgetSource = (typeof budgetSources)[number]

export interface PlanBudgetHeadTable {
  id: string
  plan_id: string
  ordinal: number
  words: Spoken
  source: BudgetSource
  /** Đồng. */
  amount: number
  version: Generated<number>
}

export interface PlanBudgetUseTable {
  head_id: string
  task_id: string
  /** Đồng. */
  amount: number
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    plan: PlanTable
    plan_target: PlanTargetTable
    plan_task: PlanTaskTable
    plan_task_action: PlanTaskActionTable
    plan_milestone: PlanMilestoneTable
    plan_amendment: PlanAmendmentTable
    plan_action: PlanActionTable
    plan_comment: PlanCommentTable
    plan_budget_head: PlanBudgetHeadTable
    plan_budget_use: PlanBudgetUseTable
  }
}
