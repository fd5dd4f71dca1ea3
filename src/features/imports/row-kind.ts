import {
  type CommandContext,
  type Problem,
  type Result,
  refuse,
  system,
} from '../../platform/command/index.ts'
import type { ImportKind, LineReport, ListLine, Made } from './kind.ts'
import { refused } from './kind.ts'

/** A kind whose records are few and made by their own command: content of the portal. */
export interface RowKind<Input> extends Pick<ImportKind, 'id' | 'label' | 'hint' | 'columns' | 'identity'> {
  /** What the records are called in reports of an import. */
  readonly subject: string
  read(
    values: Readonly<Record<string, string>>,
    ctx: CommandContext,
  ): Result<Input> & { doubts?: readonly Problem[] }
  name(input: Input): string
  /** Records on file that a row may be about: proposed to a person, never merged by itself. */
  likely(ctx: CommandContext, input: Input): Promise<readonly Problem[]>
  create(ctx: CommandContext, input: Input, isDemo: boolean): Promise<Result<{ id: string }>>
  /** Deletes those made here that nobody has edited and nothing rests on; answers the names of the others. */
  takeBack(ctx: CommandContext, made: readonly Made[]): Promise<readonly string[]>
}

/**
 * An import kind out of the command that makes one record. A row imported before whose source has changed is told and left alone: what
 * stands here may have been edited.
 */
export function rowKind<Input>(kind: RowKind<Input>): ImportKind {
  const { id, label, hint, columns, identity } = kind
  return {
    id,
    label,
    hint,
    columns,
    identity,
    take: async (ctx, lines, session) => {
      const reports: LineReport[] = []
      for (const line of lines)
        reports.push(await takeRow({ ...ctx, actor: system }, kind, line, session.isDemo))
      return reports
    },
    undo: async (ctx, made) => {
      const held = await kind.takeBack(ctx, made)
      return held.length > 0
        ? refuse('import-in-use', { data: { names: held.slice(0, 5).join('; ') } })
        : { ok: true, value: undefined }
    },
  }
}

async function takeRow<Input>(
  ctx: CommandContext,
  kind: RowKind<Input>,
  line: ListLine,
  isDemo: boolean,
): Promise<LineReport> {
  const read = kind.read(line.values, ctx)
  const fallback = Object.values(line.values)[0] ?? ''
  if (!read.ok) return refused(line, fallback, ...read.problems)
  const name = kind.name(read.value)
  const report = { line, doubts: read.doubts ?? [], remarks: [], problems: [], label: name, made: [] }
  if (line.known)
    return {
      ...report,
      outcome: 'unchanged',
      doubts: [{ code: 'source-row-changed', data: { name } }],
      subject: { kind: kind.subject, id: line.known.subjectId, version: line.known.version },
    }
  const likely = await kind.likely(ctx, read.value)
  const made = await kind.create(ctx, read.value, isDemo)
  if (!made.ok) return refused(line, name, ...made.problems)
  const record = { kind: kind.subject, id: made.value.id, version: 1 }
  return {
    ...report,
    outcome: 'created',
    doubts: [...report.doubts, ...likely],
    subject: record,
    made: [record],
  }
}

/** A cell as one of several words, by any spelling; null for what is none of them. */
export function oneOf<Value extends string>(
  text: string,
  words: Readonly<Record<string, Value>>,
  keyOf: (text: string) => string,
): Value | null {
  return words[keyOf(text)] ?? null
}

export const columnOf = (
  field: string,
  vi: string,
  en: string,
  headings: readonly string[],
  required = false,
) => ({ field, label: { vi, en }, headings: [vi, en, ...headings], required })
