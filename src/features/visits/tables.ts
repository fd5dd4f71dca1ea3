import type { Generated } from 'kysely'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    visit_day: { day: string; views: number }
    visit_total: { only_row: Generated<boolean>; views: Generated<number>; since: string }
    visit_online: { instance: string; visitors: number; at: Date }
  }
}
