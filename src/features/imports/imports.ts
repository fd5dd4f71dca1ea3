import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import {
  type Actor,
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
  system,
} from '../../platform/command/index.ts'
import { tidyIndexes, uuidv7 } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { SheetLimits } from '../../platform/spreadsheet/index.ts'
import type { ImportKind, LineReport, Made } from './kind.ts'
import { mendsOf } from './mending.ts'
import { type RunReport, runImport } from './run.ts'
import './tables.ts'

/** Lists larger than this are refused before they are read. */
export const largestList = 64 * 1024 * 1024

export interface FileImport {
  readonly kind: string
  readonly path: string
  readonly dryRun: boolean
  readonly isDemo?: boolean
  readonly actor?: Actor
  readonly limits?: SheetLimits
  readonly onProgress?: (rows: number) => void
  readonly onReport?: (report: LineReport) => void
}

/** A dry run went through: carries its report out of the transaction that takes everything back. */
const dryRunDone = 'dry-run-done'

/**
 * Imports a file of this machine: the command line, demo data. A dry run writes nothing at all. All of the list is taken, or
 * nothing of it.
 */
export async function importFile(
  kernel: Kernel,
  kinds: ReadonlyMap<string, ImportKind>,
  input: FileImport,
): Promise<Result<RunReport>> {
  const kind = kinds.get(input.kind)
  if (!kind)
    return refuse('import-kind-unknown', { data: { kind: input.kind, known: [...kinds.keys()].join(', ') } })
  const found = await stat(input.path).catch(() => null)
  if (!found?.isFile()) return refuse('list-not-found', { field: 'file', data: { path: input.path } })
  if (found.size > largestList)
    return refuse('file-too-large', { field: 'file', data: { maximum: Math.floor(largestList / 1_000_000) } })
  const actor = input.actor ?? system
  const runId = uuidv7()
  const hash = await hashOf(input.path)
  let report: RunReport | null = null
  const done = await kernel.run(actor, async (ctx) => {
    await ctx.db
      .insertInto('import_run')
      .values({
        id: runId,
        kind: kind.id,
        file_name: basename(input.path).slice(0, 200),
        file_hash: hash,
        file_size: found.size,
        status: 'writing',
        started_by: actor.accountId,
        started_by_name: actor.name,
        created_at: ctx.now,
        written_at: null,
        undone_at: null,
        undone_by_name: null,
        is_demo: input.isDemo ?? false,
      })
      .execute()
    const run = await runImport(ctx, kind, {
      runId,
      path: input.path,
      fileName: basename(input.path),
      isDemo: input.isDemo ?? false,
      ...(input.limits && { limits: input.limits }),
      onProgress: input.onProgress,
      onReport: input.onReport,
    })
    if (!run.ok) return run
    report = run.value
    if (input.dryRun) return refuse(dryRunDone)
    await finish(ctx, runId, run.value)
    ctx.after(() => void tidyIndexes(kernel.db).catch(() => undefined))
    return ok(run.value)
  })
  if (report !== null && !done.ok && done.problems[0]?.code === dryRunDone) return ok(report)
  return done
}

async function finish(ctx: CommandContext, runId: string, report: RunReport): Promise<void> {
  await ctx.db
    .updateTable('import_run')
    .set({
      status: 'written',
      rows_seen: report.counts.rows,
      counts: JSON.stringify(report.counts),
      problems: '[]',
      written_at: ctx.now,
    })
    .where('id', '=', runId)
    .execute()
  ctx.audit({
    action: 'import.written',
    subjectKind: 'import',
    subjectId: runId,
    place: null,
    detail: { ...report.counts },
  })
}

/** The dry run of an uploaded list: its report is kept, its writing is not. Safe to run again after a crash. */
export async function checkRun(
  kernel: Kernel,
  kinds: ReadonlyMap<string, ImportKind>,
  runId: string,
): Promise<void> {
  await perform(kernel, kinds, runId, ['waiting', 'checking'], async (kind, run, path) => {
    await kernel.db.updateTable('import_run').set({ status: 'checking' }).where('id', '=', runId).execute()
    await kernel.db.deleteFrom('import_row').where('run_id', '=', runId).execute()
    let report: RunReport | null = null
    let titles: readonly string[] = []
    const mends = await mendsOf(kernel.db, runId)
    const done = await kernel.run(actorOf(run), async (ctx) => {
      const checked = await runImport(ctx, kind, {
        mends,
        onTitles: (found) => {
          titles = found
        },
        runId,
        path,
        fileName: run.file_name,
        isDemo: run.is_demo,
        reportTo: kernel.db,
        onProgress: (rows) => void note(kernel, runId, rows),
      })
      if (!checked.ok) return checked
      report = checked.value
      return refuse(dryRunDone)
    })
    const problems = done.ok || done.problems[0]?.code === dryRunDone ? [] : done.problems
    await settle(kernel, runId, report, problems, 'checked', titles)
  })
}

