import type { DeskTask } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../platform/i18n/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { EmptyState } from '../../web/content/marks.tsx'
import { langOf } from '../../web/index.ts'
import type { FrameWords } from './messages.vi.ts'
import { frameWords } from './words.ts'
import { WorkPage } from './work-page.tsx'

/** “Việc của tôi”: what waits for this person, grouped by the clock. */
export function DeskPage({ ctx, tasks }: { ctx: RequestContext; tasks: readonly DeskTask[] }) {
  const words = frameWords(ctx.lang)
  const groups = groupByClock(tasks, ctx.today, words)
  return (
    <WorkPage ctx={ctx} title={words.desk}>
      <header class="page-head">
        <h1>{words.desk}</h1>
        <p class="page-lead">{words.deskLead}</p>
      </header>
      {groups.length === 0 && (
        <EmptyState icon="tasks" title={words.deskEmpty}>
          {words.deskEmptyHint}
        </EmptyState>
      )}
      {groups.map((group) => (
        <section class="desk-group">
          <h2>
            {group.title} <span class="tab-count">{group.tasks.length}</span>
          </h2>
          <ul class="desk-list">
            {group.tasks.map((task) => (
              <li>
                <a class="desk-task" href={localPath(ctx.lang, task.path)}>
                  <span class="desk-title">{task.title}</span>
                  {task.detail && (
                    <span class="desk-detail" lang={langOf(task.detail, ctx.lang)}>
                      {task.detail}
                    </span>
                  )}
                  <span class="desk-meta">
                    <span>{task.group}</span>
                    {task.due && (
                      <span class="desk-due">{fill(words.due, { day: formatDay(task.due) })}</span>
                    )}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </WorkPage>
  )
}

/** Overdue first, then the coming week, then the rest; within a group by day. */
export function groupByClock(tasks: readonly DeskTask[], today: string, words: FrameWords) {
  const week = addDays(today, 7)
  const kinds = [
    { title: words.overdue, holds: (due?: string) => due !== undefined && due < today },
    { title: words.dueSoon, holds: (due?: string) => due !== undefined && due >= today && due <= week },
    { title: words.later, holds: (due?: string) => due !== undefined && due > week },
    { title: words.noDue, holds: (due?: string) => due === undefined },
  ]
  return kinds
    .map((kind) => ({
      title: kind.title,
      tasks: tasks
        .filter((task) => kind.holds(task.due))
        .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? '')),
    }))
    .filter((group) => group.tasks.length > 0)
}
