import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { StoredFile } from '../../platform/files/index.ts'
import { enqueue, type Job } from '../../platform/jobs/index.ts'
import type { ImportKind } from './kind.ts'
import './tables.ts'

type RunJob = Job<{ runId: string }>

/** Puts an uploaded list in line for its dry run. */
export async function startCheck(
  ctx: CommandContext,
  kinds: ReadonlyMap<string, ImportKind>,
  input: { readonly kind: string; readonly stored: StoredFile },
  check: RunJob,
): Promise<Result<{ runId: string }>> {
  if (!kinds.has(input.kind))
    return refuse('import-kind-unknown', {
      field: 'kind',
      data: { kind: input.kind, known: [...kinds.keys()].join(', ') },
    })
  const runId = uuidv7()
  await ctx.db
    .insertInto('import_run')
    .values({
      id: runId,
      kind: input.kind,
      file_name: input.stored.name,
      file_hash: input.stored.hash,
      file_size: input.stored.size,
      status: 'waiting',
      started_by: ctx.actor.accountId,
      started_by_name: ctx.actor.name,
      created_at: ctx.now,
      written_at: null,
      undone_at: null,
      undone_by_name: null,
    })
    .execute()
  await enqueue(ctx.db, check, { runId })
  ctx.audit({
    action: 'import.checked',
    subjectKind: 'import',
    subjectId: runId,
    place: null,
    detail: { kind: input.kind, file: input.stored.hash },
  })
  return ok({ runId })
}

/** A person has looked at the dry run: write it. Of two who press at once one starts it. */
export async function startWrite(ctx: CommandContext, runId: string, write: RunJob): Promise<Result<void>> {
  const run = await ctx.db
    .selectFrom('import_run')
    .select('status')
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst()
  if (!run) return refuse('not-found')
  if (run.status !== 'checked') return refuse('import-not-checked')
  await ctx.db
    .updateTable('import_run')
    .set({ status: 'writing', rows_seen: 0 })
    .where('id', '=', runId)
    .execute()
  await enqueue(ctx.db, write, { runId })
  ctx.audit({ action: 'import.confirmed', subjectKind: 'import', subjectId: runId, place: null, detail: {} })
  return ok()
}
