import { createHash } from 'node:crypto'
import { formatDay, type Lang } from '../../platform/i18n/index.ts'
import { isBefore } from '../../rules/calendar/index.ts'
import { inWords } from '../../rules/vietnamese/index.ts'
import type { Cut } from './cut.ts'
import { type Content, plainOf, type ReportDefinition, type Table } from './definition.ts'
import type { ReportParams } from './params.ts'
import { valueText } from './render/value-text.ts'

/** A report with its figures: the one object every format is written from. */
export interface MadeReport extends Content {
  readonly definition: ReportDefinition
  readonly params: ReportParams
  readonly cut: Cut
}

export function makeReport(definition: ReportDefinition, params: ReportParams, cut: Cut): MadeReport {
  return { definition, params, cut, ...definition.build(cut, params) }
}

/** What the placeholders of the words stand for, in a language. `<key>.words` is the number in Vietnamese words. */
export function figureTexts(made: MadeReport, lang: Lang): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([
    ['as-of', formatDay(isBefore(made.params.to, made.cut.asOf) ? made.params.to : made.cut.asOf)],
    ['from', formatDay(made.params.from)],
    ['to', formatDay(made.params.to)],
    ['period', periodText(made.params, lang)],
    ['province', inSentence(made.cut.words.province)],
  ])
  for (const { key, kind, figure } of made.facts) {
    if ('text' in figure) texts.set(key, figure.text[lang])
    else {
      texts.set(key, valueText(figure.value, kind, lang) || '–')
      if (Number.isInteger(figure.value))
        texts.set(`${key}.words`, lang === 'vi' ? inWords(figure.value!) : String(figure.value))
    }
  }
  return texts
}

/** `Thành phố Huế` within a sentence is `thành phố Huế`. */
function inSentence(name: string): string {
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)
}

/** `năm 2026`, `6 tháng đầu năm 2026`, else from day to day. */
export function periodText({ from, to }: Pick<ReportParams, 'from' | 'to'>, lang: Lang): string {
  const year = from.slice(0, 4)
  if (year === to.slice(0, 4)) {
    const part = named[`${from.slice(5)} ${to.slice(5)}`]
    if (part) return part[lang].replace('{year}', year)
  }
  return lang === 'vi'
    ? `từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`
    : `from ${formatDay(from)} to ${formatDay(to)}`
}

const named: Readonly<Record<string, Record<Lang, string>>> = {
  '01-01 12-31': { vi: 'năm {year}', en: 'in {year}' },
  '01-01 06-30': { vi: '6 tháng đầu năm {year}', en: 'in the first half of {year}' },
  '07-01 12-31': { vi: '6 tháng cuối năm {year}', en: 'in the second half of {year}' },
  '01-01 03-31': { vi: 'quý I năm {year}', en: 'in the first quarter of {year}' },
  '04-01 06-30': { vi: 'quý II năm {year}', en: 'in the second quarter of {year}' },
  '07-01 09-30': { vi: 'quý III năm {year}', en: 'in the third quarter of {year}' },
  '10-01 12-31': { vi: 'quý IV năm {year}', en: 'in the fourth quarter of {year}' },
}

/** Sums of the columns that have one, in the order of the columns; null where nothing is summed. */
export function totalsOf(table: Table): readonly (number | null)[] | null {
  if (!table.columns.some((column) => column.total)) return null
  return table.columns.map((column) =>
    column.total
      ? table.rows.reduce((sum, row) => {
          const value = plainOf(row.cells[column.key])
          return sum + (typeof value === 'number' ? value : 0)
        }, 0)
      : null,
  )
}

/** Everything a report says, as plain values in a fixed order: what is hashed and compared. */
export function saidBy(made: MadeReport, words: Readonly<Record<string, string>> = {}) {
  return {
    definition: made.definition.id,
    version: made.definition.version,
    params: Object.entries(made.params).sort(([a], [b]) => (a < b ? -1 : 1)),
    asOf: made.cut.asOf,
    facts: made.facts.map(({ key, figure }) => [key, 'text' in figure ? figure.text.vi : figure.value]),
    tables: made.tables.map((table) => [
      table.id,
      table.rows.map((row) => [row.key, ...table.columns.map((column) => plainOf(row.cells[column.key]))]),
    ]),
    words: Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}

export function hashOf(said: unknown): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
