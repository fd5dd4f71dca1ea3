import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { taskActions } from '../../../rules/targets/index.ts'
import {
  Button,
  Card,
  Details,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  RadioGroup,
  Section,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { draftingWords } from '../drafting/words.ts'
import type { Plan, TargetNow, TaskNow } from '../queries.ts'
import { said, words } from '../words.ts'
import { deskPath } from './paths.ts'
import { deskTargetPath } from './records.tsx'
import { TargetsPlot } from './targets.tsx'
import { AgencyName, dueText, TaskList, TaskMarks } from './tasks.tsx'
import { AgencyTable, AgencyTasks, agencyLines, Tasks, type TaskView, ViewTabs } from './views.tsx'

export { deskPath } from './paths.ts'
export const taskPath = (task: { id: string }) => `${deskPath}/nhiem-vu/${task.id}`

/** Plans, each with the tasks this person may read. */
export function PlanDeskPage(props: {
  ctx: RequestContext
  plans: readonly { plan: Plan; tasks: readonly TaskNow[] }[]
  view: TaskView
  seesProgress: boolean
  edits: boolean
  /** Whether this person may open the plan where it is written. */
  opens: (plan: Plan) => boolean
}) {
  const { ctx, plans } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
        {props.edits && (
          <p>
            <LinkButton href={localPath(lang, `${deskPath}/moi`)} icon="plus">
              {w.newPlan}
            </LinkButton>
          </p>
        )}
      </header>
      {plans.length === 0 && <EmptyState title={w.none}>{w.noneHint}</EmptyState>}
      {plans.length > 0 && <ViewTabs lang={lang} view={props.view} />}
      {runningFirst(plans, ctx.today).map(({ plan, tasks }, place) => (
        <Section
          title={[fill(w.planOf, { year: plan.year }), plan.number].filter(Boolean).join(' – ')}
          {...(plan.status === 'published' && {
            more: { href: localPath(lang, `/ke-hoach/${plan.year}`), label: w.seePlan },
          })}
        >
          <p class="row">
            {props.seesProgress && (
              <LinkButton href={localPath(lang, `${deskPath}/${plan.year}/tien-do`)} icon="chart">
                {w.progress}
              </LinkButton>
            )}
            {props.seesProgress && (
              <LinkButton href={localPath(lang, `${deskPath}/${plan.year}/mo-hinh`)}>{w.pilot}</LinkButton>
            )}
            {props.opens(plan) && (
              <LinkButton href={localPath(lang, `${deskPath}/${plan.year}/soan`)} icon="edit">
                {draftingWords(lang).compose} – {draftingWords(lang).status[plan.status]}
              </LinkButton>
            )}
          </p>
          {tasks.length === 0 ? (
            <EmptyState title={w.noTasks}>{w.noTasksHint}</EmptyState>
          ) : (
            <FoldedTasks open={place === 0} tasks={tasks} lang={lang}>
              <Tasks
                view={props.view}
                year={plan.year}
                lang={lang}
                tasks={tasks}
                hrefOf={(task) => localPath(lang, taskPath(task))}
              />
            </FoldedTasks>
          )}
        </Section>
      ))}
    </WorkPage>
  )
}

/** The plan of this year, then those to come, then those gone by, the newest of them first. */
function runningFirst<T extends { readonly plan: Pick<Plan, 'year'> }>(
  plans: readonly T[],
  today: string,
): T[] {
  const year = Number(today.slice(0, 4))
  const place = ({ plan }: T) => (plan.year >= year ? plan.year - year : 1000 + year - plan.year)
  return [...plans].sort((a, b) => place(a) - place(b))
}

/** Tasks of other years are a line until somebody asks: one works on this year's. */
function FoldedTasks(props: {
  open: boolean
  tasks: readonly TaskNow[]
  lang: Lang
  children: ComponentChildren
}) {
  if (props.open) return props.children
  const w = words(props.lang)
  const late = props.tasks.filter((task) => task.late > 0).length
  const summary = [
    fill(w.tasksOf, { count: props.tasks.length }),
    ...(late > 0 ? [fill(w.tasksLate, { count: late })] : []),
  ].join('; ')
  return <Details summary={summary}>{props.children}</Details>
}

