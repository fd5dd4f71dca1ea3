import { formatDay, formatNumber } from '../../../platform/i18n/index.ts'
import type { Annex, Block, StatePaper } from '../../../platform/papers/index.ts'
import { filledWith } from '../../../rules/reporting/index.ts'
import { formatDayLong } from '../../../rules/vietnamese/index.ts'
import { type Column, plainOf, type Table, type WordsPart } from '../definition.ts'
import { figureTexts, type MadeReport, periodText, totalsOf } from '../made.ts'
import { valueText } from './value-text.ts'

/** Who reports, as of the day of the paper. */
export interface Issuer {
  readonly above?: string | undefined
  readonly own: string
  readonly seat: string
}

/** What stands on the paper beside the report itself. */
export interface PaperDress {
  readonly issuer: Issuer
  readonly number?: string | null | undefined
  readonly day?: string | null | undefined
  readonly title?: string | undefined
  readonly words?: Readonly<Record<string, string>> | undefined
  readonly recipients?: readonly string[] | undefined
  readonly signer?: { readonly name: string; readonly office: string } | null | undefined
  readonly mark?: string | undefined
  readonly hash?: string | undefined
}

/** Rows an annex prints; a longer list goes with the paper as a workbook. */
export const mostPrinted = 300

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** The report as a paper of the state. Papers are Vietnamese: it is the official language of the file. */
export function reportPaper(made: MadeReport, dress: PaperDress): StatePaper {
  const { definition } = made
  const parts = definition.words
  const annexed = made.tables.filter((table) => table.annex)
  return {
    title: dress.title ?? definition.title.vi,
    letterhead: {
      above: dress.issuer.above,
      own: dress.issuer.own,
      number: `Số: ${dress.number ?? '      /BC-…'}`,
      placeDate: dress.day
        ? `${dress.issuer.seat}, ${formatDayLong(dress.day)}`
        : `${dress.issuer.seat}, ngày … tháng … năm ${made.cut.asOf.slice(0, 4)}`,
    },
    kind: 'Báo cáo',
    about: dress.title ?? `${definition.title.vi} ${periodText(made.params, 'vi')}`,
    mark: dress.mark,
    body: parts ? composed(made, parts, dress) : plain(made),
    recipients: dress.recipients ?? [],
    signature: {
      authority: dress.signer?.office ?? 'THỦ TRƯỞNG CƠ QUAN',
      name: dress.signer?.name,
    },
    annexes: (parts ? annexed : []).map((table, index): Annex => annex(table, index, dress)),
  }
}

function composed(made: MadeReport, parts: readonly WordsPart[], dress: PaperDress): Block[] {
  const figures = figureTexts(made, 'vi')
  const numbers = { first: 0, second: 0, table: 0 }
  return parts.flatMap((part): Block[] => {
    if (part.level === 1) {
      numbers.first += 1
      numbers.second = 0
    } else numbers.second += 1
    const label = part.level === 1 ? `${roman[numbers.first - 1]}.` : `${numbers.second}.`
    const words = filledWith(dress.words?.[part.id] ?? part.words.vi, (key) => figures.get(key) ?? null)
    const tables = (part.tables ?? []).flatMap((id) => made.tables.find((table) => table.id === id) ?? [])
    const shown = tables.filter((table) => !table.annex)
    return [
      {
        kind: 'heading',
        text: `${label} ${part.level === 1 ? part.title.vi.toLocaleUpperCase('vi') : part.title.vi}`,
        level: part.level === 1 ? 1 : 2,
      },
      ...words
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((text): Block => ({ kind: 'paragraph', text })),
      ...(words.trim() === '' && shown.length === 0
        ? [{ kind: 'paragraph' as const, text: 'Không có số liệu ghi nhận trên hệ thống trong kỳ.' }]
        : []),
      ...shown.flatMap((table) => {
        numbers.table += 1
        return printedTable(table, `Bảng ${numbers.table}. ${table.title.vi}`)
      }),
    ]
  })
}

function plain(made: MadeReport): Block[] {
  const { definition, cut, params } = made
  return [
    {
      kind: 'paragraph',
      text: `${definition.about.vi} Kỳ ${periodText(params, 'vi')}; số liệu lấy ngày ${formatDay(cut.asOf)}.`,
    },
    ...made.tables.flatMap((table, index) => printedTable(table, `Bảng ${index + 1}. ${table.title.vi}`)),
  ]
}

function annex(table: Table, index: number, dress: PaperDress): Annex {
  return {
    label: `Phụ lục ${roman[index] ?? index + 1}`,
    about: table.title.vi,
    note:
      dress.number && dress.day
        ? `(Kèm theo Báo cáo số ${dress.number} ngày ${formatDay(dress.day)})`
        : undefined,
    landscape: table.columns.length > 6,
    body: printedTable(table, undefined),
  }
}

function printedTable(table: Table, caption: string | undefined): Block[] {
  if (table.rows.length === 0)
    return [
      ...(caption ? [{ kind: 'paragraph' as const, text: caption, align: 'left' as const }] : []),
      { kind: 'paragraph', text: `Không có.${table.note ? ` ${table.note.vi}` : ''}`, size: 'small' },
    ]
  const totals = totalsOf(table)
  const rows = table.rows.slice(0, mostPrinted)
  return [
    {
      kind: 'table',
      ...(caption && { caption }),
      dense: table.columns.length > 6,
      columns: [{ head: 'TT', width: { mm: 10 }, align: 'center' }, ...table.columns.map(printedColumn)],
      rows: rows.map((row, index) => [
        String(index + 1),
        ...table.columns.map(({ key, kind }) => valueText(plainOf(row.cells[key]), kind, 'vi')),
      ]),
      ...(totals && {
        total: [
          '',
          ...table.columns.map(({ kind }, index) =>
            index === 0 ? 'Tổng' : totals[index] === null ? '' : valueText(totals[index]!, kind, 'vi'),
          ),
        ],
      }),
    },
    ...(table.rows.length > mostPrinted
      ? [
          {
            kind: 'paragraph' as const,
            size: 'small' as const,
            text: `In ${formatNumber(mostPrinted, 'vi')} trên ${formatNumber(table.rows.length, 'vi')} dòng; danh mục đầy đủ ở tệp bảng tính kèm theo.`,
          },
        ]
      : []),
    ...(table.note ? [{ kind: 'paragraph' as const, size: 'small' as const, text: table.note.vi }] : []),
  ]
}

const printedColumn = ({ head, kind, width = 1 }: Column) => ({
  head: head.vi,
  width,
  align:
    kind === 'text'
      ? ('left' as const)
      : kind === 'day' || kind === 'star'
        ? ('center' as const)
        : ('right' as const),
})
