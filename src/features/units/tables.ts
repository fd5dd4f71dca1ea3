import type { Generated } from 'kysely'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    support_unit: {
      id: string
      slug: string
      name: { vi: string; en?: string }
      services: Generated<{ vi?: string; en?: string }>
      address: Generated<string>
      phone: Generated<string>
      email: Generated<string>
      hours: Generated<string>
      website: Generated<string>
      serves: Generated<string[]>
      ordinal: Generated<number>
      place_code: string
      removed_at: Date | null
      version: Generated<number>
      is_demo: Generated<boolean>
    }
  }
}
