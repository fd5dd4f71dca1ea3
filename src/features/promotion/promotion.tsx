import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { PromotionLaw } from '../../rules/promotion/index.ts'
import { countPromotion, type FigureExtent, type PromotionCount, type PromotionFigure } from './figures.ts'
import { promotionInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { promotionNotices } from './notices.ts'
import type { Parts, PromotionDeps } from './parts.ts'
import { chargedTo } from './queries.ts'
import { promotionTasks } from './tasks.ts'
import './tables.ts'

export interface Promotion {
  readonly feature: Feature
  /** A figure over days and units, its sum, and the records behind it, for targets and reports. */
  count(figure: PromotionFigure, extent: FigureExtent): Promise<PromotionCount>
  /** Đồng of a head of a plan that fairs have taken. */
  chargedTo(db: Db, headId: string): Promise<bigint>
}

/** Trade promotion. `law`: promotion.json of the province, as read. */
export function createPromotion(
  kernel: Kernel,
  about: Omit<PromotionDeps, 'law' | 'purge'> & { readonly law: unknown },
): Promotion {
  const deps: PromotionDeps = { ...about, law: PromotionLaw.parse(about.law), purge: kernel.purge }
  const parts: Parts = { kernel, deps }
  return {
    feature: promotionFeature(parts),
    count: (figure, extent) => countPromotion(kernel.db, figure, extent, deps),
    chargedTo,
  }
}

function promotionFeature(parts: Parts): Feature {
  return {
    name: 'promotion',
    tasks: promotionTasks(parts),
    notices: promotionNotices,
    problems: { vi, en },
    invariants: promotionInvariants,
  }
}
