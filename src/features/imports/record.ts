import { type Selectable, sql } from 'kysely'
import type { CommandContext } from '../../platform/command/index.ts'
import { type Db, jsonb } from '../../platform/db/index.ts'
import type { LineReport } from './kind.ts'
import type { ImportKeyTable, ImportRowTable } from './tables.ts'

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
  const [renewed] = await Promise.all([
    writeKeys(ctx, kind, runId, portion),
    writeRows(reports, runId, portion),
  ])
  return writeMade(ctx, runId, portion, renewed, seq)
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

/** Answers the keys that stood here before, as they stood: the undo gives them back. */
async function writeKeys(
  ctx: CommandContext,
  kind: string,
  runId: string,
  portion: readonly LineReport[],
): Promise<readonly ImportKeyTable[]> {
  const keys = portion.flatMap(({ line, outcome, subject }) =>
    subject && (outcome === 'created' || outcome === 'updated')
      ? [
          {
            row_key: line.key,
            content_hash: line.hash,
            subject_kind: subject.kind,
            subject_id: subject.id,
            subject_version: subject.version,
          },
        ]
      : [],
  )
  if (keys.length === 0) return []
  const column = <Name extends keyof (typeof keys)[number]>(name: Name) => keys.map((key) => key[name])
  // The outer query reads what stood before its own writing.
  const { rows } = await sql<ImportKeyTable>`
    WITH written AS (INSERT INTO import_key (kind, row_key, content_hash, run_id, subject_kind, subject_id, subject_version)
    SELECT ${kind}, row_key, content_hash, ${runId}::uuid, subject_kind, subject_id, subject_version
    FROM unnest(${column('row_key')}::text[], ${column('content_hash')}::text[], ${column('subject_kind')}::text[],
      ${column('subject_id')}::uuid[], ${column('subject_version')}::integer[])
      AS k(row_key, content_hash, subject_kind, subject_id, subject_version)
    ON CONFLICT (kind, row_key) DO UPDATE SET content_hash = excluded.content_hash, run_id = excluded.run_id,
      subject_kind = excluded.subject_kind, subject_id = excluded.subject_id,
      subject_version = excluded.subject_version RETURNING kind, row_key)
    SELECT k.* FROM import_key k JOIN written USING (kind, row_key)`.execute(ctx.db)
  return rows
}

async function writeMade(
  ctx: CommandContext,
  runId: string,
  portion: readonly LineReport[],
  keys: readonly ImportKeyTable[],
  seq: number,
): Promise<number> {
  const made = portion.flatMap((report) => report.made)
  if (made.length === 0 && keys.length === 0) return seq
  await ctx.db
    .insertInto('import_portion')
    .values({ run_id: runId, seq: seq + 1, made: jsonb(made), keys: jsonb(keys) })
    .execute()
  return seq + 1
}