/** A task with its reports; whoever may speak for the agency reports here. */
export function TaskPage(props: {
  ctx: RequestContext
  plan: Plan
  task: TaskNow
  mayReport: boolean
  errors: readonly FormError[]
}) {
  const { ctx, plan, task } = props
  const { lang } = ctx
  const w = words(lang)
  const offered = taskActions.filter((action) => (action === 'reopen') === (task.status === 'done'))
  return (
    <WorkPage
      ctx={ctx}
      title={w.report}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: fill(w.planOf, { year: plan.year }) },
      ]}
    >
      <h1>{said(task.words, lang)}</h1>
      <p>
        <AgencyName agency={task.lead} lang={lang} /> · {dueText(task, lang)}
      </p>
      <TaskMarks task={task} lang={lang} late />
      <Section title={w.reports}>
        {task.actions.length === 0 && <p>{w.noReports}</p>}
        <ul class="news-list small">
          {task.actions.map((each) => (
            <li class="news-line">
              <p class="news-meta">
                {formatDay(each.day)} · {each.actor_name} · {w.actions[each.action]}
              </p>
              <p>{each.note}</p>
              {each.evidence && (
                <p>
                  {w.evidence}: {each.evidence}
                </p>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {props.mayReport && (
        <Section title={w.report}>
          <Form
            action={localPath(lang, taskPath(task))}
            values={ctx.form.fields}
            errors={props.errors}
            autosave={`${ctx.actor.accountId}:plan-task:${task.id}`}
          >
            <RadioGroup
              name="action"
              label={w.action}
              required
              value={offered[0]}
              choices={offered.map((value) => ({ value, label: w.actions[value] }))}
            />
            <TextArea name="note" label={w.note} hint={w.noteHint} required />
            <TextInput name="evidence" label={w.evidence} hint={w.evidenceHint} />
            <FormActions>
              <Button kind="primary">{w.send}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </WorkPage>
  )
}

/** What is late and why, in one minute. */
export function ProgressPage(props: {
  ctx: RequestContext
  plan: Plan
  targets: readonly TargetNow[]
  tasks: readonly TaskNow[]
}) {
  const { ctx, plan } = props
  const { lang } = ctx
  const w = words(lang)
  const late = props.tasks.filter((task) => task.late > 0).sort((a, b) => b.late - a.late)
  const behind = props.targets.filter((target) => target.pace === 'behind' || target.pace === 'missed')
  return (
    <WorkPage
      ctx={ctx}
      title={w.progress}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: fill(w.planOf, { year: plan.year }) },
      ]}
    >
      <header class="page-head">
        <h1>
          {w.progress} – {fill(w.planOf, { year: plan.year })}
        </h1>
        <p class="page-lead">
          {fill(w.minute, {
            all: props.tasks.length,
            done: props.tasks.filter((task) => task.status === 'done').length,
            late: late.length,
            blocked: props.tasks.filter((task) => task.status === 'blocked').length,
            targets: props.targets.length,
            met: props.targets.filter((target) => target.pace === 'met').length,
            behind: behind.length,
          })}
        </p>
        <p class="muted">{fill(w.progressLead, { day: formatDay(ctx.today) })}</p>
      </header>
      <Section title={`${w.lateTasks} (${late.length})`}>
        {late.length === 0 && <Card>{w.noLate}</Card>}
        <TaskList
          late
          lang={lang}
          tasks={late}
          hrefOf={(task) => localPath(lang, taskPath(task))}
          after={(task) => {
            const last = task.actions.at(-1)
            return (
              <p>
                <strong>{w.why}:</strong> {last ? `${last.note} (${formatDay(last.day)})` : w.whyNone}
              </p>
            )
          }}
        />
      </Section>
      {behind.length > 0 && (
        <Section title={w.lateTargets}>
          <TargetsPlot
            lang={lang}
            plan={plan}
            targets={behind}
            today={ctx.today}
            title={w.lateTargets}
            pathOf={deskTargetPath}
          />
        </Section>
      )}
      <Section title={w.byAgency}>
        <AgencyTable lang={lang} lines={agencyLines(props.tasks)} />
      </Section>
    </WorkPage>
  )
}

/** An agency's own page: what it leads, what it helps with. */
export function AgencyPage(props: {
  ctx: RequestContext
  name: string
  plans: Parameters<typeof AgencyTasks>[0]['plans']
  mayOpen: (task: TaskNow) => boolean
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  const title = fill(w.agencyTitle, { agency: props.name })
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: props.name }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{w.agencyLead}</p>
      </header>
      <AgencyTasks
        lang={lang}
        plans={props.plans}
        hrefOf={(task) => (props.mayOpen(task) ? localPath(lang, taskPath(task)) : undefined)}
      />
    </WorkPage>
  )
}
