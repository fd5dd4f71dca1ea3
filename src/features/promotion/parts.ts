import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { Bilingual } from '../../platform/i18n/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { PromotionLaw } from '../../rules/promotion/index.ts'
import type { Agencies, Places } from '../places/index.ts'

export interface PromotionDeps {
  readonly provinceCode: string
  /** Where papers of the office are dated, e.g. Huế. */
  readonly seat: string
  readonly places: Places
  readonly agencies: Agencies
  readonly law: PromotionLaw
  readonly send: SendNotice
  purge(tags: readonly string[]): Promise<void>
  readonly sectors: readonly { readonly code: string; readonly label: Bilingual }[]
  /** Sector of a set of products of the decree in force; null: no such set. */
  sectorOf(set: number): string | null
  /** Đồng of a head of a plan that others than promotion have taken. */
  chargedElsewhere(db: Db, headId: string): Promise<bigint>
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: PromotionDeps
}
