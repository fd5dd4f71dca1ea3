import type { ComponentChildren } from 'preact'
import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { SupportLaw } from '../../rules/support/index.ts'
import { loadDemoSupport } from './demo.ts'
import { countSupport, type FigureExtent, type SupportCount, type SupportFigure } from './figures.ts'
import { supportInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { supportNotices } from './notices.ts'
import { deskPath } from './pages/parts.tsx'
import { ProductSupports } from './pages/product.tsx'
import type { Parts, SupportDeps } from './parts.ts'
import { chargedTo, type ProductSupport, sponsorsOf, supportsFor, supportsOfProducts } from './queries.ts'
import { supportRoutes } from './routes.tsx'
import { supportTasks } from './tasks.ts'
import { words } from './words.ts'
import './tables.ts'

export interface SupportMeasures {
  readonly feature: Feature
  /** A figure over days and units, its sum, and the records behind it, for targets and reports. */
  count(figure: SupportFigure, extent: FigureExtent): Promise<SupportCount>
  /** Agencies that gave to a producer, and what: a relation a council's member of that agency stands in. */
  sponsorsOf(db: Db, producerId: string): Promise<readonly { agencyId: string; what: string }[]>
  /** Đồng of a head of a plan that are approved for supports. */
  chargedTo(db: Db, headId: string): Promise<bigint>
  /** Supports of products with what they brought, for the list of what each lacks. */
  ofProducts(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductSupport[]>>
  /** Supports of a product, for its page in the work area; null where there is none this person may read. */
  productSection(ctx: RequestContext, productId: string): Promise<ComponentChildren | null>
}

/** Support of producers by measure. `law`: support.json of the province, as read. */
export function createSupport(
  kernel: Kernel,
  about: Omit<SupportDeps, 'law'> & { readonly law: unknown },
): SupportMeasures {
  const deps: SupportDeps = { ...about, law: SupportLaw.parse(about.law) }
  const parts: Parts = { kernel, deps }
  return {
    feature: {
      name: 'support',
      routes: supportRoutes(parts),
      menu: [
        {
          path: deskPath,
          label: { vi: words('vi').desk, en: words('en').desk },
          icon: 'basket',
          permission: 'support.read',
          order: 340,
        },
      ],
      tasks: supportTasks(parts),
      notices: supportNotices,
      problems: { vi, en },
      invariants: supportInvariants,
      demo: () => loadDemoSupport(parts),
    },
    count: (figure, extent) => countSupport(kernel.db, figure, extent, deps),
    sponsorsOf: (db, producerId) => sponsorsOf(db, producerId, deps),
    chargedTo,
    ofProducts: (db, productIds) => supportsOfProducts(db, productIds, deps),
    productSection: async (ctx, productId) => {
      if (!mayAnywhere(ctx.actor, 'support.read', ctx.today)) return null
      const supports = await supportsFor(kernel.db, ctx.actor, 'support.read', ctx.today, deps, { productId })
      if (supports.length === 0) return null
      const results = await kernel.db
        .selectFrom('support_action')
        .select(['support_id', 'day', 'words'])
        .where('action', '=', 'report-result')
        .where(
          'support_id',
          'in',
          supports.map((each) => each.id),
        )
        .orderBy('seq')
        .execute()
      return <ProductSupports ctx={ctx} deps={deps} supports={supports} results={results} />
    },
  }
}
