import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  DateInput,
  EmptyState,
  FieldRow,
  Form,
  LinkButton,
  Message,
  PageHead,
  Section,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { reportTones } from '../composer/pages.tsx'
import type { Asked, StoredReport } from '../composer/queries.ts'
import type { ReportDefinition } from '../definition.ts'
import { periodText } from '../made.ts'
import { words } from '../words.ts'
import { root } from './report-page.tsx'

export interface IndexPageProps {
  ctx: RequestContext
  definitions: readonly ReportDefinition[]
  /** Null: this person does not see the office's own reports. */
  composed: readonly StoredReport[] | null
  asked: readonly Asked[]
  writes: boolean
  dashboard: boolean
  refusal: string | null
}

/** The office's reports, what is asked of this person, and every definition to read. */
export function IndexPage(props: IndexPageProps) {
  const { ctx, definitions, composed, asked, writes, refusal } = props
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead
        title={w.title}
        lead={w.lead}
        actions={
          props.dashboard && (
            <LinkButton icon="chart" href={to('/lam-viec/dieu-hanh')}>
              {w.dashboard}
            </LinkButton>
          )
        }
      />
      {refusal && (
        <Message tone="error" announce>
          {refusal}
        </Message>
      )}
      {asked.length > 0 && (
        <Section title={w.askedOfMe}>
          <Table
            caption={w.askedOfMe}
            captionHidden
            rows={asked}
            columns={[
              {
                key: 'report',
                head: w.title,
                main: true,
                cell: (row) => <a href={to(`${root}/${row.report_id}#contributions`)}>{row.title}</a>,
              },
              { key: 'question', head: w.question, cell: (row) => row.question },
              {
                key: 'due',
                head: w.due,
                cell: (row) => (
                  <StatusMark tone={row.answered_at ? 'good' : row.due_on < today ? 'bad' : 'warn'}>
                    {row.answered_at ? w.answerSend : formatDay(row.due_on)}
                  </StatusMark>
                ),
              },
            ]}
          />
        </Section>
      )}
      {composed !== null && (
        <Section title={w.composed}>
          <Table
            caption={w.composed}
            captionHidden
            rows={composed}
            empty={
              <EmptyState icon="file" title={w.composedNone}>
                {w.composedNoneHint}
              </EmptyState>
            }
            columns={[
              {
                key: 'title',
                head: w.titleField,
                main: true,
                cell: (row) => <a href={to(`${root}/${row.id}`)}>{row.title}</a>,
              },
              { key: 'period', head: w.period, cell: (row) => periodText(row.params, lang) },
              { key: 'number', head: w.number, cell: (row) => row.number ?? '–' },
              {
                key: 'state',
                head: w.state,
                cell: (row) => (
                  <StatusMark tone={reportTones[row.status] ?? 'neutral'}>{w.states[row.status]}</StatusMark>
                ),
              },
            ]}
          />
          {writes && <ComposeForm ctx={ctx} />}
        </Section>
      )}
      <Section title={w.reports}>
        <div class="grid">
          {definitions.map((definition) => (
            <Card
              title={definition.title[lang]}
              icon={definition.words ? 'file' : 'table'}
              href={to(`${root}/xem/${definition.id}`)}
            >
              <p class="small">{definition.about[lang]}</p>
            </Card>
          ))}
        </div>
      </Section>
    </WorkPage>
  )
}

function ComposeForm({ ctx }: { ctx: RequestContext }) {
  const w = words(ctx.lang)
  const year = Number(ctx.today.slice(0, 4))
  const here = localPath(ctx.lang, `${root}/soan`)
  const begin = (ky: string, label: string) => (
    <Form action={here} hidden={{ definition: 'year', ky }} prefix={`${ky}-`}>
      <Button icon="plus">{label}</Button>
    </Form>
  )
  return (
    <Section title={w.compose} lead={w.composeLead}>
      <div class="row">
        {begin(String(year), fill(w.year, { year }))}
        {begin(`${year}-h1`, fill(w.half, { year }))}
        {begin(String(year - 1), fill(w.year, { year: year - 1 }))}
      </div>
      <Form action={here} hidden={{ definition: 'year' }}>
        <FieldRow>
          <DateInput name="tu" label={w.from} value={`${year}-01-01`} />
          <DateInput name="den" label={w.to} value={ctx.today} />
        </FieldRow>
        <Button icon="edit">{w.compose}</Button>
      </Form>
    </Section>
  )
}
