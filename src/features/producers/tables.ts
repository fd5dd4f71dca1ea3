import type { Generated } from 'kysely'

/** Who legally speaks for a producer: personal data, masked in public. */
export interface Representative {
  name?: string
  position?: string
  gender?: string
  ethnicity?: string
  address?: string
}

/** Where an imported public fact was read. */
export interface Source {
  url: string
  kind: string
  rowId: string
  note?: string
}

export interface ProducerTable {
  id: string
  slug: string
  name: string
  name_folded: string
  legal_type: string | null
  registration_no: string | null
  registered_on: string | null
  tax_code: string | null
  representative: Generated<Representative>
  phone: string | null
  email: string | null
  address_text: string | null
  place_code: string | null
  place_day: string | null
  province_code: string | null
  intro: Generated<{ vi?: string; en?: string }>
  source: Source | null
  is_demo: Generated<boolean>
  merged_into: string | null
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    producer: ProducerTable
  }
}
