import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { ProductDetail } from './detail.ts'
import { deepest, type ListQuery } from './list.ts'
import { shownPlace } from './refresh.ts'
import { productStatuses } from './status.ts'
import type { RegisterSurroundings } from './surroundings.ts'

/** `GET /api/v1/products?…`: `after` takes the whole list portion by portion. */
export const apiQuery = z.object({
  q: z.string().max(10_000).optional(),
  star: z.enum(['1', '2', '3', '4', '5', 'not-stated']).optional(),
  sector: z.string().max(100).optional(),
  commune: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  status: z.enum(productStatuses).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(30),
  after: z.string().max(60).optional(),
})
export type ApiQuery = z.output<typeof apiQuery>

const ApiItem = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  producer: z.string().nullable(),
  commune: z.string().nullable(),
  star: z.number().nullable(),
  status: z.enum(productStatuses),
  validUntil: z.string().nullable(),
  certificateNumber: z.string().nullable(),
})

export const ApiListAnswer = z.object({
  items: z.array(ApiItem),
  total: z.number(),
  page: z.number(),
  next: z.string().optional(),
})

export const ApiProductAnswer = ApiItem.extend({
  url: z.string(),
  set: z.number().nullable(),
  setName: z.string().nullable(),
  sector: z.string().nullable(),
  formerPlace: z.string().nullable(),
  description: z.record(z.string(), z.string()),
  story: z.record(z.string(), z.string()),
  decision: z.string().nullable(),
  issuedOn: z.string().nullable(),
  demo: z.boolean(),
  history: z.array(
    z.object({
      star: z.number().nullable(),
      status: z.string(),
      issuedOn: z.string().nullable(),
      validUntil: z.string().nullable(),
      decision: z.string().nullable(),
      level: z.string().nullable(),
      issuer: z.string().nullable(),
      keeper: z.string().nullable(),
      regime: z.string().nullable(),
      origin: z.string(),
      certificateNumber: z.string().nullable(),
    }),
  ),
  sources: z.array(
    z.object({ url: z.string().nullable(), states: z.string().nullable(), note: z.string().nullable() }),
  ),
})

/** The list that is asked for, or what is wrong with the asking. */
export function apiFilter(
  asked: ApiQuery,
  around: RegisterSurroundings,
): { query: Omit<ListQuery, 'today'>; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const sector = asked.sector
    ? around.sectors.find((each) => each.slug === asked.sector || each.code === asked.sector?.toUpperCase())
    : undefined
  if (asked.sector && !sector)
    problems.push({
      code: 'sector-unknown',
      field: 'sector',
      data: { known: around.sectors.map((each) => each.slug).join(', ') },
    })
  if ((asked.page - 1) * asked.per_page > deepest)
    problems.push({ code: 'page-too-deep', field: 'page', data: { deepest } })
  return {
    problems,
    query: {
      filter: {
        q: asked.q,
        star:
          asked.star === undefined
            ? undefined
            : asked.star === 'not-stated'
              ? 'not-stated'
              : Number(asked.star),
        sector: sector?.code,
        commune: asked.commune,
        province: asked.province,
        statuses: asked.status ? [asked.status] : undefined,
      },
      page: asked.page,
      perPage: asked.per_page,
      after: asked.after,
    },
  }
}

export function apiProduct(product: ProductDetail, around: RegisterSurroundings, today: string) {
  const place = around.places.spoken(product, today)
  const { current } = product
  return {
    id: product.id,
    slug: product.slug,
    url: `/san-pham/${product.slug}`,
    name: product.name,
    producer: product.producer?.name ?? null,
    commune: shownPlace(place, product.source),
    formerPlace: place.formerly,
    star: product.star,
    status: product.status,
    validUntil: product.validUntil,
    certificateNumber: current?.certificateNumber ?? null,
    set: product.setNo,
    setName: product.setNo === null ? null : around.setName(product.setNo),
    sector: product.setNo === null ? null : around.sectorOf(product.setNo),
    description: product.description,
    story: product.story,
    decision: current?.decisionNo ?? null,
    issuedOn: current?.issuedOn ?? null,
    demo: product.isDemo,
    history: product.history.map((term) => ({
      star: term.star,
      status: term.status,
      issuedOn: term.issuedOn,
      validUntil: term.validUntil,
      decision: term.decisionNo,
      level: term.level,
      issuer: term.issuer,
      keeper:
        around.keeperOf({ level: term.level, day: term.issuedOn, province: product.province_code }, today)
          ?.name ?? null,
      regime: term.regime,
      origin: term.origin,
      certificateNumber: term.certificateNumber,
    })),
    sources: product.statements.map((each) => ({ url: each.url, states: each.status, note: each.note })),
  }
}
