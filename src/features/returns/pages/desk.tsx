import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { Doubt, ReturnLaw } from '../../../rules/returns/index.ts'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  Section,
  StatFigure,
  StatusMark,
  Table,
  Tag,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage, WorkPage } from '../../frame/index.ts'
import type { Due, Return, ReturnFigure, TaskLine } from '../queries.ts'
import { periodText, words } from '../words.ts'
import { outputText, ReturnForm } from './return-form.tsx'

export const deskPath = '/lam-viec/bao-cao-ky'
export const dutiesPath = '/quy-che'

/** The office's regulation after recognition, each duty with its source. */
export function DutiesPage({ ctx, law }: { ctx: RequestContext; law: ReturnLaw }) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <PublicPage ctx={ctx} title={w.duties} description={w.dutiesLead} breadcrumbs={[{ label: w.duties }]}>
      <header class="page-head">
        <h1>{w.duties}</h1>
        <p class="page-lead">{w.dutiesLead}</p>
      </header>
      <ul class="news-list">
        {law.duties.map((duty) => (
          <li class="news-line">
            <h2 class="news-title">{duty[lang]}</h2>
            <p>
              <Tag>{duty.status === 'law' ? w.law : w.default}</Tag> {duty.ref}
            </p>
          </li>
        ))}
      </ul>
      <Section title={w.tasks}>
        <ul class="news-list">
          {law.changes.map((change) => (
            <li class="news-line">
              <h3 class="news-title">{change[lang]}</h3>
              <p>{lang === 'en' ? change.taskEn : change.taskVi}</p>
              <p class="muted small">{change.ref}</p>
            </li>
          ))}
        </ul>
      </Section>
    </PublicPage>
  )
}

/** Products that report: for a producer the own ones, for an office those within reach. */
export function ReturnDeskPage(props: {
  ctx: RequestContext
  dues: readonly Due[]
  tasks: readonly TaskLine[]
  law: ReturnLaw
  figures: readonly { figure: ReturnFigure; value: number }[]
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  const open = props.tasks.filter((task) => task.done_on === null)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      <p>
        <LinkButton href={localPath(lang, dutiesPath)} icon="book" kind="quiet">
          {w.duties}
        </LinkButton>
      </p>
      {props.figures.length > 0 && (
        <Section title={fill(w.year, { year: ctx.today.slice(0, 4) })}>
          <div class="row">
            {props.figures.map(({ figure, value }) => (
              <StatFigure value={value} label={w.figures[figure]} />
            ))}
          </div>
        </Section>
      )}
      {open.length > 0 && (
        <Section title={w.tasks}>
          <Tasks lang={lang} tasks={open} law={props.law} today={ctx.today} named />
        </Section>
      )}
      <Table
        caption={w.desk}
        captionHidden
        rows={props.dues}
        empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
        columns={[
          {
            key: 'product',
            head: w.product,
            main: true,
            cell: ({ product }) => <a href={localPath(lang, `${deskPath}/${product.id}`)}>{product.name}</a>,
          },
          { key: 'producer', head: w.producer, cell: ({ product }) => product.producer },
          {
            key: 'state',
            head: w.state,
            cell: ({ open }) =>
              open.length > 0 ? (
                <StatusMark tone="warn">{fill(w.toFile, { count: open.length })}</StatusMark>
              ) : (
                <StatusMark tone="good">{w.allFiled}</StatusMark>
              ),
          },
          {
            key: 'last',
            head: w.period,
            cell: ({ last }) =>
              last ? periodText({ from: last.period_from, to: last.period_to }, lang) : '–',
          },
        ]}
      />
    </WorkPage>
  )
}

