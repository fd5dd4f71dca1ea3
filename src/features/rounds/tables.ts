import type { Generated } from 'kysely'

export interface RoundTable {
  id: string
  province_code: string
  level: 'huyen' | 'tinh' | 'trung-uong'
  year: number
  ordinal: number
  regime: string
  title: string
  proposals_before: string
  held_before: string
  plan_no: string | null
  status: Generated<'open' | 'closed'>
  is_demo: Generated<boolean>
  created_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    round: RoundTable
  }
}
