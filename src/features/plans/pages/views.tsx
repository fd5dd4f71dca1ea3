import { fill, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { Card, EmptyState, Section, Table, Tabs } from '../../../web/index.ts'
import type { Bearer, Plan, TaskNow } from '../queries.ts'
import { said, words } from '../words.ts'
import { deskPath } from './paths.ts'
import { AgencyName, dueText, statusTone, TaskList, TaskMarks } from './tasks.tsx'

export const taskViews = ['list', 'board', 'calendar'] as const
export type TaskView = (typeof taskViews)[number]

export interface ViewProps {
  readonly lang: Lang
  readonly tasks: readonly TaskNow[]
  readonly hrefOf: (task: TaskNow) => string
}

export function ViewTabs({ lang, view }: { lang: Lang; view: TaskView }) {
  const w = words(lang)
  return (
    <Tabs
      label={w.views}
      items={taskViews.map((each) => ({
        label: w.viewNames[each],
        href: localPath(lang, each === 'list' ? deskPath : `${deskPath}?xem=${each}`),
        current: each === view,
      }))}
    />
  )
}

export function Tasks({ view, year, ...props }: ViewProps & { view: TaskView; year: number }) {
  if (view === 'board') return <Board {...props} />
  return view === 'calendar' ? <Calendar {...props} year={year} /> : <TaskList late {...props} />
}

/** A column a status: what nobody reported on stands first; a status without tasks is told below. */
function Board({ lang, tasks, hrefOf }: ViewProps) {
  const w = words(lang)
  const columns = (Object.keys(statusTone) as TaskNow['status'][]).map((status) => ({
    status,
    here: tasks.filter((task) => task.status === status),
  }))
  const empty = columns.filter(({ here }) => here.length === 0)
  return (
    <>
      <div class="board">
        {columns
          .filter(({ here }) => here.length > 0)
          .map(({ status, here }) => (
            <section class={here.length > 3 ? 'flow much' : 'flow'}>
              <h3>
                {w.status[status]} ({here.length})
              </h3>
              <div class="grid">
                {here.map((task) => (
                  <Card heading="h4" title={said(task.words, lang)} href={hrefOf(task)}>
                    <p class="muted small">
                      <AgencyName agency={task.lead} lang={lang} /> · {dueText(task, lang)}
                    </p>
                    {task.late > 0 && <TaskMarks task={task} lang={lang} late />}
                  </Card>
                ))}
              </div>
            </section>
          ))}
      </div>
      {empty.length > 0 && (
        <p class="muted small">{empty.map(({ status }) => `${w.status[status]} (0)`).join(' · ')}</p>
      )}
    </>
  )
}

/** The year's months that have something due; what has no day comes last. */
function Calendar({ lang, tasks, hrefOf, year }: ViewProps & { year: number }) {
  const w = words(lang)
  const months = [...new Set(tasks.flatMap((task) => (task.due_on ? [task.due_on.slice(0, 7)] : [])))].sort()
  const none = tasks.filter((task) => task.due_on === null)
  const name = (month: string) => {
    const told = fill(w.month, { month: Number(month.slice(5)) })
    return month.startsWith(String(year)) ? told : `${told}/${month.slice(0, 4)}`
  }
  return (
    <>
      {months.map((month) => (
        <section class="flow">
          <h3>{name(month)}</h3>
          <TaskList
            late
            lang={lang}
            hrefOf={hrefOf}
            tasks={tasks
              .filter((task) => task.due_on?.startsWith(month))
              .sort((a, b) => (a.due_on! < b.due_on! ? -1 : 1))}
          />
        </section>
      ))}
      {none.length > 0 && (
        <section class="flow">
          <h3>{w.dueNone}</h3>
          <TaskList late lang={lang} tasks={none} hrefOf={hrefOf} />
        </section>
      )}
    </>
  )
}

export interface AgencyLine {
  readonly agency: Bearer
  readonly tasks: number
  readonly done: number
  readonly late: number
  readonly blocked: number
}

/** Agencies by who bears the duty today, those that are late first. */
export function agencyLines(tasks: readonly TaskNow[]): AgencyLine[] {
  const lines = new Map<string, AgencyLine>()
  for (const task of tasks) {
    const id = task.lead.now?.id ?? task.lead.id
    const line = lines.get(id) ?? { agency: task.lead, tasks: 0, done: 0, late: 0, blocked: 0 }
    lines.set(id, {
      ...line,
      tasks: line.tasks + 1,
      done: line.done + (task.status === 'done' ? 1 : 0),
      late: line.late + (task.late > 0 ? 1 : 0),
      blocked: line.blocked + (task.status === 'blocked' ? 1 : 0),
    })
  }
  return [...lines.values()].sort((a, b) => b.late - a.late || b.blocked - a.blocked || b.tasks - a.tasks)
}

export const agencyPath = (id: string) => `${deskPath}/co-quan/${id}`

export function AgencyTable({ lang, lines }: { lang: Lang; lines: readonly AgencyLine[] }) {
  const w = words(lang)
  return (
    <Table
      caption={w.byAgency}
      captionHidden
      rows={lines}
      columns={[
        {
          key: 'agency',
          head: w.agency,
          main: true,
          cell: ({ agency }) => (
            <a href={localPath(lang, agencyPath(agency.now?.id ?? agency.id))}>
              <AgencyName agency={agency} lang={lang} />
            </a>
          ),
        },
        { key: 'tasks', head: w.tasksHead, numeric: true, cell: (line) => line.tasks },
        { key: 'done', head: w.status.done, numeric: true, cell: (line) => line.done },
        { key: 'blocked', head: w.status.blocked, numeric: true, cell: (line) => line.blocked },
        { key: 'late', head: w.lateHead, numeric: true, cell: (line) => line.late },
      ]}
    />
  )
}

/** What an agency leads and what it helps with, plan by plan. */
export function AgencyTasks(props: {
  lang: Lang
  plans: readonly { plan: Plan; leads: readonly TaskNow[]; helps: readonly TaskNow[] }[]
  hrefOf: (task: TaskNow) => string | undefined
}) {
  const { lang, plans } = props
  const w = words(lang)
  const list = (title: string, tasks: readonly TaskNow[]) =>
    tasks.length > 0 && (
      <>
        <h3>
          {title} ({tasks.length})
        </h3>
        <TaskList
          late
          lang={lang}
          tasks={tasks}
          hrefOf={props.hrefOf}
          after={(task) => {
            const last = task.actions.at(-1)
            return last ? <p class="muted small">{last.note}</p> : null
          }}
        />
      </>
    )
  if (plans.length === 0) return <EmptyState title={w.agencyNone}>{w.agencyNoneHint}</EmptyState>
  return (
    <>
      {plans.map(({ plan, leads, helps }) => (
        <Section
          title={[fill(w.planOf, { year: plan.year }), plan.number].filter(Boolean).join(' – ')}
          more={{ href: localPath(lang, `/ke-hoach/${plan.year}`), label: w.seePlan }}
        >
          {list(w.leadsTitle, leads)}
          {list(w.helpsTitle, helps)}
        </Section>
      ))}
    </>
  )
}
