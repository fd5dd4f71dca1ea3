import { sql } from 'kysely'
import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import { failed, ok } from '../../platform/command/index.ts'
import { type Db, expectMany } from '../../platform/db/index.ts'
import { openSheet, type SheetLimits } from '../../platform/spreadsheet/index.ts'
import { ahead, Follow } from './follow.ts'
import type { ImportKind, ImportSession, LineReport, ListLine } from './kind.ts'
import { refused } from './kind.ts'
import { linesOf } from './lines.ts'
import { type Mends, withLearned } from './mending.ts'
import type { RunCounts } from './tables.ts'
import './tables.ts'

/** What an import did, or would do. */
export interface RunReport {
  readonly runId: string
  readonly counts: Required<RunCounts>
  /** Headings the kind does not know: kept as printed, not understood. */
  readonly ignored: readonly string[]
}

export interface RunInput {
  readonly runId: string
  readonly path: string
  readonly fileName: string
  readonly isDemo: boolean
  /** Cells mended in the report, by line. */
  readonly mends?: Mends | undefined
  readonly limits?: SheetLimits
  /** Where the reports of a dry run are written: outside the transaction that is rolled back. */
  readonly reportTo?: Db | undefined
  readonly onProgress?: ((rows: number) => void) | undefined
  /** Cells of the line most like a heading, where none was understood. */
  readonly onTitles?: ((titles: readonly string[]) => void) | undefined
  /** Every report as it is made, for a caller that prints or counts them. */
  readonly onReport?: ((report: LineReport) => void) | undefined
}

/**
 * Takes a whole list in the transaction of `ctx`: all of it, or (a broken quote at its end) nothing. A dry run is this
 * very function in a transaction that is rolled back, so it cannot promise what the real run would not do.
 */
export async function runImport(
  ctx: CommandContext,
  known: ImportKind,
  input: RunInput,
): Promise<Result<RunReport>> {
  const kind = await withLearned(ctx.db, known)
  const sheet = await openSheet(input.path, input.limits)
  if (!sheet.ok) return sheet
  await takeTurn(ctx, kind.id)
  await expectMany(ctx.db)
  const session: ImportSession = {
    runId: input.runId,
    fileName: input.fileName,
    isDemo: input.isDemo,
    memory: new Map(),
  }
  const counts: Required<RunCounts> = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    doubtful: 0,
  }
  const seen: Seen = new Map()
  let ignored: readonly string[] = []
  const follow = new Follow(ctx, input.reportTo ?? ctx.db, kind.id, input.runId)
  try {
    for await (const portion of ahead(linesOf(sheet.value, kind, input.mends))) {
      if ('problem' in portion) {
        input.onTitles?.(portion.titles ?? [])
        await follow.done()
        return failed({ field: 'file', ...portion.problem })
      }
      ignored = portion.heading.ignored
      const reports = [
        ...(await takePortion(follow.quiet, kind, portion.lines, session, seen)),
        ...portion.stray.map(({ line, problem }) => refused(line, line.values.name ?? '', problem)),
      ]
      await follow.next(reports)
      for (const report of reports) {
        counts.rows += 1
        counts[report.outcome] += 1
        if (report.doubts.length > 0) counts.doubtful += 1
        input.onReport?.(report)
      }
      input.onProgress?.(counts.rows)
    }
  } catch (error) {
    // What broke first broke the transaction: it is the one to tell, and to try again after.
    await follow.done()
    throw error
  }
  await follow.done()
  return ok({ runId: input.runId, counts, ignored })
}

/** Keys of the list so far with where they stood: not the lines themselves, so that memory does not grow with the list. */
type Seen = Map<string, { readonly line: number; readonly hash: string }>

/** Locks the kind until commit: two imports of one kind follow each other. */
async function takeTurn(ctx: CommandContext, kind: string): Promise<void> {
  await ctx.db
    .insertInto('import_turn')
    .values({ kind })
    .onConflict((row) => row.column('kind').doUpdateSet({ kind }))
    .execute()
}

async function takePortion(
  ctx: CommandContext,
  kind: ImportKind,
  lines: readonly ListLine[],
  session: ImportSession,
  seen: Seen,
): Promise<LineReport[]> {
  const reports: LineReport[] = []
  const fresh: ListLine[] = []
  const known = await knownKeys(ctx, kind.id, lines)
  for (const line of lines) {
    const before = known.get(line.key)
    const twin = seen.get(line.key)
    seen.set(line.key, { line: line.line, hash: line.hash })
    if (twin) reports.push(repeated(line, twin))
    else if (before?.content_hash === line.hash) reports.push(unchanged(line, before))
    else if (before)
      fresh.push({ ...line, known: { subjectId: before.subject_id, version: before.subject_version } })
    else fresh.push(line)
  }
  if (fresh.length > 0) reports.push(...(await kind.take(ctx, fresh, session)))
  return reports.sort((a, b) => a.line.line - b.line.line)
}

type KnownKey = {
  row_key: string
  content_hash: string
  subject_kind: string
  subject_id: string
  subject_version: number
}

async function knownKeys(
  ctx: CommandContext,
  kind: string,
  lines: readonly ListLine[],
): Promise<ReadonlyMap<string, KnownKey>> {
  if (lines.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('import_key')
    .select(['row_key', 'content_hash', 'subject_kind', 'subject_id', 'subject_version'])
    .where('kind', '=', kind)
    .where(sql<boolean>`row_key = ANY(${lines.map((line) => line.key)}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.row_key, row]))
}

function unchanged(line: ListLine, known: KnownKey): LineReport {
  return {
    line,
    outcome: 'unchanged',
    doubts: [],
    remarks: [],
    problems: [],
    label: line.values.name ?? '',
    subject: { kind: known.subject_kind, id: known.subject_id, version: known.subject_version },
    made: [],
  }
}

/** The same row twice in one list says nothing new; the same key over another text is a contradiction. */
function repeated(line: ListLine, twin: { readonly line: number; readonly hash: string }): LineReport {
  const about: Problem = {
    code: twin.hash === line.hash ? 'row-repeated' : 'key-twice',
    data: { line: twin.line, key: line.key.startsWith('~') ? '' : line.key },
  }
  if (twin.hash !== line.hash) return refused(line, line.values.name ?? '', about)
  return { ...refused(line, line.values.name ?? ''), outcome: 'unchanged', remarks: [about] }
}
