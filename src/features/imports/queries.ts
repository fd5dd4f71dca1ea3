import type { Db } from '../../platform/db/index.ts'
import './tables.ts'

export const rowsPerPage = 50

export const rowViews = ['attention', 'refused', 'doubtful', 'all'] as const
export type RowView = (typeof rowViews)[number]

export async function recentRuns(db: Db) {
  return db.selectFrom('import_run').selectAll().orderBy('created_at', 'desc').limit(50).execute()
}
export type Run = Awaited<ReturnType<typeof recentRuns>>[number]

export async function runById(db: Db, id: string): Promise<Run | undefined> {
  return db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Rows of a report in the order of the list; one more than a page, to know whether it goes on. */
export async function rowsOf(db: Db, runId: string, view: RowView, page: number, size = rowsPerPage) {
  return db
    .selectFrom('import_row')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(view === 'refused', (query) => query.where('outcome', '=', 'refused'))
    .$if(view === 'doubtful', (query) => query.where('doubtful', '=', true))
    .$if(view === 'attention', (query) =>
      query.where((eb) => eb.or([eb('doubtful', '=', true), eb('outcome', '=', 'refused')])),
    )
    .orderBy('line')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
}
export type Row = Awaited<ReturnType<typeof rowsOf>>[number]
