import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, json, movedTo, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import type { SpokenPlace } from '../places/index.ts'
import { listAddress, readListAddress } from './address.ts'
import { ApiListAnswer, ApiProductAnswer, apiFilter, apiProduct, apiQuery } from './answers.ts'
import { compareAddress, mostCompared, readCompared } from './compare.ts'
import { type ProductDetail, productBySlug } from './detail.ts'
import { type ListedProduct, listProducts } from './list.ts'
import { ComparePage } from './pages/compare-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { ProducerPage } from './pages/producer-page.tsx'
import { ProductPage } from './pages/product-page.tsx'
import { TourismPage } from './pages/tourism-page.tsx'
import { producerBySlug } from './producer.ts'
import type { RegisterReading } from './reading.ts'
import type { Supporters } from './surroundings.ts'
import { destinations } from './tourism.ts'

const perPage = 30
/** Offered beside a comparison that has room. */
const mostNear = 8
const bySlug = z.object({ slug: z.string().max(120) })

/** The public catalogue: pages and API. */
export function registerRoutes(
  kernel: Kernel,
  reading: RegisterReading,
  supporters: Supporters,
): readonly Route[] {
  const { around } = reading
  const helping = async (place: SpokenPlace, { today, lang }: { today: string; lang: Lang }) =>
    place.commune ? supporters(place.commune.code, today, lang) : []

  /** What a reader may want to lay beside it: of its set, then of its sector, then the newest. */
  async function near(product: ProductDetail, without: readonly string[], today: string) {
    const set = product.setNo
    const sector = set === null ? null : around.sectorOf(set)
    const found = new Map<string, ListedProduct>()
    for (const filter of [...(set === null ? [] : [{ set }]), ...(sector === null ? [] : [{ sector }]), {}]) {
      const query = { filter, today, page: 1, perPage: mostNear + mostCompared }
      for (const item of (await listProducts(kernel.pool, query, reading.count)).items)
        if (!without.includes(item.slug)) found.set(item.slug, item)
      if (found.size >= mostNear) break
    }
    return [...found.values()].slice(0, mostNear)
  }

  return [
    page({
      path: '/san-pham',
      permission: 'register.read',
      audit: null,
      query: listAddress,
      handler: async (ctx) => {
        const asked = readListAddress(ctx.query, around)
        await reading.upToDate(ctx.today)
        const query = { filter: asked.filter, today: ctx.today, page: asked.page, perPage }
        const listing = await listProducts(kernel.pool, query, reading.count)
        return show(
          <ListPage
            ctx={ctx}
            around={around}
            address={ctx.query}
            asked={asked}
            listing={listing}
            perPage={perPage}
          />,
          { cache: ['products', 'register'] },
        )
      },
    }),
    page({
      path: '/du-lich',
      permission: 'register.read',
      audit: null,
      handler: async (ctx) => {
        await reading.upToDate(ctx.today)
        const found = await destinations(kernel.pool, reading, ctx.today)
        return show(<TourismPage ctx={ctx} around={around} destinations={found} />, {
          cache: ['products', 'producers', 'register'],
        })
      },
    }),
    page({
      path: '/san-pham/so-sanh',
      permission: 'register.read',
      audit: null,
      query: compareAddress,
      handler: async (ctx) => {
        const { slugs, beyond } = readCompared(ctx.query.sp)
        await reading.upToDate(ctx.today)
        const found = await Promise.all(slugs.map((slug) => productBySlug(kernel.pool, slug, ctx.today)))
        const products = found.filter((product) => product !== null)
        const others = products[0] ? await near(products[0], slugs, ctx.today) : []
        return show(
          <ComparePage
            ctx={ctx}
            around={around}
            compared={products.map((product) => ({
              product,
              place: around.places.spoken(product, ctx.today),
            }))}
            unknown={slugs.filter((_, index) => found[index] === null)}
            beyond={beyond}
            others={others}
          />,
          { cache: ['products', 'producers', 'register'] },
        )
      },
    }),
    page({
      path: '/san-pham/:slug',
      permission: 'register.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const product = await productBySlug(kernel.pool, ctx.params.slug, ctx.today)
        if (!product) return notFound()
        const place = around.places.spoken(product, ctx.today)
        const helpers = await helping(place, ctx)
        return show(
          <ProductPage ctx={ctx} around={around} product={product} place={place} helpers={helpers} />,
          {
            cache: [
              `product:${product.id}`,
              'register',
              'units',
              ...(product.producer ? [`producer:${product.producer.id}`] : []),
            ],
          },
        )
      },
    }),
    page({
      path: '/chu-the/:slug',
      permission: 'register.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const producer = await producerBySlug(kernel.pool, ctx.params.slug)
        if (!producer) return notFound()
        if (producer.movedTo) return movedTo(localPath(ctx.lang, `/chu-the/${producer.movedTo}`))
        const listing = await listProducts(
          kernel.pool,
          { filter: { producerId: producer.id }, today: ctx.today, page: 1, perPage: 60 },
          reading.count,
        )
        const place = around.places.spoken(producer, ctx.today)
        return show(
          <ProducerPage
            ctx={ctx}
            producer={producer}
            legalType={around.legalTypeName(producer.legalType, ctx.lang)}
            place={place}
            helpers={await helping(place, ctx)}
            products={listing.items}
          />,
          { cache: [`producer:${producer.id}`, 'producers', 'products', 'register', 'units'] },
        )
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/products',
      permission: 'register.read',
      audit: null,
      summary: 'Products of the public register',
      query: apiQuery,
      answer: ApiListAnswer,
      handler: async (ctx) => {
        const { query, problems } = apiFilter(ctx.query, around)
        if (problems.length > 0) return { kind: 'problems', status: 400, problems }
        await reading.upToDate(ctx.today)
        const listing = await listProducts(
          kernel.pool,
          { ...query, today: ctx.today, certificates: true },
          reading.count,
        )
        const last = listing.items.at(-1)
        const goesOn = !query.filter.q && listing.items.length === query.perPage && last
        return json(
          {
            items: listing.items.map((item) => ({
              id: item.id,
              slug: item.slug,
              name: item.name,
              producer: item.producerName,
              commune: item.place,
              star: item.star,
              status: item.status,
              validUntil: item.validUntil,
              certificateNumber: item.certificateNumber,
            })),
            total: listing.total,
            page: query.page,
            ...(goesOn && { next: last.cursor }),
          },
          { cache: ['products', 'register'] },
        )
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/products/:slug',
      permission: 'register.read',
      audit: null,
      summary: 'One product with its history',
      params: bySlug,
      answer: ApiProductAnswer,
      handler: async (ctx) => {
        const product = await productBySlug(kernel.pool, ctx.params.slug, ctx.today)
        if (!product) return notFound()
        return json(apiProduct(product, around, ctx.today), {
          cache: [`product:${product.id}`, 'register', 'producers'],
        })
      },
    }),
  ]
}
