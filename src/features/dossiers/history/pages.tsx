import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Action } from '../../../rules/procedure/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  Section,
  Select,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { DossierStatus, errorsOf } from '../pages/parts.tsx'
import { TRANSITION } from '../transition/page.tsx'
import { transitionWords } from '../transition/words.ts'
import { actionName, words } from '../words.ts'
import type { PastLine } from './record-past.ts'
import { historyWords } from './words.ts'

export const HISTORY = '/lam-viec/cac-nam-truoc'

export interface HistoryPageProps {
  ctx: RequestContext
  query: string
  found: readonly { id: string; name: string; producerName: string | null }[]
  lines: readonly PastLine[]
  regimeName: (id: string) => string
  /** A course that could not be taken back, and why. */
  failed?: { past: string; typed: FormReading['fields']; problems: readonly Problem[] } | undefined
}

/** What was recorded of earlier years, and the search that begins a new record. */
export function HistoryPage(props: HistoryPageProps) {
  const { ctx, query, found, lines, regimeName } = props
  const { lang } = ctx
  const w = historyWords(lang)
  const here = localPath(lang, HISTORY)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.menu }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">
          {w.lead} <a href={localPath(lang, TRANSITION)}>{transitionWords(lang).title}</a>
        </p>
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
                  <p class="muted small">
                    {words(lang).kinds[line.kind]}. {regimeName(line.regime)}
                  </p>
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
            {
              key: 'by',
              head: w.by,
              cell: (line) => (
                <>
                  {line.by}
                  <TakeBack {...props} line={line} />
                </>
              ),
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

/** Recorded by mistake: taken back with a reason, or said to have been. */
function TakeBack({ ctx, line, failed }: HistoryPageProps & { line: PastLine }) {
  const { lang } = ctx
  const w = historyWords(lang)
  if (line.takenBack)
    return (
      <p>
        <StatusMark tone="neutral">{w.takenBack}</StatusMark>{' '}
        <span class="muted">{fill(w.takenBackWhy, line.takenBack)}</span>
      </p>
    )
  const own = failed?.past === line.id ? failed : undefined
  return (
    <Details summary={w.takeBack} open={own !== undefined}>
      <p>{w.takeBackLead}</p>
      <Form
        action={localPath(lang, `${HISTORY}/ghi-nham/${line.id}`)}
        prefix={`back-${line.id}-`}
        values={own?.typed}
        errors={own && errorsOf(own.problems, lang)}
        label={w.takeBack}
      >
        <TextArea name="reason" label={w.takeBackReason} rows={2} maxLength={4000} required />
        <FormActions>
          <Button>{w.takeBackAction}</Button>
        </FormActions>
      </Form>
    </Details>
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
        <Select
          name="kind"
          label={words(lang).start.kind}
          value="first"
          empty={false}
          choices={(['first', 'upgrade', 'reevaluation'] as const).map((kind) => ({
            value: kind,
            label: words(lang).kinds[kind],
          }))}
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
