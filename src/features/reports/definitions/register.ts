import type { Day } from '../../../rules/calendar/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import type { RecordList, ReportDefinition, Row, Table } from '../definition.ts'
import { View } from '../view.ts'
import { byCommune, byLead, byOwner, bySector, type Division, divided, isInForce } from './counts.ts'
import { endedList, grouped, lazily, recognisedList, stoodList } from './lists.ts'
import { statusWords } from './words.ts'

const reads = ['products', 'recognitions'] as const
const filters = ['period', 'unitsOn', 'commune', 'sector', 'star', 'province'] as const

/** A list of records as a table of its own: the annex form of a report. */
export function tableOf(
  about: Pick<Table, 'id' | 'title'> & { note?: Table['note'] },
  list: RecordList,
): Table {
  return {
    ...about,
    annex: true,
    columns: list.columns,
    rows: list.rows.map((record): Row => ({ key: record.id, cells: record.values, path: record.path })),
  }
}

function registerReport(division: Division, about: ReportDefinition['about']): ReportDefinition {
  return {
    id: division.id,
    version: 1,
    title: {
      vi: `Sản phẩm OCOP ${division.title.vi.charAt(0).toLowerCase()}${division.title.vi.slice(1)}`,
      en: `OCOP products ${division.title.en.charAt(0).toLowerCase()}${division.title.en.slice(1)}`,
    },
    about,
    permission: 'report.read',
    params: filters,
    reads,
    build: (cut, params) => {
      const view = new View(cut, params)
      return { tables: [divided(view, view.until, division)], facts: [] }
    },
  }
}

export const byCommuneReport = registerReport(byCommune, {
  vi: 'Sản phẩm đã công nhận tính đến cuối kỳ, theo đơn vị hành chính của ngày được chọn. Nơi đã tách ra nhiều đơn vị được tính vào đơn vị nhận phần lớn nhất; nơi không xác định được có dòng riêng, nên tổng luôn bằng nhau.',
  en: 'Products recognised by the end of the period, by the units of the chosen day. A unit since divided counts in the one that took the greatest share; what cannot be told has a line of its own, so sums always agree.',
})
export const bySectorReport = registerReport(bySector, {
  vi: 'Sản phẩm đã công nhận tính đến cuối kỳ, theo 6 ngành của Phụ lục I Quyết định 26/2026/QĐ-TTg.',
  en: 'Products recognised by the end of the period, by the six sectors of Annex I, Decision 26/2026/QĐ-TTg.',
})
export const byOwnerReport = registerReport(byOwner, {
  vi: 'Sản phẩm đã công nhận tính đến cuối kỳ, theo loại hình chủ thể của Điều 2 khoản 3 Quyết định 26/2026/QĐ-TTg.',
  en: 'Products recognised by the end of the period, by the kinds of producer of Article 2(3), Decision 26/2026/QĐ-TTg.',
})
export const byLeadReport: ReportDefinition = {
  ...registerReport(byLead, {
    vi: 'Sản phẩm của chủ thể do phụ nữ hoặc người dân tộc thiểu số đại diện. Giới tính, dân tộc là dữ liệu cá nhân: chỉ đếm, không in kèm tên.',
    en: 'Products of producers represented by women or by members of ethnic minorities. Gender and ethnicity are personal data: counted, never printed beside a name.',
  }),
  build: (cut, params) => {
    const view = new View(cut, params)
    const table = divided(view, view.until, byLead)
    return {
      tables: [
        {
          ...table,
          rows: table.rows.map((row) => ({
            ...row,
            cells: Object.fromEntries(Object.entries(row.cells).map(closed)),
          })),
        },
      ],
      facts: [],
    }
  },
}

/** The list behind such a figure says who is a woman, who of a minority: it needs the right to personal data. */
function closed([key, cell]: [string, Row['cells'][string]]): [string, Row['cells'][string]] {
  if (typeof cell !== 'object' || cell === null || !('value' in cell)) return [key, cell]
  const { records, value } = cell
  return [key, { value, records: records && { ...records, permission: 'producer.read-personal' } }]
}

/** Recognised within the period, and all in force at its end. */
export const recognisedReport: ReportDefinition = {
  id: 'recognised',
  version: 1,
  title: { vi: 'Danh mục sản phẩm được công nhận', en: 'Recognised products' },
  about: {
    vi: 'Sản phẩm có quyết định công nhận trong kỳ, mỗi sản phẩm một dòng theo hạng cao nhất của kỳ. Nơi nguồn chỉ nêu năm, tính vào cuối năm.',
    en: 'Products recognised within the period, one line each by its highest star of the period. Where a source names the year alone it counts at the end of that year.',
  },
  permission: 'report.read',
  params: filters,
  reads,
  build: (cut, params) => {
    const view = new View(cut, params)
    const rows = view.recognised(params.from, view.until)
    return {
      tables: [
        gainsByStar(view, params.from, view.until),
        tableOf({ id: 'list', title: recognisedReport.title }, recognisedList(view, rows)),
      ],
      facts: [],
    }
  },
}

