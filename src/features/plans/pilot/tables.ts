import type { Generated } from 'kysely'

export interface PlanPilotTable {
  plan_id: string
  area_words: Generated<string>
  area_place: string | null
  /** Hundredths of a hectare. */
  area_ares: number | null
  head_id: string | null
  /** Đồng. */
  budget: number | null
  told_on: string
  told_by: string
  version: Generated<number>
  is_demo: Generated<boolean>
}

export interface PlanPilotPhotoTable {
  id: string
  plan_id: string
  milestone_id: string | null
  file_hash: string
  media_type: string
  taken_on: string
  /** `14:30`; empty: the hour is not known. */
  taken_at: Generated<string>
  place_words: Generated<string>
  lat: string | null
  lon: string | null
  note: Generated<string>
  added_by: string
  added_at: Date
  /** On the plan's public page. */
  is_public: Generated<boolean>
  is_demo: Generated<boolean>
  removed_at: Date | null
  removed_by: string | null
}

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    plan_pilot: PlanPilotTable
    plan_pilot_photo: PlanPilotPhotoTable
  }
}
