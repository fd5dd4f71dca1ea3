import { type Selectable, sql } from 'kysely'
import type { CommandContext } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { LineReport } from './kind.ts'
import type { ImportRowTable } from './tables.ts'

/**
 * Writes down what became of a portion: the report of each row (`reports`, outside the import's transaction for a dry
 * run), the keys that make a second import change nothing, and what was made, so that it can be undone.
 */
export async function recordPortion(
  ctx: CommandContext,
  reports: Db,
  kind: string,
  runId: string,
  portion: readonly LineReport[],
  seq: number,
): Promise<number> {
  if (portion.length === 0) return seq
  await writeRows(reports, runId, portion)
  await writeKeys(ctx, kind, runId, portion)
  return writeMade(ctx, runId, portion, seq)
}

async function writeRows(db: Db, runId: string, portion: readonly LineReport[]): Promise<void> {
  const rows: Selectable<ImportRowTable>[] = portion.map((report) => ({
    run_id: runId,
    line: report.line.line,
    row_key: report.line.key,
    outcome: report.outcome,
    doubtful: report.doubts.length > 0,
    notes: [...report.problems, ...report.doubts, ...report.remarks],
    subject_kind: report.subject?.kind ?? null,
    subject_id: report.subject?.id ?? null,
    label: report.label.slice(0, 300),
    printed: report.outcome === 'refused' || report.doubts.length > 0 ? report.line.printed : null,
  }))
  await sql`
    INSERT INTO import_row (run_id, line, row_key, outcome, doubtful, notes, subject_kind, subject_id, label, printed)
    SELECT run_id, line, row_key, outcome, doubtful, notes, subject_kind, subject_id, label, printed
    FROM jsonb_populate_recordset(NULL::import_row, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}

async function writeKeys(
  ctx: CommandContext,
  kind: string,
  runId: string,
  portion: readonly LineReport[],
): Promise<void> {
  const keys = portion.flatMap(({ line, outcome, subject }) =>
    subject && (outcome === 'created' || outcome === 'updated')
      ? [
          {
            kind,
            row_key: line.key,
            content_hash: line.hash,
            run_id: runId,
            subject_kind: subject.kind,
            subject_id: subject.id,
            subject_version: subject.version,
          },
        ]
      : [],
  )
  if (keys.length === 0) return
  await sql`
    INSERT INTO import_key (kind, row_key, content_hash, run_id, subject_kind, subject_id, subject_version)
    SELECT kind, row_key, content_hash, run_id, subject_kind, subject_id, subject_version
    FROM jsonb_populate_recordset(NULL::import_key, ${JSON.stringify(keys)}::jsonb)
    ON CONFLICT (kind, row_key) DO UPDATE SET content_hash = excluded.content_hash, run_id = excluded.run_id,
      subject_kind = excluded.subject_kind, subject_id = excluded.subject_id,
      subject_version = excluded.subject_version`.execute(ctx.db)
}

async function writeMade(
  ctx: CommandContext,
  runId: string,
  portion: readonly LineReport[],
  seq: number,
): Promise<number> {
  let next = seq
  const rows = portion
    .flatMap((report) => report.made)
    .map((made) => ({
      run_id: runId,
      seq: ++next,
      subject_kind: made.kind,
      subject_id: made.id,
      subject_version: made.version,
      before: made.before ?? null,
    }))
  if (rows.length === 0) return seq
  await sql`
    INSERT INTO import_made (run_id, seq, subject_kind, subject_id, subject_version, before)
    SELECT run_id, seq, subject_kind, subject_id, subject_version, NULLIF(before, 'null'::jsonb)
    FROM jsonb_populate_recordset(NULL::import_made, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db)
  return next
}
