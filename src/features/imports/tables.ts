import type { ColumnType, Generated } from 'kysely'
import type { Problem } from '../../platform/problem.ts'

/**
 * `waiting` for its turn · `checking` a dry run · `checked` and waiting for a person's word · `writing` · `written` ·
 * `undone` · `refused` as a whole (not a list, wrong encoding, no header).
 */
export type RunStatus = 'waiting' | 'checking' | 'checked' | 'writing' | 'written' | 'undone' | 'refused'

export interface RunCounts {
  rows?: number
  created?: number
  updated?: number
  unchanged?: number
  refused?: number
  doubtful?: number
}

export interface ImportRunTable {
  id: string
  kind: string
  file_name: string
  file_hash: string
  file_size: number
  status: RunStatus
  rows_seen: Generated<number>
  counts: ColumnType<RunCounts, string | undefined, string>
  problems: ColumnType<readonly Problem[], string | undefined, string>
  started_by: string | null
  started_by_name: string
  created_at: Date
  written_at: Date | null
  undone_at: Date | null
  undone_by_name: string | null
  is_demo: Generated<boolean>
  ignored: ColumnType<readonly string[], string | undefined, string>
}

export interface ImportHeadingTable {
  kind: string
  heading_key: string
  heading: string
  field: string
  learned_at: Date
  learned_by_name: string
}

export interface ImportMendTable {
  run_id: string
  line: number
  cells: ColumnType<Readonly<Record<string, string>>, string, string>
  mended_at: Date
  mended_by_name: string
}

export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'refused'

export interface ImportRowTable {
  run_id: string
  line: number
  row_key: string | null
  outcome: RowOutcome
  doubtful: Generated<boolean>
  notes: Generated<readonly Problem[]>
  subject_kind: string | null
  subject_id: string | null
  label: Generated<string>
  printed: Readonly<Record<string, string>> | null
}

export interface ImportKeyTable {
  kind: string
  row_key: string
  content_hash: string
  run_id: string
  subject_kind: string
  subject_id: string
  subject_version: number
}

/** Something the import wrote; `before` is null when it made it, else what stood there. */
export interface Made {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly before?: unknown
}

export interface ImportPortionTable {
  run_id: string
  seq: number
  /** In the order of making. */
  made: readonly Made[]
  /** Keys the portion renewed, as they stood before; null where the run is older than their keeping. */
  keys: readonly ImportKeyTable[] | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    import_run: ImportRunTable
    import_row: ImportRowTable
    import_key: ImportKeyTable
    import_portion: ImportPortionTable
    import_turn: { kind: string }
    import_heading: ImportHeadingTable
    import_mend: ImportMendTable
  }
}
