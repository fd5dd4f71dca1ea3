import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Action } from '../../../rules/procedure/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  Section,
  Select,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { DossierStatus, errorsOf } from '../pages/parts.tsx'
import { actionName } from '../words.ts'
import type { PastLine } from './record-past.ts'
import { historyWords } from './words.ts'

export const HISTORY = '/lam-viec/cac-nam-truoc'

export interface HistoryPageProps {
  ctx: RequestContext
  query: string
  found: readonly { id: string; name: string; producerName: string | null }[]
  lines: readonly PastLine[]
  regimeName: (id: string) => string
}

/** What was recorded of earlier years, and the search that begins a new record. */
export function HistoryPage({ ctx, query, found, lines, regimeName }: HistoryPageProps) {
  const { lang } = ctx
  const w = historyWords(lang)
  const here = localPath(lang, HISTORY)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.menu }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <search>
        <form method="get" action={here} class="list-search">
          <TextInput name="q" label={w.find} hint={w.findHint} value={query} type="search" />
          <Button icon="search">{w.search}</Button>
        </form>
      </search>
      {query !== '' && found.length === 0 && (
        <EmptyState icon="search" title={w.noProduct}>
          {w.noProductHint}
        </EmptyState>
      )}
      {found.length > 0 && (
        <ul class="task-list">
          {found.map((product) => (
            <li>
              <a href={`${here}/${product.id}`}>{product.name}</a>
              <span class="muted">{product.producerName}</span>
            </li>
          ))}
        </ul>
      )}
      <Section title={w.recorded}>
        <Table
          caption={w.recorded}
          captionHidden
          rows={lines}
          empty={
            <EmptyState icon="history" title={w.none}>
              {w.noneHint}
            </EmptyState>
          }
          columns={[
            {
              key: 'product',
              head: w.product,
              main: true,
              cell: (line) => (
                <>
                  {line.productName}
                  <p class="muted small">{regimeName(line.regime)}</p>
                </>
              ),
            },
            {
              key: 'course',
              head: w.course,
              cell: (line) => (
                <ol class="past-steps">
                  {line.steps.map((step) => (
                    <li>
                      {formatDay(step.day)}: {actionName(step.action, lang)}
                      {step.star ? ` (${step.star}★)` : ''}
                    </li>
                  ))}
                </ol>
              ),
            },
            { key: 'end', head: w.end, cell: (line) => <DossierStatus status={line.status} lang={lang} /> },
            { key: 'by', head: w.by, cell: (line) => line.by },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

export interface RecordPastPageProps {
  ctx: RequestContext
  product: { id: string; name: string }
  regimes: readonly { id: string; name: string }[]
  /** Steps the rules of any of those regimes know. */
  actions: readonly Action[]
  rows: number
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** A course of earlier years, step by step as the papers tell it. */
export function RecordPastPage(props: RecordPastPageProps) {
  const { ctx, product, regimes, actions, rows, typed, problems = [] } = props
  const { lang } = ctx
  const w = historyWords(lang)
  const here = localPath(lang, HISTORY)
  return (
    <WorkPage
      ctx={ctx}
      title={`${w.title} – ${product.name}`}
      breadcrumbs={[{ label: w.menu, href: here }, { label: product.name }]}
    >
      <header class="page-head">
        <h1>{product.name}</h1>
        <p class="page-lead">{w.formLead}</p>
      </header>
      <Form
        action={`${here}/${product.id}`}
        values={typed}
        errors={errorsOf(problems, lang)}
        hidden={{ rows: String(rows) }}
        autosave={`past:${product.id}`}
      >
        <Select
          name="regime"
          label={w.regime}
          value={regimes[0]?.id}
          empty={false}
          choices={regimes.map((regime) => ({ value: regime.id, label: regime.name }))}
        />
        {Array.from({ length: rows }, (_, index) => (
          <fieldset class="remark">
            <legend>{fill(w.step, { number: index + 1 })}</legend>
            <FieldRow>
              <Select
                name={`steps.${index}.action`}
                label={w.action}
                choices={actions.map((action) => ({ value: action, label: actionName(action, lang) }))}
              />
              <DateInput name={`steps.${index}.day`} label={w.day} max={ctx.today} />
            </FieldRow>
            <FieldRow>
              <TextInput
                name={`steps.${index}.points`}
                label={w.points}
                inputMode="decimal"
                width="short"
                maxLength={8}
                optional
              />
              <TextInput
                name={`steps.${index}.star`}
                label={w.star}
                inputMode="numeric"
                width="short"
                maxLength={1}
                optional
              />
            </FieldRow>
            <FieldRow>
              <TextInput name={`steps.${index}.decisionNo`} label={w.decision} maxLength={60} optional />
              <TextInput
                name={`steps.${index}.issuer`}
                label={w.issuer}
                hint={w.issuerHint}
                maxLength={200}
                optional
              />
            </FieldRow>
          </fieldset>
        ))}
        <FormActions>
          <Button kind="primary">{w.save}</Button>
          <Button name="more" value="1">
            {w.more}
          </Button>
          <LinkButton kind="quiet" href={here}>
            {w.menu}
          </LinkButton>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
