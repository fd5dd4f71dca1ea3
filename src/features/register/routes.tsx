import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, json, movedTo, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { listAddress, readListAddress } from './address.ts'
import { ApiListAnswer, ApiProductAnswer, apiFilter, apiProduct, apiQuery } from './answers.ts'
import { productBySlug } from './detail.ts'
import { listProducts } from './list.ts'
import { ListPage } from './pages/list-page.tsx'
import { ProducerPage } from './pages/producer-page.tsx'
import { ProductPage } from './pages/product-page.tsx'
import { producerBySlug } from './producer.ts'
import type { RegisterReading } from './reading.ts'

const perPage = 30
const bySlug = z.object({ slug: z.string().max(120) })

/** The public catalogue: pages and API. */
export function registerRoutes(kernel: Kernel, reading: RegisterReading): readonly Route[] {
  const { around } = reading
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
      path: '/san-pham/:slug',
      permission: 'register.read',
      audit: null,
      params: bySlug,
      handler: async (ctx) => {
        const product = await productBySlug(kernel.pool, ctx.params.slug, ctx.today)
        if (!product) return notFound()
        const place = around.places.spoken(product, ctx.today)
        return show(<ProductPage ctx={ctx} around={around} product={product} place={place} />, {
          cache: [
            `product:${product.id}`,
            'register',
            ...(product.producer ? [`producer:${product.producer.id}`] : []),
          ],
        })
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
        return show(
          <ProducerPage
            ctx={ctx}
            producer={producer}
            legalType={around.legalTypeName(producer.legalType, ctx.lang)}
            place={around.places.spoken(producer, ctx.today)}
            products={listing.items}
          />,
          { cache: [`producer:${producer.id}`, 'producers', 'products', 'register'] },
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
          cache: [`product:${product.id}`, 'register'],
        })
      },
    }),
  ]
}
