import type { CommandContext } from '../../platform/command/index.ts'
import { nextNumber } from '../../platform/db/index.ts'
import { type Numbering, seriesOf, writeNumber } from '../../rules/numbering/index.ts'

interface Numbered {
  readonly placeCode: string
  readonly provinceCode: string
}

/**
 * The product's code on the sheet (Phụ lục II): (T)-(X)-(STT)-20YY, where STT is its place in the commune's list. A product keeps
 * its place from dossier to dossier; only the year changes.
 */
export async function productCodeFor(
  ctx: CommandContext,
  numbering: Numbering,
  product: Numbered & { readonly id: string; readonly year: number },
): Promise<string> {
  const parts = { province: product.provinceCode, commune: product.placeCode, year: product.year }
  const known = await ctx.db
    .selectFrom('product_ordinal')
    .select('ordinal')
    .where('place_code', '=', product.placeCode)
    .where('product_id', '=', product.id)
    .executeTakeFirst()
  if (known) return writeNumber(numbering, 'productCode', { ...parts, seq: known.ordinal })
  const ordinal = await nextNumber(ctx.db, seriesOf(numbering, 'productCode', parts))
  await ctx.db
    .insertInto('product_ordinal')
    .values({ place_code: product.placeCode, product_id: product.id, ordinal })
    .execute()
  return writeNumber(numbering, 'productCode', { ...parts, seq: ordinal })
}

/** `…/PĐK-(mã tỉnh)-(mã xã)-(năm)` (Mẫu số 01): gapless, one block for the commune, one for the province. */
export async function receiptNumberFor(
  ctx: CommandContext,
  numbering: Numbering,
  kind: 'receiptCommune' | 'receiptProvince',
  { placeCode, provinceCode }: Numbered,
): Promise<string> {
  const parts = { province: provinceCode, commune: placeCode, year: Number(ctx.today.slice(0, 4)) }
  const seq = await nextNumber(ctx.db, seriesOf(numbering, kind, parts))
  return writeNumber(numbering, kind, { ...parts, seq })
}
