import type { ImportKind } from '../../imports/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { productColumns } from './columns.ts'
import { takeProducts } from './taking.ts'
import { undoProducts } from './undo.ts'

/** Lists of products: public collections with their sources, and the office's own lists. */
export function productImport(around: ProductSurroundings): ImportKind {
  return {
    id: 'products',
    label: { vi: 'Sản phẩm', en: 'Products' },
    hint: {
      vi: 'Mỗi dòng một sản phẩm trong một lần công nhận. Cần cột “Tên sản phẩm”; nên có chủ thể, xã, tỉnh, hạng sao, số và ngày quyết định, nguồn.',
      en: 'One line for each recognition of a product. A column “Tên sản phẩm” is needed; owner, commune, province, stars, number and day of the decision, and source are welcome.',
    },
    columns: productColumns,
    identity: (values) =>
      [
        'name',
        'owner',
        'province',
        'district',
        'commune',
        'year',
        'decisionNo',
        'decidedOn',
        'date',
        'star',
        'status',
      ].map((field) => values[field] ?? ''),
    take: (ctx, lines, session) => takeProducts(ctx, around, lines, session),
    undo: undoProducts,
  }
}
