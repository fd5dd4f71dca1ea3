import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  file,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { problemText } from '../frame/index.ts'
import { brokeOff, isAttended } from './attended.ts'
import { startCheck, startWrite } from './commands.ts'
import { largestList, undoRun } from './imports.ts'
import type { ImportKind } from './kind.ts'
import { learnHeadings, mendRow, takeUpAgain, withLearned } from './mending.ts'
import { ListPage } from './pages/list-page.tsx'
import { RunPage } from './pages/run-page.tsx'
import { type RowView, recentRuns, rowsOf, rowsPerPage, rowViews, runById } from './queries.ts'
import { words } from './words.ts'

const base = '/lam-viec/nhap-lieu'
const byId = z.object({ id: z.uuid() })
const rowQuery = z.object({
  xem: z.enum(rowViews).catch('attention').default('attention'),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export interface ImportJobs {
  readonly check: Job<{ runId: string }>
  readonly write: Job<{ runId: string }>
}

/** The desk of imports: upload, report, write, undo. */
export function importRoutes(
  kernel: Kernel,
  kinds: ReadonlyMap<string, ImportKind>,
  jobs: ImportJobs,
): readonly Route[] {
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((problem) => ({ field: problem.field, text: problemText(problem, ctx.lang) }))

  async function list(ctx: RequestContext, problems: readonly Problem[] = []): Promise<Reply> {
    const runs = await recentRuns(kernel.db)
    return show(
      <ListPage ctx={ctx} kinds={[...kinds.values()]} runs={runs} errors={errorsOf(problems, ctx)} />,
      {
        status: problems.length > 0 ? 422 : 200,
      },
    )
  }

  async function report(
    ctx: RequestContext,
    id: string,
    asked: z.output<typeof rowQuery> = { xem: 'attention', trang: 1 },
    problems: readonly Problem[] = [],
  ): Promise<Reply> {
    const run = await runById(kernel.db, id)
    if (!run) return notFound()
    const rows = await rowsOf(kernel.db, id, asked.xem, asked.trang)
    const kind = kinds.get(run.kind)
    // Without script too: the page looks again by itself while the work goes on. What was refused stays; its address may take no GET.
    const isAtWork = ['waiting', 'checking', 'writing'].includes(run.status)
    const isLeft = isAtWork && !(await isAttended(kernel.db, id))
    if (problems.length === 0 && isAtWork && !isLeft) {
      const here = localPath(ctx.lang, `${base}/${id}`)
      ctx.setHeader('refresh', `2; url=${here}?xem=${asked.xem}&trang=${asked.trang}`)
    }
    return show(
      <RunPage
        ctx={ctx}
        run={run}
        kind={kind && (await withLearned(kernel.db, kind))}
        rows={rows.slice(0, rowsPerPage)}
        view={asked.xem}
        page={asked.trang}
        more={rows.length > rowsPerPage}
        isLeft={isLeft || run.problems.some(({ code }) => code === brokeOff)}
        errors={errorsOf(problems, ctx)}
      />,
      { status: problems.length > 0 ? 422 : 200 },
    )
  }

  const back = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${base}/${id}`))

  return [
    page({ path: base, permission: 'import.run', audit: null, handler: (ctx) => list(ctx) }),
    form({
      path: base,
      permission: 'import.run',
      audit: 'import.checked',
      files: {
        fields: ['file'],
        maxBytes: largestList,
        maxFiles: 1,
        accept: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      },
      handler: async (ctx) => {
        const received = ctx.form.files.find((each) => each.field === 'file')
        if (received?.problem) return list(ctx, [{ ...listProblem(received.problem), field: 'file' }])
        const stored = received?.stored && (await kernel.files.stat(received.stored.hash))
        if (!stored) return list(ctx, [{ code: 'required', field: 'file' }])
        const input = {
          kind: fieldText(ctx.form, 'kind'),
          stored: { ...stored, name: received.name || stored.name },
        }
        const started = await ctx.run((inner) => startCheck(inner, kinds, input, jobs.check))
        return started.ok ? back(ctx, started.value.runId) : list(ctx, started.problems)
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'import.run',
      audit: null,
      params: byId,
      query: rowQuery,
      handler: (ctx) => report(ctx, ctx.params.id, ctx.query),
    }),
    page({
      path: `${base}/:id/bao-cao`,
      permission: 'import.run',
      audit: null,
      params: byId,
      query: rowQuery,
      handler: async (ctx) => {
        const run = await runById(kernel.db, ctx.params.id)
        if (!run) return notFound()
        const text = await reportText(kernel, run.id, ctx.query.xem, ctx.lang)
        return file(text, 'text/csv; charset=utf-8', {
          name: `${run.file_name.replace(/\.\w+$/, '')}-bao-cao.csv`,
        })
      },
    }),
    form({
      path: `${base}/:id/cot`,
      permission: 'import.run',
      audit: 'import.headings-learned',
      params: byId,
      handler: async (ctx) => {
        const run = await runById(kernel.db, ctx.params.id)
        const kind = run && kinds.get(run.kind)
        if (!kind) return notFound()
        const meant = typedUnder(ctx, 'heading.')
        const done = await ctx.run((inner) => learnHeadings(inner, kind, ctx.params.id, meant, jobs.check))
        return done.ok ? back(ctx, ctx.params.id) : report(ctx, ctx.params.id, undefined, done.problems)
      },
    }),
    form({
      path: `${base}/:id/dong/:line`,
      permission: 'import.run',
      audit: 'import.row-mended',
      params: byId.extend({ line: z.coerce.number().int().min(1) }),
      handler: async (ctx) => {
        const { id, line } = ctx.params
        const done = await ctx.run((inner) => mendRow(inner, id, line, typedUnder(ctx, 'cell.'), jobs.check))
        return done.ok ? back(ctx, id) : report(ctx, id, undefined, done.problems)
      },
    }),
    form({
      path: `${base}/:id/ghi`,
      permission: 'import.run',
      audit: 'import.confirmed',
      params: byId,
      handler: async (ctx) => {
        const started = await ctx.run((inner) => startWrite(inner, ctx.params.id, jobs.write))
        return started.ok ? back(ctx, ctx.params.id) : report(ctx, ctx.params.id, undefined, started.problems)
      },
    }),
    form({
      path: `${base}/:id/kiem-tra-lai`,
      permission: 'import.run',
      audit: 'import.checked',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => takeUpAgain(inner, ctx.params.id, jobs.check))
        return done.ok ? back(ctx, ctx.params.id) : report(ctx, ctx.params.id, undefined, done.problems)
      },
    }),
    form({
      path: `${base}/:id/hoan-tac`,
      permission: 'import.run',
      audit: 'import.undone',
      params: byId,
      handler: async (ctx) => {
        const undone = await ctx.run((inner) => undoRun(inner, kinds, ctx.params.id))
        return undone.ok ? back(ctx, ctx.params.id) : report(ctx, ctx.params.id, undefined, undone.problems)
      },
    }),
  ]
}

/** What was typed into the fields of a name, by the rest of it; nothing for fields left empty under headings. */
function typedUnder(ctx: RequestContext, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ctx.form.fields).flatMap(([name, text]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), String(text).slice(0, 2000)] as const] : [],
    ),
  )
}

/** The store speaks of all files; here only lists come in. */
function listProblem(problem: Problem): Problem {
  return problem.code === 'file-type' ? { code: 'list-not-list', field: 'file' } : problem
}

const mostReported = 20_000

/** The rows of a view as a list a spreadsheet opens, with the mark that makes it read UTF-8. */
async function reportText(kernel: Kernel, runId: string, view: RowView, lang: 'vi' | 'en'): Promise<string> {
  const w = words(lang)
  const rows = await rowsOf(kernel.db, runId, view, 1, mostReported)
  const lines = rows
    .slice(0, mostReported)
    .map((row) => [
      String(row.line),
      row.row_key?.startsWith('~') ? '' : (row.row_key ?? ''),
      row.label,
      w.outcomes[row.outcome] ?? row.outcome,
      row.notes.map((note) => problemText(note, lang)).join(' '),
    ])
  const heading = [w.line, 'id', w.name, w.outcome, w.why]
  return `\ufeff${[heading, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Quoted; a text that a spreadsheet would take for a formula is marked as text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
