import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Form,
  FormActions,
  LinkButton,
  Message,
  Section,
  Select,
  Table,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import type { Round } from '../../rounds/index.ts'
import { DossierStatus, errorsOf } from '../pages/parts.tsx'
import { at, ROOT } from '../paths.ts'
import { words } from '../words.ts'
import { type BulkChoice, type Prospect, UNDOABLE } from './bulk.ts'
import { queueWords } from './words.ts'

export interface SummaryPageProps {
  ctx: RequestContext
  choice: BulkChoice
  prospects: readonly Prospect[]
  rounds: readonly Round[]
  advisers: readonly { id: string; name: string }[]
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** Before one deed for many dossiers: which, and which not and why. Nothing has changed yet. */
export function SummaryPage({
  ctx,
  choice,
  prospects,
  rounds,
  advisers,
  typed,
  problems = [],
}: SummaryPageProps) {
  const { lang } = ctx
  const w = queueWords(lang)
  const deed = w.deeds[choice.deed]
  const good = prospects.filter((one) => one.problems.length === 0)
  const bad = prospects.filter((one) => one.problems.length > 0)
  const base = localPath(lang, ROOT)
  const title = fill(w.summary, { deed })
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: words(lang).menu, href: base }, { label: deed }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{w.summaryLead}</p>
      </header>
      <Form
        action={`${base}/hang-loat`}
        values={typed}
        errors={errorsOf(problems, lang)}
        hidden={{ deed: choice.deed }}
      >
        {good.map((one) => (
          <input type="hidden" name="ids" value={one.dossier.id} />
        ))}
        {bad.map((one) => (
          <input type="hidden" name="left" value={one.dossier.id} />
        ))}
        {choice.deed === 'accept-into-round' && (
          <Select
            name="roundId"
            label={w.round}
            value={choice.roundId ?? undefined}
            empty={false}
            choices={rounds.map((round) => ({
              value: round.id,
              label: `${round.title} (< ${formatDay(round.proposalsBefore)})`,
            }))}
          />
        )}
        {choice.deed === 'assign' && (
          <CheckboxGroup
            name="accountIds"
            label={w.advisers}
            hint={w.advisersHint}
            values={choice.accountIds}
            choices={advisers.map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        {choice.deed === 'receive-province' && (
          <Checkbox name="checked" label={w.checked} hint={w.checkedHint} checked={choice.checked} />
        )}
        <Prospects lang={lang} title={fill(w.willDo, { count: good.length })} rows={good} />
        {bad.length > 0 && (
          <Prospects lang={lang} title={fill(w.wont, { count: bad.length })} rows={bad} withReasons />
        )}
        <Message tone="info">{UNDOABLE.has(choice.deed) ? w.undoable : w.notUndoable}</Message>
        <FormActions sticky>
          {good.length > 0 && (
            <Button kind="primary" name="step" value="do">
              {fill(w.do, { count: good.length })}
            </Button>
          )}
          {choice.deed === 'accept-into-round' && (
            <Button name="step" value="preview">
              {w.update}
            </Button>
          )}
          <LinkButton kind="quiet" href={base}>
            {w.back}
          </LinkButton>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

function Prospects({
  lang,
  title,
  rows,
  withReasons,
}: {
  lang: RequestContext['lang']
  title: string
  rows: readonly Prospect[]
  withReasons?: boolean
}) {
  const w = queueWords(lang)
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        empty={<p class="muted">{w.none}</p>}
        columns={[
          {
            key: 'product',
            head: w.product,
            main: true,
            cell: ({ dossier }) => (
              <>
                <a href={at(lang, dossier.id)}>{dossier.product.name}</a>
                <p class="muted small">{dossier.producer.name}</p>
              </>
            ),
          },
          {
            key: 'status',
            head: w.status,
            cell: ({ dossier }) => <DossierStatus status={dossier.status} lang={lang} />,
          },
          ...(withReasons
            ? [
                {
                  key: 'reason',
                  head: w.reason,
                  cell: (row: Prospect) => row.problems.map((problem) => <p>{problemText(problem, lang)}</p>),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
