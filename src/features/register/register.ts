import type { VNode } from 'preact'
import type { EventBus } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import '../producers/index.ts'
import '../products/index.ts'
import '../recognition/index.ts'
import { today as dayOf } from '../../platform/clock/index.ts'
import { registerInvariants } from './invariants.ts'
import { listProducts } from './list.ts'
import { NewestProducts } from './pages/card.tsx'
import { problems as en } from './problems.en.ts'
import { problems as vi } from './problems.vi.ts'
import { type RegisterReading, registerReading } from './reading.ts'
import { refreshEntries } from './refresh.ts'
import { registerRoutes } from './routes.tsx'
import type { Supporters } from './surroundings.ts'

export interface Register {
  readonly feature: Feature
  /** The newest recognised products of the home province as cards, for the front page; null when there are none. */
  newest(ctx: Pick<RequestContext, 'lang' | 'today'>, count: number): Promise<VNode | null>
}

/** The public register: a catalogue that follows products, producers and recognitions in their own transactions. */
export function createRegister(
  kernel: Kernel,
  around: RegisterReading['around'],
  supporters: Supporters = async () => [],
): Register {
  const reading = registerReading(kernel, around)
  return {
    newest: async ({ lang, today }, count) => {
      await reading.upToDate(today)
      const filter = { province: around.places.home, statuses: ['valid', 'expiring'] as const }
      const query = { filter, today, page: 1, perPage: count }
      const { items } = await listProducts(kernel.pool, query, reading.count)
      return items.length > 0 ? NewestProducts({ products: items, lang, today }) : null
    },
    feature: {
      name: 'register',
      routes: registerRoutes(kernel, reading, supporters),
      subscribe: (events) => follow(events, kernel, around),
      invariants: registerInvariants(around, () => dayOf(kernel.clock)),
      problems: { vi, en },
      sitemap: async () => {
        const rows = await kernel.db
          .selectFrom('catalogue_entry')
          .select(['slug', 'producer_slug'])
          .orderBy('newest_on', 'desc')
          .limit(45_000)
          .execute()
        const producers = new Set(rows.flatMap((row) => (row.producer_slug ? [row.producer_slug] : [])))
        return [
          { path: '/san-pham' },
          { path: '/du-lich' },
          ...rows.map((row) => ({ path: `/san-pham/${row.slug}` })),
          ...[...producers].map((slug) => ({ path: `/chu-the/${slug}` })),
        ]
      },
    },
  }
}

/** More tags than this in one message to the other instances: everything public is dropped instead. */
const mostTags = 60

function follow(events: EventBus, kernel: Kernel, around: RegisterReading['around']): void {
  events.on('product.changed', async (ctx, { productIds }) => {
    await refreshEntries(ctx.db, around, productIds, ctx.today)
    ctx.after(() => kernel.purge(tagsOf('product', productIds)))
  })
  events.on('recognition.changed', async (ctx, { productIds }) => {
    await refreshEntries(ctx.db, around, productIds, ctx.today)
    // What holds of all is read again too: the list of certificates that ended, the front page's share of the plan.
    ctx.after(() => kernel.purge([...new Set(['register', ...tagsOf('product', productIds)])]))
  })
  events.on('producer.changed', async (ctx, { producerIds }) => {
    const products = await ctx.db
      .selectFrom('product')
      .select('id')
      .where('producer_id', 'in', producerIds)
      .where('is_public', '=', true)
      .execute()
    await refreshEntries(
      ctx.db,
      around,
      products.map(({ id }) => id),
      ctx.today,
    )
    ctx.after(() => kernel.purge(['producers', ...tagsOf('producer', producerIds)]))
  })
}

function tagsOf(kind: 'product' | 'producer', ids: readonly string[]): readonly string[] {
  if (ids.length > mostTags) return ['products', 'register']
  return ['products', ...ids.map((id) => `${kind}:${id}`)]
}
