import { sql } from 'kysely'
import type { CommandContext, Problem } from '../../../platform/command/index.ts'
import { matchKey } from '../../../rules/vietnamese/index.ts'
import { sameProductName } from './names.ts'
import type { StatedProduct } from './stated.ts'

/** A product on file, as far as a list can tell it from others. */
export interface KnownProduct {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly producerId: string | null
  readonly provinceCode: string | null
  readonly commune: string | null
  readonly district: string | null
}

/** What is known so far of the products a portion may mean; grows as the portion is taken. */
export class KnownProducts {
  private readonly byOwner = new Map<string, KnownProduct[]>()
  private readonly byName = new Map<string, KnownProduct[]>()
  private readonly seen = new Set<string>()

  /** Under its own name, and under another one by which a source calls it. */
  add(product: KnownProduct, calledAlso?: string): void {
    for (const name of [product.name, ...(calledAlso ? [calledAlso] : [])]) {
      const mark = `${product.id} ${matchKey(name)}`
      if (this.seen.has(mark)) continue
      this.seen.add(mark)
      put(this.byName, nameGroup(product.provinceCode, name), product)
    }
    if (product.producerId === null || this.seen.has(product.id)) return
    this.seen.add(product.id)
    put(this.byOwner, product.producerId, product)
  }

  ofOwner(producerId: string): readonly KnownProduct[] {
    return this.byOwner.get(producerId) ?? []
  }

  named(provinceCode: string | null, name: string): readonly KnownProduct[] {
    return this.byName.get(nameGroup(provinceCode, name)) ?? []
  }
}

function put(map: Map<string, KnownProduct[]>, key: string, product: KnownProduct): void {
  map.set(key, [...(map.get(key) ?? []), product])
}

function nameGroup(provinceCode: string | null, name: string): string {
  return `${provinceCode ?? ''}/${matchKey(name)}`
}

/** Reads in two statements every product that a portion may mean: of its owners, and of its names. */
export async function knownProducts(
  ctx: CommandContext,
  owners: readonly string[],
  names: readonly string[],
): Promise<KnownProducts> {
  const known = new KnownProducts()
  const { rows } = await sql<
    Omit<KnownProduct, 'commune' | 'district'> & { printed: string | null; called: string | null }
  >`
    SELECT p.id, p.version, p.name, p.producer_id AS "producerId", p.province_code AS "provinceCode",
      p.source ->> 'printedPlace' AS printed, f.called
    FROM (
      SELECT id, NULL AS called FROM product WHERE producer_id = ANY(${owners}::uuid[])
      UNION SELECT id, NULL FROM product WHERE name_folded = ANY(${names}::text[])
      UNION SELECT product_id, name_folded FROM product_statement WHERE name_folded = ANY(${names}::text[])
    ) f JOIN product p ON p.id = f.id ORDER BY p.id`.execute(ctx.db)
  for (const { printed, called, ...row } of rows) {
    const [first = '', second = ''] = (printed ?? '').split(', ').map(matchKey)
    const isDistrict = /^(huyen|quan|thi xa|thanh pho) /.test(first)
    const product = {
      ...row,
      commune: (isDistrict ? '' : first) || null,
      district: (isDistrict ? first : second) || null,
    }
    known.add(product, called ?? undefined)
  }
  return known
}

export interface ProductMatch {
  readonly product: KnownProduct | null
  readonly doubts: readonly Problem[]
  readonly remarks: readonly Problem[]
}

/**
 * Which product on file a row means. Of one owner the name decides. Without an owner a name alone proves nothing, unless the
 * source says that the product was recognised before and only one of that name stands in that place. The same name with
 * different owners is different products.
 */
export function matchProduct(
  known: KnownProducts,
  stated: StatedProduct,
  producerId: string | null,
): ProductMatch {
  const sameName = known.named(stated.place.provinceCode, stated.name)
  if (producerId !== null) {
    const [best] = known
      .ofOwner(producerId)
      .map((product) => ({ product, match: sameProductName(product.name, stated.name) }))
      .filter((each) => each.match !== null)
      .sort((a, b) => strength[a.match!] - strength[b.match!])
    if (best) {
      const doubt = { code: `product-${best.match}`, field: 'name', data: { name: best.product.name } }
      return { product: best.product, doubts: best.match === 'same' ? [] : [doubt], remarks: [] }
    }
  }
  const inPlace = sameName.filter((product) => mayBeOnePlace(product, stated))
  const candidates = producerId === null ? inPlace : inPlace.filter((product) => product.producerId === null)
  if (stated.saysAgain && candidates.length === 1) {
    const [product] = candidates
    const doubt = { code: 'product-said-again', field: 'name', data: { name: product!.name } }
    return { product: product!, doubts: [doubt], remarks: [] }
  }
  if (candidates.length > 0)
    return {
      product: null,
      doubts: [
        { code: 'product-maybe-same', field: 'name', data: { name: stated.name, count: candidates.length } },
      ],
      remarks: [],
    }
  const remarks =
    sameName.length > 0
      ? [{ code: 'same-name-elsewhere', field: 'name', data: { count: sameName.length } }]
      : []
  return { product: null, doubts: [], remarks }
}

const strength = { same: 0, 'other-name': 1, near: 2 } as const

function mayBeOnePlace(product: KnownProduct, { place }: StatedProduct): boolean {
  if (product.district && place.district && product.district !== place.district) return false
  return !product.commune || !place.commune || product.commune === place.commune
}
