import type { DossierFact } from '../cut.ts'
import type { Table } from '../definition.ts'
import type { View } from '../view.ts'
import { roundTable, statusTable } from './evaluation.ts'

export function dossierTables(view: View, filed: readonly DossierFact[]): Table[] {
  return [roundTable(view, filed), statusTable(view, filed)]
}

/** What other parts of the house counted for a group of tasks; null where none of them has anything to say. */
export function sourcedTable(view: View, group: number): Table | null {
  const own = view.cut.sourced.filter((each) => each.group === group)
  if (own.length === 0) return null
  return {
    id: `group-${group}`,
    title: groupTitles[group]!,
    columns: [
      { key: 'name', head: { vi: 'Nội dung', en: 'What' }, kind: 'text', width: 4 },
      { key: 'unit', head: { vi: 'Đơn vị tính', en: 'Unit' }, kind: 'text' },
      { key: 'value', head: { vi: 'Trong kỳ', en: 'In the period' }, kind: 'number' },
      { key: 'before', head: { vi: 'Kỳ trước', en: 'Before' }, kind: 'number' },
    ],
    rows: own.map((each) => ({
      key: each.key,
      cells: {
        name: each.label,
        unit: each.unit,
        value: {
          value: each.value,
          records: {
            columns: [
              { key: 'title', head: { vi: 'Nội dung', en: 'What' }, kind: 'text' },
              { key: 'day', head: { vi: 'Ngày', en: 'Day' }, kind: 'day' },
              { key: 'amount', head: { vi: 'Số lượng', en: 'Amount' }, kind: 'number' },
            ],
            rows: each.records.map(({ id, path, title, day, amount }) => ({
              id,
              path,
              values: { title, day, amount },
            })),
          },
        },
        before: each.before,
      },
    })),
  }
}

/** The six groups of Kế hoạch 135/KH-UBND, in its order and its words. */
export const groupTitles: Readonly<Record<number, { vi: string; en: string }>> = {
  1: {
    vi: 'Công tác tuyên truyền, đào tạo, tập huấn và tham quan học tập',
    en: 'Communication, training and study tours',
  },
  2: { vi: 'Chuẩn hóa và phát triển sản phẩm OCOP', en: 'Standardising and developing products' },
  3: { vi: 'Đánh giá, phân hạng sản phẩm OCOP', en: 'Evaluating and ranking products' },
  4: { vi: 'Chuyển đổi số', en: 'Digital transformation' },
  5: { vi: 'Xúc tiến thương mại sản phẩm OCOP', en: 'Trade promotion' },
  6: { vi: 'Kiểm tra, giám sát, quản lý Chương trình', en: 'Inspection, supervision and management' },
}
