import type { DeskTask, TaskSource } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import type { Notice } from '../../platform/notice.ts'
import { may } from '../../rules/permissions/index.ts'
import { deskPath } from './pages/desk.tsx'
import type { Parts } from './parts.ts'
import { inspectionsFor } from './queries.ts'
import { words } from './words.ts'

/** “Việc của tôi”: visits to make, teams to assign, findings to mend or to look at again. */
export async function inspectionTasks(
  { kernel, deps }: Parts,
  { actor, lang, today }: Parameters<TaskSource>[0],
): Promise<DeskTask[]> {
  const w = words(lang)
  const manages = may(actor, 'inspection.manage', { places: [deps.provinceCode] }, today)
  const readable = await inspectionsFor(kernel.db, actor, today, deps)
  if (readable.length === 0) return []
  const ids = readable.map((each) => each.id)
  const [teams, findings] = await Promise.all([
    kernel.db
      .selectFrom('inspection_member')
      .select('inspection_id')
      .where('inspection_id', 'in', ids)
      .where('account_id', '=', actor.accountId)
      .where('stepped_back_at', 'is', null)
      .execute(),
    kernel.db
      .selectFrom('finding')
      .select(['inspection_id', 'status', 'due_on'])
      .where('inspection_id', 'in', ids)
      .where('status', 'in', ['open', 'answered'])
      .execute(),
  ])
  const mine = new Set(teams.map((row) => row.inspection_id))
  const line = (words: string, id: string, product: string, due: string): DeskTask => ({
    title: fill(words, { product }),
    path: `${deskPath}/${id}`,
    due,
    group: w.group,
  })
  return readable.flatMap((each) => {
    const open = each.status === 'planned' || each.status === 'under-way'
    if (open && mine.has(each.id)) return [line(w.taskVisit, each.id, each.product, each.due_on)]
    if (open && manages && each.team.length === 0)
      return [line(w.taskAssign, each.id, each.product, each.due_on)]
    const own = may(actor, 'inspection.answer', { producerId: each.producer_id }, today)
    return findings
      .filter((finding) => finding.inspection_id === each.id)
      .filter((finding) => (finding.status === 'open' ? own : manages || mine.has(each.id)))
      .map((finding) =>
        line(finding.status === 'open' ? w.taskAnswer : w.taskReview, each.id, each.product, finding.due_on),
      )
  })
}

/** Told once to the producer when a finding is overdue. */
export async function inspectionReminders({ kernel }: Parts, today: string): Promise<Notice[]> {
  const rows = await kernel.db
    .selectFrom('finding as f')
    .innerJoin('inspection as i', 'i.id', 'f.inspection_id')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .select(['f.id', 'f.due_on', 'i.id as inspection', 'i.producer_id', 'p.name'])
    .where('f.status', '=', 'open')
    .where('f.due_on', '<', today)
    .where('i.producer_id', 'is not', null)
    .execute()
  return rows.map((row) => ({
    kind: 'inspections.overdue',
    to: { producerId: row.producer_id ?? undefined },
    params: { product: row.name, due: row.due_on },
    path: `${deskPath}/${row.inspection}`,
    about: { kind: 'inspection', id: row.inspection },
    key: `${row.id}/${row.due_on}`,
  }))
}
