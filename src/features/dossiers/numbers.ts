import type { CommandContext } from '../../platform/command/index.ts'
import { nextNumber } from '../../platform/db/index.ts'

/**
 * The product's code on the sheet (Phụ lục II): (T)-(X)-(STT)-20YY, where STT is its place in the commune's list. A product keeps
 * its place from dossier to dossier; only the year changes.
 */
export async function productCodeFor(
  ctx: CommandContext,
  product: { id: string; placeCode: string; provinceCode: string; year: number },
): Promise<string> {
  const ordinal = await ordinalOf(ctx, product.placeCode, product.id)
  return `${product.provinceCode}-${product.placeCode}-${String(ordinal).padStart(2, '0')}-${product.year}`
}

async function ordinalOf(ctx: CommandContext, placeCode: string, productId: string): Promise<number> {
  const known = await ctx.db
    .selectFrom('product_ordinal')
    .select('ordinal')
    .where('place_code', '=', placeCode)
    .where('product_id', '=', productId)
    .executeTakeFirst()
  if (known) return known.ordinal
  const ordinal = await nextNumber(ctx.db, `product-ordinal/${placeCode}`)
  await ctx.db
    .insertInto('product_ordinal')
    .values({ place_code: placeCode, product_id: productId, ordinal })
    .execute()
  return ordinal
}

/** `…/PĐK-(mã tỉnh)-(mã xã)-(năm)` (Mẫu số 01): one gapless series for each commune and year, one for the province's own desk. */
export async function receiptNumberFor(
  ctx: CommandContext,
  desk: 'commune' | 'province',
  { placeCode, provinceCode }: { placeCode: string; provinceCode: string },
): Promise<string> {
  const year = ctx.today.slice(0, 4)
  const series = desk === 'commune' ? placeCode : provinceCode
  const number = await nextNumber(ctx.db, `receipt/${desk}/${series}/${year}`)
  const own = desk === 'commune' ? 'X' : 'T'
  return `${String(number).padStart(2, '0')}-${own}/PĐK-${provinceCode}-${placeCode}-${year}`
}
