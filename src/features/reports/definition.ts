import type { Bilingual, Lang } from '../../platform/i18n/index.ts'
import type { Permission } from '../../rules/permissions/index.ts'
import type { Cut, SetName } from './cut.ts'
import type { ReportParams } from './params.ts'

/** What a cell holds; decides how it is written in every format. `share`: a part of 1. */
export type CellKind = 'text' | 'number' | 'share' | 'decimal' | 'day' | 'star'

/** A record behind a figure, as the list it opens shows it. */
export interface ReportRecord {
  readonly id: string
  /** Where it is read; null where it has no page. */
  readonly path: string | null
  readonly values: Readonly<Record<string, Value>>
}

export type Value = string | number | null | Bilingual

/** A figure: what is printed, and the records it was counted from. `value` of a count is their number by construction. */
export interface Figure {
  readonly value: number | null
  readonly records?: RecordList | undefined
}

/** Records of one kind with the columns of their list. */
export interface RecordList {
  readonly columns: readonly Column[]
  readonly rows: readonly ReportRecord[]
  /** Needed to open the list beside the report itself: it tells what is personal. */
  readonly permission?: Permission | undefined
}

export type Cell = Value | Figure

export interface Column {
  readonly key: string
  readonly head: Bilingual
  readonly kind: CellKind
  /** The table's foot: the sum of the column. */
  readonly total?: boolean | undefined
  /** Relative width on paper; 1 when left out. */
  readonly width?: number | undefined
}

export interface Row {
  /** Names the row within its table, in addresses and comparisons. */
  readonly key: string
  readonly cells: Readonly<Record<string, Cell>>
  /** Where the row itself leads. */
  readonly path?: string | null | undefined
}

export interface Table {
  readonly id: string
  readonly title: Bilingual
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Said under the table: a definition, a limit. */
  readonly note?: Bilingual | undefined
  /** A long list: an annex of the paper, its records beside the body. */
  readonly annex?: boolean | undefined
}

/** A named figure for the words between: `{{recognised.new}}`. */
export interface Fact {
  readonly key: string
  readonly label: Bilingual
  readonly kind: CellKind
  readonly figure: Figure | { readonly text: Bilingual }
}

/** A part of the composed report with the words it begins with; placeholders in double braces. */
export interface WordsPart {
  readonly id: string
  readonly title: Bilingual
  /** Level of the heading: I. or 1. */
  readonly level: 1 | 2
  readonly words: Bilingual
  /** Tables that stand under these words. */
  readonly tables?: readonly string[] | undefined
}

export interface Content {
  readonly tables: readonly Table[]
  readonly facts: readonly Fact[]
}

export type ParamName = 'period' | 'unitsOn' | 'commune' | 'sector' | 'star' | 'province'

/** One report: from this one object come screen, XLSX, DOCX, PDF, CSV and the API. */
export interface ReportDefinition {
  readonly id: string
  /** Raised when a figure changes its meaning: frozen reports keep theirs. */
  readonly version: number
  readonly title: Bilingual
  /** What it tells and how it counts. */
  readonly about: Bilingual
  readonly permission: Permission
  readonly params: readonly ParamName[]
  /** Sets of records it reads: its data cut. */
  readonly reads: readonly SetName[]
  /** Pure: equal cut and params give equal content. */
  build(cut: Cut, params: ReportParams): Content
  /** Present: the office may compose a paper of it. */
  readonly words?: readonly WordsPart[] | undefined
  /** `năm 2026`, `6 tháng đầu năm 2026`: how its period is spoken of, where not from day to day. */
  readonly kindOfPaper?: 'report' | 'list' | undefined
}

export const isFigure = (cell: Cell | undefined): cell is Figure =>
  typeof cell === 'object' && cell !== null && 'value' in cell

export const plainOf = (cell: Cell | undefined): Value =>
  cell === undefined ? null : isFigure(cell) ? cell.value : cell

/** A figure that counts its records. */
export function counted(list: RecordList): Figure {
  return { value: list.rows.length, records: list }
}

export const said = (words: Bilingual, lang: Lang): string => words[lang]
