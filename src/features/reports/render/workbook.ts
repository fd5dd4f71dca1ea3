import { formatDay, type Lang } from '../../../platform/i18n/index.ts'
import {
  csvText,
  type WrittenKind,
  type WrittenSheet,
  writeWorkbook,
} from '../../../platform/spreadsheet/index.ts'
import { type CellKind, type Column, plainOf, type RecordList, type Table } from '../definition.ts'
import { type MadeReport, periodText, totalsOf } from '../made.ts'
import { words } from '../words.ts'
import { plainValue, valueText } from './value-text.ts'

const kinds: Readonly<Record<CellKind, WrittenKind>> = {
  text: 'text',
  number: 'number',
  share: 'share',
  decimal: 'decimal',
  day: 'day',
  star: 'number',
}

/** The whole report as a workbook: a sheet a table, the figures of the words first where there are any. */
export function reportWorkbook(made: MadeReport, lang: Lang, at: Date): Buffer {
  const { definition, params, cut } = made
  const about = [
    `${periodText(params, lang)} · ${params.province === null ? words(lang).everywhere : cut.words.province}`,
    lang === 'vi' ? `Số liệu lấy ngày ${formatDay(cut.asOf)}` : `Figures taken on ${formatDay(cut.asOf)}`,
    ...(lang === 'en' ? [words(lang).readingCopy] : []),
  ]
  const sheets = [
    ...(made.facts.length > 0 ? [factSheet(made, lang, about)] : []),
    ...made.tables.map((table) => sheetOf(table, lang, about)),
  ]
  return writeWorkbook(sheets, { title: definition.title[lang], at })
}

function factSheet(made: MadeReport, lang: Lang, about: readonly string[]): WrittenSheet {
  return {
    name: lang === 'vi' ? 'Số liệu chính' : 'Main figures',
    title: made.definition.title[lang],
    about,
    columns: [
      { head: lang === 'vi' ? 'Chỉ số' : 'Figure', kind: 'text', width: 55 },
      { head: lang === 'vi' ? 'Giá trị' : 'Value', kind: 'number', width: 14 },
    ],
    rows: made.facts.map(({ label, figure, kind }) => [
      label[lang],
      'text' in figure
        ? figure.text[lang]
        : kind === 'share'
          ? valueText(figure.value, kind, lang)
          : figure.value,
    ]),
  }
}

function sheetOf(table: Table, lang: Lang, about: readonly string[]): WrittenSheet {
  const totals = totalsOf(table)
  return {
    name: table.title[lang],
    title: table.title[lang],
    about,
    columns: [
      { head: lang === 'vi' ? 'TT' : 'No.', kind: 'number', width: 5 },
      ...table.columns.map((column) => writtenColumn(column, lang)),
    ],
    rows: table.rows.map((row, index) => [
      index + 1,
      ...table.columns.map((column) => plainValue(plainOf(row.cells[column.key]), lang)),
    ]),
    ...(totals && {
      total: [null, ...totals.map((sum, index) => (index === 0 ? (lang === 'vi' ? 'Tổng' : 'Sum') : sum))],
    }),
    ...(table.note && { notes: [table.note[lang]] }),
  }
}

const writtenColumn = ({ head, kind, width = 1 }: Column, lang: Lang) => ({
  head: head[lang],
  kind: kinds[kind],
  width: Math.max(9, Math.round(width * 11)),
})

/** One table as CSV: raw values (days as yyyy-mm-dd, shares as parts of 1), safe from formulas. */
export function tableCsv(table: Table, lang: Lang): string {
  return csvText([
    table.columns.map(({ head }) => head[lang]),
    ...table.rows.map((row) =>
      table.columns.map((column) => plainValue(plainOf(row.cells[column.key]), lang)),
    ),
  ])
}

export function recordsCsv(list: RecordList, lang: Lang): string {
  return csvText([
    list.columns.map(({ head }) => head[lang]),
    ...list.rows.map((row) => list.columns.map(({ key }) => plainValue(row.values[key] ?? null, lang))),
  ])
}
