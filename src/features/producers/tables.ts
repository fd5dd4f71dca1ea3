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
  /** The name as the source prints it, where it is shown otherwise (capitals throughout). */
  printedName?: string
  /** What the source calls the owner (`doanh_nghiep`), where that is no legal type of the decree. */
  statedKind?: string
  /** District and commune as printed, where they could not be found among the units on file. */
  printedPlace?: string
  /** The province as printed, where it bears another name today. */
  printedProvince?: string
}

export interface ProducerTable {
  id: string
  slug: string
  name: string
  name_folded: string
  name_key: Generated<string>
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

export interface ProducerMergeTable {
  id: string
  kept_id: string
  merged_id: string
  reason: string
  merged_at: Date
  merged_by: string | null
  merged_by_name: string
  undone_at: Date | null
  undone_by_name: string | null
  undo_reason: string | null
}

export interface ProducerPairApartTable {
  one_id: string
  other_id: string
  decided_at: Date
  decided_by_name: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    producer: ProducerTable
    producer_merge: ProducerMergeTable
    producer_pair_apart: ProducerPairApartTable
  }
}
