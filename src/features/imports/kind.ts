import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import type { Bilingual } from '../../platform/i18n/index.ts'
import type { Made, RowOutcome } from './tables.ts'

export type { Made } from './tables.ts'

/** A column of a list: its meaning, and the headings it goes by, in any spelling, with or without accents. */
export interface ImportColumn {
  readonly field: string
  readonly label: Bilingual
  readonly headings: readonly string[]
  readonly required?: boolean
}

/** A line of the list with its meaning: empty text for what it does not state. */
export interface ListLine {
  readonly line: number
  /** Names the row for ever: the source's own key, else one made of what identifies it. */
  readonly key: string
  /** Of everything the row says; the same hash under the same key is the same row. */
  readonly hash: string
  readonly values: Readonly<Record<string, string>>
  /** Heading to text, as printed, unknown columns included. */
  readonly printed: Readonly<Record<string, string>>
  /** Set when an earlier import has taken a row of this key: what it became, and the version it left. */
  readonly known?: { readonly subjectId: string; readonly version: number } | undefined
}

export interface LineReport {
  readonly line: ListLine
  readonly outcome: RowOutcome
  /** What a person should look at before believing it. */
  readonly doubts: readonly Problem[]
  /** What was left open, said plainly; nothing to mend. */
  readonly remarks: readonly Problem[]
  /** Why the row was refused; only then not empty. */
  readonly problems: readonly Problem[]
  readonly label: string
  readonly subject?: { readonly kind: string; readonly id: string; readonly version: number } | undefined
  readonly made: readonly Made[]
}

/** What the lines of one import share. `memory` is the kind's own, empty at the start. */
export interface ImportSession {
  readonly runId: string
  readonly fileName: string
  readonly isDemo: boolean
  readonly memory: Map<string, unknown>
}

/**
 * A kind of list that can be imported. The feature that owns the records declares it and is handed to `createImports`;
 * the machinery reads, keys, reports, commits and undoes.
 */
export interface ImportKind {
  readonly id: string
  readonly label: Bilingual
  readonly hint: Bilingual
  readonly columns: readonly ImportColumn[]
  /** What identifies a row that carries no key of its own. */
  identity(values: Readonly<Record<string, string>>): readonly string[]
  /** Writes a portion of lines within the transaction of the whole import and says what became of each. */
  take(
    ctx: CommandContext,
    lines: readonly ListLine[],
    session: ImportSession,
  ): Promise<readonly LineReport[]>
  /** Takes back what the import made, newest first; refuses when something now rests on it. */
  undo(ctx: CommandContext, made: readonly Made[]): Promise<Result<void>>
}

/** A refused line. */
export function refused(line: ListLine, label: string, ...problems: readonly Problem[]): LineReport {
  return { line, outcome: 'refused', doubts: [], remarks: [], problems, label, made: [] }
}
