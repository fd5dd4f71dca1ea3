import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { enqueue, type Job } from '../../platform/jobs/index.ts'
import { isAttended } from './attended.ts'
import { headingKey } from './heading.ts'
import type { ImportColumn, ImportKind } from './kind.ts'
import './tables.ts'

/** Cells mended by a person, by line: heading as printed to text. */
export type Mends = ReadonlyMap<number, Readonly<Record<string, string>>>

/** The kind with the headings people have explained for it. */
export async function withLearned(db: Db, kind: ImportKind): Promise<ImportKind> {
  const learned = await db
    .selectFrom('import_heading')
    .select(['heading', 'field'])
    .where('kind', '=', kind.id)
    .execute()
  if (learned.length === 0) return kind
  const columns = kind.columns.map((column): ImportColumn => {
    const more = learned.filter(({ field }) => field === column.field).map(({ heading }) => heading)
    return more.length === 0 ? column : { ...column, headings: [...column.headings, ...more] }
  })
  return { ...kind, columns }
}

export async function mendsOf(db: Db, runId: string): Promise<Mends> {
  const rows = await db
    .selectFrom('import_mend')
    .select(['line', 'cells'])
    .where('run_id', '=', runId)
    .execute()
  return new Map(rows.map(({ line, cells }) => [line, cells]))
}

type RunJob = Job<{ runId: string }>

/** A person says what headings mean; they are remembered for every later list of the kind, and this one is checked again. */
export async function learnHeadings(
  ctx: CommandContext,
  kind: ImportKind,
  runId: string,
  meant: Readonly<Record<string, string>>,
  check: RunJob,
): Promise<Result<void>> {
  const known = new Set(kind.columns.map(({ field }) => field))
  const said = Object.entries(meant).filter(
    ([heading, field]) => known.has(field) && headingKey(heading) !== '',
  )
  if (said.length === 0) return refuse('import-nothing-explained')
  for (const [heading, field] of said)
    await ctx.db
      .insertInto('import_heading')
      .values({
        kind: kind.id,
        heading_key: headingKey(heading).slice(0, 200),
        heading: heading.slice(0, 200),
        field,
        learned_at: ctx.now,
        learned_by_name: ctx.actor.name,
      })
      .onConflict((row) =>
        row
          .columns(['kind', 'heading_key'])
          .doUpdateSet({ field, learned_at: ctx.now, learned_by_name: ctx.actor.name }),
      )
      .execute()
  ctx.audit({
    action: 'import.headings-learned',
    subjectKind: 'import',
    subjectId: runId,
    place: null,
    detail: Object.fromEntries(said),
  })
  return checkAgain(ctx, runId, check)
}

/** Mends a row in its report: the file stays as it was sent, what was typed over it is kept beside it. */
export async function mendRow(
  ctx: CommandContext,
  runId: string,
  line: number,
  cells: Readonly<Record<string, string>>,
  check: RunJob,
): Promise<Result<void>> {
  const row = await ctx.db
    .selectFrom('import_row')
    .select('printed')
    .where('run_id', '=', runId)
    .where('line', '=', line)
    .executeTakeFirst()
  if (!row?.printed) return refuse('not-found')
  await ctx.db
    .insertInto('import_mend')
    .values({
      run_id: runId,
      line,
      cells: JSON.stringify(cells),
      mended_at: ctx.now,
      mended_by_name: ctx.actor.name,
    })
    .onConflict((each) =>
      each.columns(['run_id', 'line']).doUpdateSet({
        cells: JSON.stringify(cells),
        mended_at: ctx.now,
        mended_by_name: ctx.actor.name,
      }),
    )
    .execute()
  ctx.audit({
    action: 'import.row-mended',
    subjectKind: 'import',
    subjectId: runId,
    place: null,
    detail: { line },
  })
  return checkAgain(ctx, runId, check)
}

/** A run that broke off is checked again: one that was settled so, or that nothing works on any more. */
export async function takeUpAgain(ctx: CommandContext, runId: string, check: RunJob): Promise<Result<void>> {
  const done = await checkAgain(ctx, runId, check, true)
  if (done.ok)
    ctx.audit({
      action: 'import.checked',
      subjectKind: 'import',
      subjectId: runId,
      place: null,
      detail: { again: true },
    })
  return done
}

async function checkAgain(
  ctx: CommandContext,
  runId: string,
  check: RunJob,
  brokenOff = false,
): Promise<Result<void>> {
  const run = await ctx.db
    .selectFrom('import_run')
    .select('status')
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst()
  if (!run) return refuse('not-found')
  const isAtWork = run.status === 'waiting' || run.status === 'checking' || run.status === 'writing'
  if (brokenOff && isAtWork && (await isAttended(ctx.db, runId))) return refuse('import-at-work')
  if (run.status !== 'checked' && run.status !== 'refused' && !(brokenOff && isAtWork))
    return refuse('import-not-checked')
  await ctx.db
    .updateTable('import_run')
    .set({ status: 'waiting', rows_seen: 0, problems: '[]' })
    .where('id', '=', runId)
    .execute()
  await enqueue(ctx.db, check, { runId })
  return ok()
}