function Tasks(props: {
  lang: Lang
  tasks: readonly TaskLine[]
  law: ReturnLaw
  today: string
  named?: boolean
  settles?: ((task: TaskLine) => boolean) | undefined
  unsettled?: Unsettled | undefined
}) {
  const { lang } = props
  const w = words(lang)
  if (props.tasks.length === 0) return <p>{w.tasksNone}</p>
  return (
    <ul class="news-list small">
      {props.tasks.map((task) => {
        const change = props.law.changes.find((each) => each.id === task.change)
        return (
          <li class="news-line">
            <p>
              {props.named && (
                <>
                  <a href={localPath(lang, `${deskPath}/${task.productId}`)}>{task.product}</a>:{' '}
                </>
              )}
              <strong>{change?.[lang] ?? task.change}</strong>
            </p>
            <p>{lang === 'en' ? change?.taskEn : change?.taskVi}</p>
            {task.done_on ? (
              <p>
                <StatusMark tone="good">{fill(w.done, { day: formatDay(task.done_on) })}</StatusMark>{' '}
                {task.done_words}
              </p>
            ) : (
              <p>
                <StatusMark tone={task.due_on < props.today ? 'bad' : 'warn'}>
                  {`${w.due} ${formatDay(task.due_on)}`}
                </StatusMark>
              </p>
            )}
            {!task.done_on && props.settles?.(task) && (
              <Form
                action={localPath(lang, `${deskPath}/viec/${task.id}`)}
                prefix={`${task.id}-`}
                {...(props.unsettled?.id === task.id && props.unsettled)}
                id={undefined}
              >
                <TextInput name="words" label={w.settleWords} required maxLength={500} />
                <FormActions>
                  <Button small icon="check">
                    {w.settle}
                  </Button>
                </FormActions>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** A task whose settling was refused: what was typed, and why. */
export interface Unsettled {
  readonly id: string
  readonly values: FormValues
  readonly errors: readonly FormError[]
}

export interface ReturnPageProps {
  readonly ctx: RequestContext
  readonly due: Due
  readonly law: ReturnLaw
  readonly returns: readonly Return[]
  readonly tasks: readonly TaskLine[]
  readonly mayWrite: boolean
  readonly settles: (task: TaskLine) => boolean
  readonly consentHref?: string | undefined
  readonly values: FormValues
  readonly errors: readonly FormError[]
  readonly doubts: readonly Doubt[]
  readonly filed?: number | undefined
  readonly unsettled?: Unsettled | undefined
}

/** The half-minute form of one product, what was sent, and what changes ask. */
export function ReturnPage(props: ReturnPageProps) {
  const { ctx, due, law } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={due.product.name}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: due.product.name }]}
    >
      <header class="page-head">
        <h1>{due.product.name}</h1>
        <p class="page-lead">{due.product.producer}</p>
      </header>
      {props.filed !== undefined && (
        <Message tone="success" announce>
          {props.filed > 0 ? fill(w.filedTasks, { count: props.filed }) : w.filed}
        </Message>
      )}
      {props.consentHref && (
        <Message tone="warning" actions={<LinkButton href={props.consentHref}>{w.consent}</LinkButton>}>
          {w.consent}
        </Message>
      )}
      {props.mayWrite && <ReturnForm {...props} action={`${deskPath}/${due.product.id}`} />}
      <Section title={w.tasks}>
        {props.unsettled &&
          !props.tasks.some((task) => task.id === props.unsettled?.id && !task.done_on) &&
          props.unsettled.errors.map((error) => (
            <Message tone="error" announce>
              {error.text}
            </Message>
          ))}
        <Tasks
          lang={lang}
          tasks={props.tasks}
          law={law}
          today={ctx.today}
          settles={props.settles}
          unsettled={props.unsettled}
        />
      </Section>
      <Section title={w.returns}>
        <Table
          caption={w.returns}
          captionHidden
          rows={props.returns}
          empty={<p>{w.returnsNone}</p>}
          columns={[
            {
              key: 'period',
              head: w.period,
              main: true,
              cell: (row) => (
                <>
                  {periodText({ from: row.period_from, to: row.period_to }, lang)}
                  {row.is_demo && <span class="demo-mark">{w.demo}</span>}
                </>
              ),
            },
            { key: 'output', head: w.output, cell: (row) => outputText(row, lang), numeric: true },
            { key: 'sales', head: w.sales, cell: (row) => numberOr(row.sales, lang), numeric: true },
            { key: 'jobs', head: w.jobs, cell: (row) => numberOr(row.jobs, lang), numeric: true },
            {
              key: 'changes',
              head: w.changes,
              cell: (row) =>
                row.changes
                  .map((id) => law.changes.find((each) => each.id === id)?.[lang] ?? id)
                  .join(', ') || '–',
            },
            {
              key: 'by',
              head: w.filedBy,
              cell: (row) => `${row.filed_by}${row.on_behalf ? ` (${w.onBehalf})` : ''}`,
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

function numberOr(value: number | null, lang: Lang): string {
  return value === null ? words(lang).notTold : formatNumber(value, lang)
}
