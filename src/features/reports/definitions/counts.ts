import type { Bilingual } from '../../../platform/i18n/index.ts'
import type { Column, Figure, Row, Table } from '../definition.ts'
import type { Stood, View } from '../view.ts'
import { grouped, lazily, share, stoodList } from './lists.ts'

/** What a row of a register is told by. */
export interface Division {
  readonly id: string
  readonly title: Bilingual
  readonly head: Bilingual
  /** Key of the row a product stands in; '' is the line of what cannot be told. */
  keyOf(view: View, row: Stood): string
  /** Rows in their order, also those without a product; null: only those that occur, by number. */
  keys(view: View): readonly string[] | null
  label(view: View, key: string): string | Bilingual
}

const count = (key: string, vi: string, en: string): Column => ({
  key,
  head: { vi, en },
  kind: 'number',
  total: true,
})

/** Columns of a division: in force on the day, of these by star, the share, expiring, and other standings. */
const columns = (head: Bilingual): readonly Column[] => [
  { key: 'name', head, kind: 'text', width: 3 },
  count('inForce', 'Còn hiệu lực', 'In force'),
  count('star3', '3 sao', '3 stars'),
  count('star4', '4 sao', '4 stars'),
  count('star5', '5 sao', '5 stars'),
  { key: 'share', head: { vi: 'Tỷ trọng', en: 'Share' }, kind: 'share' },
  count('expiring', 'Sắp hết hạn', 'Expiring'),
  count('other', 'Không còn hoặc không nêu', 'Ended or not stated'),
  count('all', 'Tổng đã công nhận', 'All recognised'),
]

/** Recognised products on a day, divided; every product stands in one row, so each column sums to the same whole. */
export function divided(view: View, day: string, by: Division): Table {
  const rows = view.register(day)
  const groups = grouped(rows, (row) => by.keyOf(view, row))
  const listed = by.keys(view)
  const keys = listed
    ? [...listed, ...[...groups.keys()].filter((key) => !listed.includes(key))]
    : [...groups.keys()].sort(
        (a, b) =>
          Number(a === '') - Number(b === '') ||
          groups.get(b)!.length - groups.get(a)!.length ||
          (a < b ? -1 : 1),
      )
  const whole = rows.filter(isInForce).length
  return {
    id: by.id,
    title: by.title,
    columns: columns(by.head),
    rows: keys.map((key): Row => {
      const own = groups.get(key) ?? []
      const valid = own.filter(isInForce)
      const figure = (some: readonly Stood[]): Figure => lazily(some, (list) => stoodList(view, list))
      return {
        key: key || 'none',
        cells: {
          name: by.label(view, key),
          inForce: figure(valid),
          star3: figure(valid.filter(({ star }) => star === 3)),
          star4: figure(valid.filter(({ star }) => star === 4)),
          star5: figure(valid.filter(({ star }) => star === 5)),
          share: share(valid.length, whole),
          expiring: figure(own.filter(({ status }) => status === 'expiring')),
          other: figure(own.filter((row) => !isInForce(row))),
          all: figure(own),
        },
      }
    }),
  }
}

export const isInForce = ({ status }: Stood): boolean => status === 'valid' || status === 'expiring'

const notTold: Bilingual = { vi: 'Không xác định được', en: 'Cannot be told' }
const notStated: Bilingual = { vi: 'Nguồn không nêu', en: 'Not stated' }

export const byCommune: Division = {
  id: 'by-commune',
  title: { vi: 'Theo xã, phường', en: 'By commune' },
  head: { vi: 'Xã, phường', en: 'Commune' },
  keyOf: (view, { product }) => view.unitOf(product)?.code ?? '',
  keys: () => null,
  label: (view, key) =>
    Object.values(view.cut.words.communes).find((unit) => unit.code === key)?.name ?? notTold,
}

export const bySector: Division = {
  id: 'by-sector',
  title: { vi: 'Theo ngành sản phẩm', en: 'By sector' },
  head: { vi: 'Ngành', en: 'Sector' },
  keyOf: (_, { product }) => product.sector ?? '',
  keys: (view) => Object.keys(view.cut.words.sectors),
  label: (view, key) => view.cut.words.sectors[key] ?? notStated,
}

export const byOwner: Division = {
  id: 'by-owner',
  title: { vi: 'Theo loại hình chủ thể', en: 'By kind of producer' },
  head: { vi: 'Loại hình', en: 'Kind of producer' },
  keyOf: (_, { product }) => product.legalType ?? '',
  keys: (view) => Object.keys(view.cut.words.legalTypes),
  label: (view, key) => view.cut.words.legalTypes[key] ?? notStated,
}

export const byLead: Division = {
  id: 'by-lead',
  title: {
    vi: 'Chủ thể do phụ nữ, đồng bào dân tộc thiểu số đại diện',
    en: 'Led by women, by ethnic minorities',
  },
  head: { vi: 'Người đại diện', en: 'Representative' },
  keyOf: (_, { product: { woman, minority } }) =>
    woman === null && minority === null ? '' : `${woman ? 'w' : 'm'}${minority ? 'e' : 'k'}`,
  keys: () => ['we', 'wk', 'me', 'mk'],
  label: (_, key) => leads[key] ?? notStated,
}

const leads: Readonly<Record<string, Bilingual>> = {
  we: { vi: 'Phụ nữ dân tộc thiểu số', en: 'Woman of an ethnic minority' },
  wk: { vi: 'Phụ nữ', en: 'Woman' },
  me: { vi: 'Nam, dân tộc thiểu số', en: 'Man of an ethnic minority' },
  mk: { vi: 'Khác', en: 'Other' },
}
