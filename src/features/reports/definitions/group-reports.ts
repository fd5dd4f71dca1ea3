import type { Figure, ReportDefinition, Table } from '../definition.ts'
import { isFigure } from '../definition.ts'
import { View } from '../view.ts'
import { groupTitles, sourcedTable } from './groups.ts'
import { lazily, share, stoodList } from './lists.ts'
import { tableOf } from './register.ts'

/** A report of one group of the plan's tasks: what was counted in the period, the same days a year before, and the records. */
function groupReport(id: string, group: number, about: ReportDefinition['about']): ReportDefinition {
  return {
    id,
    version: 1,
    title: groupTitles[group]!,
    about,
    permission: 'report.read',
    params: ['period'],
    reads: ['sourced'],
    build: (cut, params) => ({ tables: tablesOf(new View(cut, params), group), facts: [] }),
  }
}

function tablesOf(view: View, group: number): Table[] {
  const counted = sourcedTable(view, group)
  if (!counted) return []
  const lists = counted.rows.flatMap(({ key, cells }) => {
    const { name, value } = cells
    const records = isFigure(value) ? value.records : undefined
    const title = typeof name === 'object' && name !== null && 'vi' in name ? name : { vi: key, en: key }
    return records && records.rows.length > 0 ? [tableOf({ id: key, title }, records)] : []
  })
  return [counted, ...lists]
}

export const trainingReport = groupReport('training', 1, {
  vi: 'Hoạt động đã tổ chức, lượt người được đào tạo và giấy xác nhận đã cấp trong kỳ, so với cùng kỳ năm trước. Người tham dự không in tên.',
  en: 'Activities held, people trained and attestations given in the period, beside the same days a year before. Who attended is not named.',
})
export const supportReport = groupReport('support', 2, {
  vi: 'Kinh phí hỗ trợ đã phê duyệt, đã chi và sản phẩm được hỗ trợ trong kỳ, so với cùng kỳ năm trước.',
  en: 'Support approved and paid and the products it reached in the period, beside the same days a year before.',
})
export const promotionReport = groupReport('promotion', 5, {
  vi: 'Hội chợ, điểm bán, kết nối và giá trị giao dịch ghi nhận trong kỳ, so với cùng kỳ năm trước.',
  en: 'Fairs, points of sale, matches and the trade recorded in the period, beside the same days a year before.',
})
export const inspectionReport = groupReport('inspection', 6, {
  vi: 'Kiểm tra, giám sát sau công nhận (Điều 9) trong kỳ: biên bản, phát hiện, khắc phục, kiến nghị; so với cùng kỳ năm trước.',
  en: 'Inspection and supervision after recognition (Article 9) in the period: minutes, findings, mending, proposals; beside the same days a year before.',
})

/** Group 4 is counted over the register itself: what a product in force can show of traceability and of selling online. */
export const digitalReport: ReportDefinition = {
  id: 'digital',
  version: 1,
  title: groupTitles[4]!,
  about: {
    vi: 'Sản phẩm còn hiệu lực cuối kỳ có mã truy xuất nguồn gốc, có địa chỉ bán hàng trực tuyến; tỷ lệ trên sản phẩm còn hiệu lực.',
    en: 'Products in force at the end of the period with a trace code or sold online, and their share of those in force.',
  },
  permission: 'report.read',
  params: ['period', 'unitsOn', 'commune', 'sector', 'star', 'province'],
  reads: ['products', 'recognitions', 'sourced'],
  build: (cut, params) => {
    const view = new View(cut, params)
    const inForce = view.inForce(view.until)
    const figure = (some: typeof inForce): Figure => lazily(some, (list) => stoodList(view, list))
    const traced = inForce.filter(({ product }) => product.hasTrace)
    const sold = inForce.filter(({ product }) => product.hasShop)
    const both = traced.filter(({ product }) => product.hasShop)
    const line = (key: string, vi: string, en: string, some: typeof inForce) => ({
      key,
      cells: { name: { vi, en }, count: figure(some), share: share(some.length, inForce.length) },
    })
    return {
      tables: [
        {
          id: 'digital',
          title: {
            vi: 'Sản phẩm còn hiệu lực: truy xuất và bán trực tuyến',
            en: 'Products in force: traced and sold online',
          },
          columns: [
            { key: 'name', head: { vi: 'Nội dung', en: 'What' }, kind: 'text', width: 4 },
            { key: 'count', head: { vi: 'Sản phẩm', en: 'Products' }, kind: 'number' },
            { key: 'share', head: { vi: 'Tỷ lệ', en: 'Share' }, kind: 'share' },
          ],
          rows: [
            line('in-force', 'Còn hiệu lực cuối kỳ', 'In force at the end of the period', inForce),
            line('trace', 'Chủ thể khai mã truy xuất nguồn gốc', 'Trace code stated by the producer', traced),
            line('shop', 'Chủ thể khai nơi bán trực tuyến', 'Online shop stated by the producer', sold),
            line('both', 'Có cả hai', 'Both', both),
          ],
        },
        ...tablesOf(view, 4),
        tableOf(
          {
            id: 'list',
            title: {
              vi: 'Sản phẩm có mã truy xuất hoặc bán trực tuyến',
              en: 'Products traced or sold online',
            },
          },
          stoodList(
            view,
            inForce.filter(({ product }) => product.hasTrace || product.hasShop),
          ),
        ),
      ],
      facts: [],
    }
  },
}
