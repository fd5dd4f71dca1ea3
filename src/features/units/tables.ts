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
      hours_en: Generated<string>
      website: Generated<string>
      /** Codes read on `serves_day`; none: the whole province. */
      serves: Generated<string[]>
      serves_day: Generated<string>
      /** Words without accents, for searching. */
      folded: Generated<string>
      ordinal: Generated<number>
      place_code: string
      removed_at: Date | null
      version: Generated<number>
      is_demo: Generated<boolean>
    }
  }
}