/** New, upgraded and recognised again, by star. */
export function gainsByStar(view: View, from: Day, to: Day): Table {
  const rows = view.recognised(from, to)
  const figure = (some: typeof rows) => lazily(some, (list) => recognisedList(view, list))
  const number = (key: string, vi: string, en: string) => ({
    key,
    head: { vi, en },
    kind: 'number' as const,
    total: true,
  })
  const stars = [5, 4, 3, null].map((star) => ({
    star,
    own: rows.filter((row) => row.recognition.star === star),
  }))
  return {
    id: 'recognised-by-star',
    title: {
      vi: 'Sản phẩm được công nhận trong kỳ theo hạng sao',
      en: 'Products recognised in the period, by star',
    },
    columns: [
      { key: 'star', head: { vi: 'Hạng sao', en: 'Stars' }, kind: 'text', width: 2 },
      number('new', 'Công nhận mới', 'New'),
      number('upgrade', 'Nâng hạng', 'Upgraded'),
      number('again', 'Công nhận lại', 'Again'),
      number('all', 'Tổng', 'All'),
    ],
    rows: stars
      .filter(({ star, own }) => star !== null || own.length > 0)
      .map(({ star, own }) => ({
        key: String(star ?? 'none'),
        cells: {
          star:
            star === null
              ? { vi: 'Nguồn không nêu', en: 'Not stated' }
              : { vi: `${star} sao`, en: `${star} stars` },
          new: figure(own.filter(({ gain }) => gain === 'new')),
          upgrade: figure(own.filter(({ gain }) => gain === 'upgrade')),
          again: figure(own.filter(({ gain }) => gain === 'again')),
          all: figure(own),
        },
      })),
  }
}

/** The register as a whole with its standing on the last day. */
export const inForceReport: ReportDefinition = {
  id: 'in-force',
  version: 1,
  title: { vi: 'Danh mục sản phẩm OCOP còn hiệu lực', en: 'OCOP products in force' },
  about: {
    vi: 'Sản phẩm còn hiệu lực vào ngày cuối kỳ (hoặc hôm nay, khi kỳ chưa kết thúc).',
    en: 'Products in force on the last day of the period (or today, while it still runs).',
  },
  permission: 'report.read',
  params: filters,
  reads,
  build: (cut, params) => {
    const view = new View(cut, params)
    return {
      tables: [
        tableOf({ id: 'list', title: inForceReport.title }, stoodList(view, view.inForce(view.until))),
      ],
      facts: [],
    }
  },
}

/** Expired, revoked, suspended within the period; and what runs out within 180 days after it. */
export const endingReport: ReportDefinition = {
  id: 'ending',
  version: 1,
  title: { vi: 'Sản phẩm sắp hết hạn, hết hiệu lực, thu hồi', en: 'Expiring, expired and revoked products' },
  about: {
    vi: 'Sắp hết hạn: còn từ 0 đến 180 ngày tính từ cuối kỳ. Hết hiệu lực: ngày liền sau ngày cuối còn hiệu lực nằm trong kỳ (Điều 4 khoản 3). Thu hồi: Điều 8.',
    en: 'Expiring: 0 to 180 days left at the end of the period. Expired: the day after the last valid one lies in the period (Article 4(3)). Revoked: Article 8.',
  },
  permission: 'report.read',
  params: filters,
  reads,
  build: (cut, params) => {
    const view = new View(cut, params)
    const until = view.until
    const ended = view.ended(params.from, until)
    const expiring = view.register(until).filter(({ status }) => status === 'expiring')
    const sorted = [...expiring].sort((a, b) => (a.validUntil! < b.validUntil! ? -1 : 1))
    const months = grouped(sorted, (row) => row.validUntil!.slice(0, 7))
    return {
      tables: [
        {
          id: 'ahead',
          title: {
            vi: 'Hết hạn trong 180 ngày tới, theo tháng',
            en: 'Running out within 180 days, by month',
          },
          columns: [
            { key: 'month', head: { vi: 'Tháng', en: 'Month' }, kind: 'text', width: 2 },
            { key: 'count', head: { vi: 'Số sản phẩm', en: 'Products' }, kind: 'number', total: true },
          ],
          rows: [...months].map(([month, own]) => ({
            key: month,
            cells: {
              month: `${month.slice(5)}/${month.slice(0, 4)}`,
              count: lazily(own, (list) => stoodList(view, list)),
            },
          })),
          note: {
            vi: `Tính từ ${dayText(until)} đến ${dayText(addDays(until, 180))}.`,
            en: `From ${dayText(until)} to ${dayText(addDays(until, 180))}.`,
          },
        },
        tableOf({ id: 'expiring', title: { vi: 'Sắp hết hạn', en: 'Expiring' } }, stoodList(view, sorted)),
        tableOf(
          {
            id: 'ended',
            title: {
              vi: 'Hết hiệu lực, thu hồi, tạm dừng trong kỳ',
              en: 'Ended, revoked or suspended in the period',
            },
          },
          endedList(view, ended),
        ),
      ],
      facts: [],
    }
  },
}

export const dayText = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
export { isInForce, statusWords }
