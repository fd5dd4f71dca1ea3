import type { ComponentChildren } from 'preact'
import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import { EmptyState, StatusMark, type Tone } from '../../../web/index.ts'
import type { Bearer, Plan, TaskNow } from '../queries.ts'
import { said, words } from '../words.ts'

export const statusTone: Readonly<Record<TaskNow['status'], Tone>> = {
  'not-reported': 'neutral',
  'under-way': 'info',
  blocked: 'warn',
  done: 'good',
}

/** As the plan named it, with who bears the duty today. */
export function AgencyName({ agency, lang }: { agency: Bearer; lang: Lang }) {
  return (
    <>
      {agency.named[lang]}
      {agency.now && <> ({fill(words(lang).bearsNow, { agency: agency.now[lang] })})</>}
    </>
  )
}

/** `late` is said where people work: a plan older than this system has duties nobody reported here. */
export function TaskMarks({ task, lang, late }: { task: TaskNow; lang: Lang; late: boolean }) {
  const w = words(lang)
  return (
    <span class="row">
      <StatusMark tone={statusTone[task.status]}>{w.status[task.status]}</StatusMark>
      {late && task.late > 0 && <StatusMark tone="bad">{fill(w.lateBy, { days: task.late })}</StatusMark>}
    </span>
  )
}

export function dueText(task: TaskNow, lang: Lang): string {
  const w = words(lang)
  const stated = said(task.due_words, lang)
  if (stated) return `${w.dueOn}: ${stated}`
  return task.due_on ? `${w.dueOn}: ${formatDay(task.due_on)}` : w.dueNone
}

export function TaskList(props: {
  lang: Lang
  tasks: readonly TaskNow[]
  /** Undefined for a task this person may not open. */
  hrefOf?: ((task: TaskNow) => string | undefined) | undefined
  late?: boolean | undefined
  after?: ((task: TaskNow) => ComponentChildren) | undefined
}) {
  const { lang, tasks, hrefOf } = props
  return (
    <ul class="news-list small">
      {tasks.map((task) => (
        <li class="news-line">
          <p>
            {hrefOf?.(task) ? <a href={hrefOf(task)}>{said(task.words, lang)}</a> : said(task.words, lang)}
          </p>
          <p class="news-meta">
            <AgencyName agency={task.lead} lang={lang} /> · {dueText(task, lang)}
          </p>
          <TaskMarks task={task} lang={lang} late={props.late ?? false} />
          {props.after?.(task)}
        </li>
      ))}
    </ul>
  )
}

/** The plan's groups in its own order, each with how its tasks stand; general duties come last. */
export function TaskGroups({
  lang,
  plan,
  tasks,
  hrefOf,
}: {
  lang: Lang
  plan: Plan
  tasks: readonly TaskNow[]
  hrefOf?: (task: TaskNow) => string
}) {
  const w = words(lang)
  const general = tasks.filter((task) => task.group_no === null)
  const groups = [
    ...plan.task_groups.map((group) => ({
      title: `${group.no}. ${said(group, lang)}`,
      tasks: tasks.filter((task) => task.group_no === group.no),
    })),
    ...(general.length > 0 ? [{ title: w.general, tasks: general }] : []),
  ]
  if (groups.length === 0) return <EmptyState title={w.noTasks} />
  return (
    <>
      {groups.map((group) => (
        <section class="flow">
          <h3>{group.title}</h3>
          {group.tasks.length === 0 ? (
            <p class="page-lead">{w.groupNoTask}</p>
          ) : (
            <>
              <p class="news-meta">
                {fill(w.groupState, {
                  done: group.tasks.filter((task) => task.status === 'done').length,
                  all: group.tasks.length,
                })}
              </p>
              <TaskList lang={lang} tasks={group.tasks} hrefOf={hrefOf} />
            </>
          )}
        </section>
      ))}
    </>
  )
}
