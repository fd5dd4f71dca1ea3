import type { Programme } from './compose-programme.ts'
import type { CountElsewhere, MeasuresElsewhere } from './features/plans/index.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly day: string
  readonly path: string
}

const one = (rows: readonly Row[]) =>
  rows.map(({ id, title, day, path }) => ({ id, title, day, path, amount: null }))
const sum = (rows: readonly (Row & { readonly amount: number })[]) =>
  rows.map(({ id, title, day, path, amount }) => ({ id, title, day, path, amount: Number(amount) }))

/** The measures of a plan that other features count: each by the very records of its own screens. Made before they are. */
export function measuresElsewhere(of: () => Programme): MeasuresElsewhere {
  const support =
    (figure: 'products-supported' | 'support-paid'): CountElsewhere =>
    async (over) =>
      (figure === 'support-paid' ? sum : one)((await of().support.count(figure, over)).records)
  const promotion =
    (
      figure: 'fairs-held' | 'stalls-taken' | 'selling-points' | 'contracts' | 'trade-value',
    ): CountElsewhere =>
    async (over) =>
      (figure === 'contracts' || figure === 'trade-value' ? sum : one)(
        (await of().promotion.count(figure, over)).records,
      )
  const inspections =
    (figure: 'inspections-signed' | 'findings-mended'): CountElsewhere =>
    async (over) =>
      one((await of().inspections.count(figure, over)).records)
  const digital =
    (figure: 'traced-products' | 'shop-links'): CountElsewhere =>
    async (over) =>
      one((await of().digital.count(figure, over)).records)
  return {
    // Who was there is personal: the list says at what, not who.
    'trained-people': async (over) =>
      (await of().activities.count('trained-people', over)).records.map(({ id, detail, day, path }) => ({
        id,
        title: detail,
        day,
        path,
        amount: null,
      })),
    'activities-held': async (over) => one((await of().activities.count('activities-held', over)).records),
    'products-supported': support('products-supported'),
    'support-paid': support('support-paid'),
    'traced-products': digital('traced-products'),
    'shop-links': digital('shop-links'),
    'fairs-held': promotion('fairs-held'),
    'stalls-taken': promotion('stalls-taken'),
    'selling-points': promotion('selling-points'),
    contracts: promotion('contracts'),
    'trade-value': promotion('trade-value'),
    'inspections-signed': inspections('inspections-signed'),
    'findings-mended': inspections('findings-mended'),
    'returns-filed': async (over) => one((await of().returns.count('returns-filed', over)).records),
  }
}