/** Writes an uploaded list that a person has looked at. The report is made anew: it tells what truly happened. */
export async function writeRun(
  kernel: Kernel,
  kinds: ReadonlyMap<string, ImportKind>,
  runId: string,
): Promise<void> {
  await perform(kernel, kinds, runId, ['writing'], async (kind, run, path) => {
    const done = await kernel.run(actorOf(run), async (ctx) => {
      await ctx.db.deleteFrom('import_row').where('run_id', '=', runId).execute()
      const written = await runImport(ctx, kind, {
        mends: await mendsOf(ctx.db, runId),
        runId,
        path,
        fileName: run.file_name,
        isDemo: run.is_demo,
        onProgress: (rows) => void note(kernel, runId, rows),
      })
      if (!written.ok) return written
      await finish(ctx, runId, written.value)
      ctx.after(() => void tidyIndexes(kernel.db).catch(() => undefined))
      return ok(written.value)
    })
    if (!done.ok) await settle(kernel, runId, null, done.problems, 'refused')
  })
}

interface Run {
  readonly file_name: string
  readonly file_hash: string
  readonly kind: string
  readonly is_demo: boolean
  readonly started_by: string | null
  readonly started_by_name: string
}

/** The person who started it stands in the audit log; what they may was asked when they started it. */
function actorOf(run: Run): Actor {
  return { ...system, accountId: run.started_by, name: run.started_by_name }
}

async function perform(
  kernel: Kernel,
  kinds: ReadonlyMap<string, ImportKind>,
  runId: string,
  statuses: readonly ('waiting' | 'checking' | 'writing')[],
  work: (kind: ImportKind, run: Run, path: string) => Promise<void>,
): Promise<void> {
  const run = await kernel.db.selectFrom('import_run').selectAll().where('id', '=', runId).executeTakeFirst()
  if (!run || !statuses.some((status) => status === run.status)) return
  const kind = kinds.get(run.kind)
  if (!kind) {
    await settle(kernel, runId, null, [{ code: 'import-kind-unknown', data: { kind: run.kind } }], 'refused')
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'saolang-list-'))
  try {
    const stored = await kernel.files.open(run.file_hash)
    if (!stored) {
      await settle(kernel, runId, null, [{ code: 'list-not-found', field: 'file' }], 'refused')
      return
    }
    const path = join(folder, 'list')
    await pipeline(stored, createWriteStream(path))
    await work(kind, run, path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function settle(
  kernel: Kernel,
  runId: string,
  report: RunReport | null,
  problems: readonly Problem[],
  status: 'checked' | 'refused',
  titles: readonly string[] = [],
): Promise<void> {
  await kernel.db
    .updateTable('import_run')
    .set({
      status: problems.length > 0 ? 'refused' : status,
      problems: JSON.stringify(problems),
      ignored: JSON.stringify(report?.ignored ?? titles),
      ...(report && { counts: JSON.stringify(report.counts), rows_seen: report.counts.rows }),
    })
    .where('id', '=', runId)
    .execute()
}

async function note(kernel: Kernel, runId: string, rows: number): Promise<void> {
  await kernel.db
    .updateTable('import_run')
    .set({ rows_seen: rows })
    .where('id', '=', runId)
    .execute()
    .catch(() => undefined)
}

/** Takes a whole import back: everything it made goes, everything it changed is as before; or nothing is taken back. */
export async function undoRun(
  ctx: CommandContext,
  kinds: ReadonlyMap<string, ImportKind>,
  runId: string,
): Promise<Result<void>> {
  const run = await ctx.db
    .selectFrom('import_run')
    .selectAll()
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst()
  if (!run) return refuse('not-found')
  if (run.status !== 'written') return refuse('import-not-written')
  const kind = kinds.get(run.kind)
  if (!kind) return failed({ code: 'import-kind-unknown', data: { kind: run.kind } })
  const portions = await ctx.db
    .selectFrom('import_portion')
    .select(['made', 'keys'])
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute()
  if (run.counts.updated && portions.some(({ keys }) => keys === null))
    return refuse('import-before-not-kept')
  // What was made last goes first.
  const made: Made[] = portions.flatMap((portion) => portion.made).reverse()
  const undone = await kind.undo(ctx, made)
  if (!undone.ok) return undone
  await ctx.db.deleteFrom('import_key').where('run_id', '=', runId).execute()
  const renewed = portions.flatMap(({ keys }) => keys ?? [])
  await sql`INSERT INTO import_key SELECT * FROM jsonb_populate_recordset(NULL::import_key, ${JSON.stringify(renewed)}::jsonb)`.execute(
    ctx.db,
  )
  await ctx.db.deleteFrom('import_portion').where('run_id', '=', runId).execute()
  await ctx.db
    .updateTable('import_run')
    .set({ status: 'undone', undone_at: ctx.now, undone_by_name: ctx.actor.name })
    .where('id', '=', runId)
    .execute()
  ctx.audit({ action: 'import.undone', subjectKind: 'import', subjectId: runId, place: null, detail: {} })
  return ok()
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
