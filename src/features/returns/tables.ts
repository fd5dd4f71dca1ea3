import type { Generated } from 'kysely'
import type { Doubt } from '../../rules/returns/index.ts'

export interface ProducerReturnTable {
  id: string
  product_id: string
  producer_id: string
  period_from: string
  period_to: string
  output: string | null
  unit: Generated<string>
  sales: number | null
  jobs: number | null
  changes: Generated<readonly string[]>
  words: Generated<string>
  doubts: Generated<readonly Doubt[]>
  revision: Generated<number>
  filed_at: Date
  filed_by: string
  on_behalf: Generated<boolean>
  is_demo: Generated<boolean>
}

export interface ProducerReturnFormerTable {
  return_id: string
  revision: number
  figures: Record<string, unknown>
  replaced_at: Date
}

export interface ReturnTaskTable {
  id: string
  return_id: string
  product_id: string
  change: string
  due_on: string
  done_on: string | null
  done_words: Generated<string>
  done_by: Generated<string>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    producer_return: ProducerReturnTable
    producer_return_former: ProducerReturnFormerTable
    return_task: ReturnTaskTable
  }
}
