import { renderSVG } from 'uqr'
import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  file,
  json,
  movedTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { digitalLinkPath, readGtin, readLot } from '../../rules/gs1/index.ts'
import { lookUpCertificate } from '../recognition/index.ts'
import { TracePage } from './pages/trace-page.tsx'
import { lotsOf, type Traced, tracedBy } from './queries.ts'
import type { TraceSurroundings } from './traces.tsx'

const gtinOnly = z.object({ gtin: z.string().max(14) })
const gtinAndLot = gtinOnly.extend({ lot: z.string().max(60) })
const bySlug = z.object({ slug: z.string().max(120) })
const paged = z.object({ trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) })
const bySlugAndLot = bySlug.extend({ lot: z.string().max(60) })

/** The address a trace page is printed with: a GS1 Digital Link where there is a GTIN, a path of our own where there is none. */
export function tracePath(product: Pick<Traced, 'gtin' | 'slug'>, lot?: string | null): string {
  if (product.gtin) return digitalLinkPath(product.gtin, lot)
  return `/truy-xuat/${product.slug}${lot ? `/${encodeURIComponent(lot)}` : ''}`
}

/** What anybody may know of a product and a lot, by scanning its code. */
export function publicRoutes(kernel: Kernel, around: TraceSurroundings): readonly Route[] {
  async function trace(
    ctx: RequestContext,
    product: Traced | null,
    lot: string | null,
    page = 1,
  ): Promise<Reply> {
    if (!product?.isPublic) return notFound()
    const [{ lots, more }, certificate] = await Promise.all([
      lotsOf(kernel.db, product.id, lot === null ? { page } : { lot }),
      product.certificate ? lookUpCertificate(kernel.pool, product.certificate, ctx.today) : null,
    ])
    const place =
      product.placeCode && product.placeDay ? around.placeLabel(product.placeCode, product.placeDay) : null
    const view = (
      <TracePage
        ctx={ctx}
        product={product}
        place={place}
        certificate={certificate}
        lots={lots}
        lot={lot}
        pages={{ page, more, hrefOf: (to) => `${localPath(ctx.lang, tracePath(product))}?trang=${to}` }}
      />
    )
    const known = lot === null || lots.some((each) => each.lot === lot)
    return show(view, {
      status: known ? 200 : 404,
      ...(known && { cache: [`product:${product.id}`, 'register', 'producers'] }),
    })
  }
  /** Every writing of a GTIN leads to its one address. */
  function canonical(ctx: RequestContext, typed: string, lot: string | null): Reply | string {
    const gtin = readGtin(typed)
    if (!gtin) return notFound()
    return gtin === typed ? gtin : movedTo(localPath(ctx.lang, digitalLinkPath(gtin, lot)))
  }

  return [
    page({
      path: '/01/:gtin',
      permission: 'register.read',
      audit: null,
      params: gtinOnly,
      query: paged,
      handler: async (ctx) => {
        const gtin = canonical(ctx, ctx.params.gtin, null)
        return typeof gtin === 'string'
          ? trace(ctx, await tracedBy(kernel.db, { gtin }), null, ctx.query.trang)
          : gtin
      },
    }),
    page({
      path: '/01/:gtin/10/:lot',
      permission: 'register.read',
      audit: null,
      params: gtinAndLot,
      handler: async (ctx) => {
        const lot = readLot(ctx.params.lot)
        if (!lot) return notFound()
        const gtin = canonical(ctx, ctx.params.gtin, lot)
        return typeof gtin === 'string' ? trace(ctx, await tracedBy(kernel.db, { gtin }), lot) : gtin
      },
    }),
    page({
      path: '/truy-xuat/:slug',
      permission: 'register.read',
      audit: null,
      params: bySlug,
      query: paged,
      handler: async (ctx) =>
        trace(ctx, await tracedBy(kernel.db, { slug: ctx.params.slug }), null, ctx.query.trang),
    }),
    page({
      path: '/truy-xuat/:slug/:lot',
      permission: 'register.read',
      audit: null,
      params: bySlugAndLot,
      handler: async (ctx) => {
        const lot = readLot(ctx.params.lot)
        return lot ? trace(ctx, await tracedBy(kernel.db, { slug: ctx.params.slug }), lot) : notFound()
      },
    }),
    page({
      path: '/truy-xuat/:slug/:lot/ma-qr.svg',
      permission: 'register.read',
      audit: null,
      params: bySlugAndLot,
      handler: async (ctx) => {
        const product = await tracedBy(kernel.db, { slug: ctx.params.slug })
        const lot = readLot(ctx.params.lot)
        if (!product?.isPublic || !lot) return notFound()
        const address = `${kernel.config.baseUrl}${tracePath(product, lot)}`
        return file(renderSVG(address, { ecc: 'M', border: 2 }), 'image/svg+xml', {
          name: `truy-xuat-${ctx.params.slug}.svg`,
        })
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/products/:slug/lots',
      permission: 'register.read',
      audit: null,
      params: bySlug,
      query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
      summary:
        'Lots of a product with their trace addresses, newest first, page by page; `next` is the next page, or null',
      handler: async (ctx) => {
        const product = await tracedBy(kernel.db, { slug: ctx.params.slug })
        if (!product?.isPublic) return notFound()
        const { page } = ctx.query
        const { lots, more } = await lotsOf(kernel.db, product.id, { page })
        return json({
          gtin: product.gtin,
          address: `${kernel.config.baseUrl}${tracePath(product)}`,
          lots: lots.map((each) => ({
            lot: each.lot,
            madeOn: each.madeOn,
            bestBefore: each.bestBefore,
            withdrawn: each.withdrawnAt !== null,
            address: `${kernel.config.baseUrl}${tracePath(product, each.lot)}`,
          })),
          next: more ? page + 1 : null,
        })
      },
    }),
  ]
}
