import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { foldedWords } from '../../rules/vietnamese/index.ts'
import { problemText } from '../frame/index.ts'
import { type Places, withinReach } from '../places/index.ts'
import { openLot, setGtin, withdrawLot } from './commands.ts'
import { DeskPage, ListPage } from './pages/desk-page.tsx'
import { lotsOf, tracedBy } from './queries.ts'

const byId = z.object({ id: z.uuid() })
const base = '/lam-viec/truy-xuat'
const paged = z.object({ trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) })
const perPage = 100

/** Lots are kept by the producer, or by the commune officer for them. */
export function deskRoutes(kernel: Kernel, places: Places): readonly Route[] {
  async function one(ctx: RequestContext<{ id: string }>, failed: readonly Problem[] = []): Promise<Reply> {
    const product = await tracedBy(kernel.db, { id: ctx.params.id })
    if (!product) return notFound()
    const record = {
      place_code: product.placeCode,
      place_day: product.placeDay,
      province_code: product.provinceCode,
    }
    const resource = { places: places.governing(record, ctx.today), producerId: product.producerId }
    if (!may(ctx.actor, 'product.edit', resource, ctx.today)) return forbidden()
    ctx.subject('product', product.id, product.placeCode)
    const page = paged.safeParse(ctx.query).data?.trang ?? 1
    const { lots, more } = await lotsOf(kernel.db, product.id, { page })
    return show(
      <DeskPage
        ctx={ctx}
        product={product}
        lots={lots}
        pages={{
          page,
          more,
          hrefOf: (to) => localPath(ctx.lang, `${base}/${product.id}?trang=${to}`),
        }}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
        typed={failed.length > 0 ? ctx.form.fields : undefined}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const answer = async (ctx: RequestContext<{ id: string }>, done: Result<unknown>): Promise<Reply> => {
    if (!done.ok) return one(ctx, done.problems)
    await kernel.purge([`product:${ctx.params.id}`])
    return goTo(localPath(ctx.lang, `${base}/${ctx.params.id}`))
  }
  /** Empty is no day; anything else must be one. */
  const dayOf = (ctx: RequestContext, field: string) => {
    const typed = fieldText(ctx.form, field)
    return typed === '' ? null : (parseDay(typed) ?? undefined)
  }

  return [
    page({
      path: base,
      permission: 'product.edit',
      audit: null,
      query: paged.extend({ q: z.string().max(200).catch('').default('') }),
      handler: async (ctx) => {
        const { q, trang } = ctx.query
        const reach = reachOf(ctx.actor, 'product.edit', ctx.today)
        const products = await kernel.db
          .selectFrom('product as p')
          .select(['p.id', 'p.name', 'p.slug'])
          .where('p.is_public', '=', true)
          .where(withinReach(reach, places, ctx.today, { alias: 'p', producer: 'p.producer_id' }))
          .$call((query) =>
            foldedWords(q).reduce((all, word) => all.where('p.name_folded', 'like', `%${word}%`), query),
          )
          .orderBy('p.name_folded')
          .orderBy('p.id')
          .limit(perPage + 1)
          .offset((trang - 1) * perPage)
          .execute()
        return show(
          <ListPage
            ctx={ctx}
            products={products.slice(0, perPage)}
            q={q}
            page={trang}
            more={products.length > perPage}
          />,
        )
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'product.edit',
      audit: 'trace.viewed',
      params: byId,
      query: paged,
      handler: (ctx) => one(ctx),
    }),
    form({
      path: `${base}/:id/gtin`,
      permission: 'product.edit',
      audit: 'trace.gtin-set',
      params: byId,
      handler: async (ctx) =>
        answer(
          ctx,
          await ctx.run((inner) => setGtin(inner, places, ctx.params.id, fieldText(ctx.form, 'gtin'))),
        ),
    }),
    form({
      path: `${base}/:id/lo`,
      permission: 'product.edit',
      audit: 'trace.lot-opened',
      params: byId,
      handler: async (ctx) => {
        const [madeOn, bestBefore] = [dayOf(ctx, 'madeOn'), dayOf(ctx, 'bestBefore')]
        if (madeOn === undefined) return one(ctx, [{ code: 'day-invalid', field: 'madeOn' }])
        if (bestBefore === undefined) return one(ctx, [{ code: 'day-invalid', field: 'bestBefore' }])
        const input = {
          productId: ctx.params.id,
          lot: fieldText(ctx.form, 'lot'),
          madeOn,
          bestBefore,
          origin: fieldText(ctx.form, 'origin'),
        }
        return answer(ctx, await ctx.run((inner) => openLot(inner, places, input)))
      },
    }),
    form({
      path: `${base}/:id/thu-hoi`,
      permission: 'product.edit',
      audit: 'trace.lot-withdrawn',
      params: byId,
      handler: async (ctx) => {
        const input = {
          productId: ctx.params.id,
          lot: fieldText(ctx.form, 'withdrawn'),
          reason: fieldText(ctx.form, 'reason'),
        }
        return answer(ctx, await ctx.run((inner) => withdrawLot(inner, places, input)))
      },
    }),
  ]
}
