import type { Programme } from './compose-programme.ts'
import type { CountElsewhere, MeasuresElsewhere, Sector } from './features/plans/index.ts'
import type { registerSurroundings } from './features/register/index.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly day: string
  readonly path: string
  readonly productId?: string | null | undefined
}

const one = (rows: readonly Row[]) =>
  rows.map(({ id, title, day, path, productId }) => ({
    id,
    title,
    day,
    path,
    amount: null,
    productId: productId ?? null,
  }))
const sum = (rows: readonly (Row & { readonly amount: number })[]) =>
  rows.map(({ id, title, day, path, amount, productId }) => ({
    id,
    title,
    day,
    path,
    amount: Number(amount),
    productId: productId ?? null,
  }))

/** The sectors of Phụ lục I with their sets, as targets count them; no sheet has a number beyond 99. */
export const sectorsWithSets = ({
  sectors,
  sectorOf,
}: Pick<ReturnType<typeof registerSurroundings>, 'sectors' | 'sectorOf'>): Sector[] =>
  sectors.map(({ code, label }) => ({
    code,
    label,
    sets: Array.from({ length: 99 }, (_, at) => at + 1).filter((set) => sectorOf(set) === code),
  }))

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
    (figure: 'traced-products' | 'shop-links' | 'e-dossiers'): CountElsewhere =>
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
        productId: null,
      })),
    'activities-held': async (over) => one((await of().activities.count('activities-held', over)).records),
    'products-supported': support('products-supported'),
    'support-paid': support('support-paid'),
    'traced-products': digital('traced-products'),
    'shop-links': digital('shop-links'),
    'e-dossiers': digital('e-dossiers'),
    // Version 1 counted certificates alone.
    'signed-papers': async (over) =>
      one(
        (await of().digital.count(over.definition === 1 ? 'signed-certificates' : 'signed-papers', over))
          .records,
      ),
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
