import type { ComponentChildren } from 'preact'
import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { PromotionLaw } from '../../rules/promotion/index.ts'
import { lapseJob } from './claims.ts'
import { loadDemoPromotion } from './demo.ts'
import { deskRoutes } from './desk-routes.tsx'
import { countPromotion, type FigureExtent, type PromotionCount, type PromotionFigure } from './figures.ts'
import { promotionInvariants } from './invariants.ts'
import { marketRoutes } from './market-routes.tsx'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { promotionNotices } from './notices.ts'
import { ownRoutes } from './own-routes.tsx'
import { ProductTrade } from './pages/product.tsx'
import type { Parts, PromotionDeps } from './parts.ts'
import { buyersPath, deskPath, pointsPath, publicPath } from './paths.ts'
import { publicRoutes } from './public-routes.tsx'
import { chargedTo, fairsOf, ownProducts, pointsOf, resultsOf } from './queries.ts'
import { promotionTasks } from './tasks.ts'
import { words } from './words.ts'
import './tables.ts'

export interface Promotion {
  readonly feature: Feature
  /** A figure over days and units, its sum, and the records behind it, for targets and reports. */
  count(figure: PromotionFigure, extent: FigureExtent): Promise<PromotionCount>
  /** Đồng of a head of a plan that fairs have taken. */
  chargedTo(db: Db, headId: string): Promise<bigint>
  /** Trade of a product, for its page in the work area; null where there is none this person may read. */
  productSection(ctx: RequestContext, productId: string): Promise<ComponentChildren | null>
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
    productSection: async (ctx, productId) => {
      if (!mayAnywhere(ctx.actor, 'promotion.read', ctx.today)) return null
      const [product] = await ownProducts(kernel.db, ctx.actor, 'promotion.read', ctx.today, deps, {
        id: productId,
      })
      if (!product) return null
      const results = await resultsOf(kernel.db, { productId })
      return <ProductTrade lang={ctx.lang} product={product} results={results} />
    },
  }
}

function promotionFeature(parts: Parts): Feature {
  const { kernel, deps } = parts
  return {
    name: 'promotion',
    routes: [...publicRoutes(parts), ...deskRoutes(parts), ...ownRoutes(parts), ...marketRoutes(parts)],
    menu: [
      {
        path: deskPath,
        label: { vi: words('vi').desk, en: words('en').desk },
        icon: 'basket',
        permission: 'promotion.read',
        order: 350,
      },
    ],
    tasks: promotionTasks(parts),
    jobs: [lapseJob(kernel, deps)],
    notices: promotionNotices,
    problems: { vi, en },
    invariants: promotionInvariants,
    demo: () => loadDemoPromotion(parts),
    sitemap: async () => [
      { path: publicPath },
      { path: pointsPath },
      { path: buyersPath },
      ...(await fairsOf(kernel.db, deps)).map((fair) => ({ path: `${publicPath}/${fair.slug}` })),
      ...(await pointsOf(kernel.db, deps, { open: true })).map((point) => ({
        path: `${pointsPath}/${point.slug}`,
      })),
    ],
  }
}
