import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { FilingWindow } from '../../../rules/procedure/index.ts'
import type { DossierKind, Governed } from '../../../rules/regimes/index.ts'
import {
  Button,
  DateInput,
  DescriptionList,
  EmptyState,
  FieldRow,
  LinkButton,
  Message,
  Section,
  Select,
  StatusMark,
  Table,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { at } from '../paths.ts'
import { words } from '../words.ts'
import { transitionWords } from './words.ts'

export const TRANSITION = '/lam-viec/chuyen-tiep'

export interface InHandLine {
  readonly productName: string
  readonly kind: DossierKind
  readonly filedOn: string
  readonly governed: Governed
  readonly openDossier: string | null
}

export interface HeldLine {
  readonly id: string
  readonly name: string
  readonly star: number
  readonly validUntil: string
  readonly window: FilingWindow
  readonly openDossier: string | null
}

export interface TransitionPageProps {
  ctx: RequestContext
  typed: string
  kind: DossierKind
  answer: Governed | null
  inHand: readonly InHandLine[]
  held: readonly HeldLine[]
  mayStart: boolean
  mayRecord: boolean
  clauses: readonly { ref: string; text: string }[]
}

/** Under which rules, until which day: for officer and producer alike, with the clause that says so. */
export function TransitionPage(props: TransitionPageProps) {
  const { ctx, typed, kind, answer, clauses } = props
  const { lang } = ctx
  const w = transitionWords(lang)
  const kinds = words(lang).kinds
  return (
    <WorkPage
      ctx={ctx}
      title={w.title}
      breadcrumbs={[{ label: words(lang).menu, href: at(lang, '').replace(/\/$/, '') }, { label: w.title }]}
    >
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <InHand {...props} />
      <Held {...props} />
      <Section title={w.ask}>
        <form method="get" action={localPath(lang, TRANSITION)} class="form flow">
          <FieldRow>
            <DateInput name="nop" label={w.filedOn} value={typed} max={ctx.today} />
            <Select
              name="loai"
              label={w.kind}
              value={kind}
              empty={false}
              choices={(['first', 'upgrade', 'reevaluation'] as const).map((one) => ({
                value: one,
                label: kinds[one],
              }))}
            />
          </FieldRow>
          <p class="form-actions">
            <Button icon="search">{w.answer}</Button>
          </p>
        </form>
        {typed !== '' && !answer && <Message tone="error">{w.notADay}</Message>}
        {answer && (
          <Message tone={answer.state === 'tail-over' ? 'warning' : 'info'}>
            {answer.choice.regime && <p>{fill(w.under, { regime: answer.choice.regime.name })}</p>}
            <p>{stateWords(answer, lang)}</p>
            {answer.choice.regime && answer.choice.gap && (
              <p>
                <span lang="vi">{answer.choice.gap.note}.</span> ({answer.choice.gap.ref})
              </p>
            )}
            {answer.choice.regime && !answer.choice.scorable && <p>{w.notScorable}</p>}
          </Message>
        )}
      </Section>
      <Section title={w.law}>
        <DescriptionList
          items={clauses.map((clause) => ({
            term: clause.ref,
            value: <span lang="vi">{clause.text}</span>,
          }))}
        />
      </Section>
    </WorkPage>
  )
}

/** What holds, in one sentence with its clause. */
export function stateWords({ state, lastDay, daysLeft, ref }: Governed, lang: Lang): string {
  return fill(transitionWords(lang).states[state], { lastDay, days: Math.abs(daysLeft ?? 0), ref })
}

function InHand({ ctx, inHand, mayRecord, mayStart }: TransitionPageProps) {
  const { lang } = ctx
  const w = transitionWords(lang)
  return (
    <Section title={w.inHand} lead={w.inHandLead}>
      <Table
        caption={w.inHand}
        captionHidden
        rows={inHand}
        empty={
          <EmptyState
            icon="history"
            title={w.inHandNone}
            actions={
              mayRecord && (
                <LinkButton href={localPath(lang, '/lam-viec/cac-nam-truoc')}>{w.record}</LinkButton>
              )
            }
          >
            {w.inHandNoneHint}
          </EmptyState>
        }
        columns={[
          { key: 'product', head: w.product, main: true, cell: (line) => line.productName },
          { key: 'kind', head: w.kind, cell: (line) => words(lang).kinds[line.kind] },
          { key: 'filed', head: w.filed, cell: (line) => formatDay(line.filedOn) },
          { key: 'last', head: w.lastDay, cell: (line) => <LastDay lang={lang} governed={line.governed} /> },
          {
            key: 'rules',
            head: w.rules,
            cell: (line) => (
              <>
                {line.governed.choice.regime?.name}
                <p class="muted small">{stateWords(line.governed, lang)}</p>
                {line.openDossier ? (
                  <a href={at(lang, line.openDossier)}>{w.openOne}</a>
                ) : (
                  mayStart &&
                  line.governed.state === 'tail-over' && (
                    <a href={localPath(lang, '/lam-viec/ho-so/moi')}>{w.start}</a>
                  )
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function LastDay({ lang, governed }: { lang: Lang; governed: Governed }) {
  const w = transitionWords(lang)
  const { lastDay, daysLeft } = governed
  if (lastDay === null || daysLeft === null) return <>–</>
  const tone: Tone = daysLeft < 0 ? 'bad' : daysLeft <= 7 ? 'warn' : 'info'
  const text = daysLeft < 0 ? w.over : daysLeft === 0 ? w.last : w.left
  return (
    <>
      <span class="nowrap">{formatDay(lastDay)}</span>{' '}
      <StatusMark tone={tone} icon="clock">
        {fill(text, { days: Math.abs(daysLeft) })}
      </StatusMark>
    </>
  )
}

const PHASES: Readonly<Record<FilingWindow['phase'], Tone>> = {
  'not-yet': 'neutral',
  open: 'info',
  carried: 'warn',
  over: 'bad',
}

function Held({ ctx, held, mayStart }: TransitionPageProps) {
  const { lang } = ctx
  const w = transitionWords(lang)
  return (
    <Section title={w.held} lead={w.heldLead}>
      <Table
        caption={w.held}
        captionHidden
        rows={held}
        empty={
          <EmptyState icon="medal" title={w.heldNone}>
            {w.heldNoneHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'product',
            head: w.product,
            main: true,
            cell: (line) => (
              <>
                {line.name}{' '}
                <span class="nowrap">{fill(words(lang).assessment.stars, { star: line.star })}</span>
              </>
            ),
          },
          { key: 'until', head: w.validUntil, cell: (line) => formatDay(line.validUntil) },
          { key: 'window', head: w.window, cell: (line) => fill(w.windowDays, { ...line.window }) },
          {
            key: 'carried',
            head: w.carriedTo,
            cell: (line) => (line.window.carriedTo ? formatDay(line.window.carriedTo) : '–'),
          },
          {
            key: 'now',
            head: w.lastDay,
            cell: (line) => (
              <>
                <StatusMark tone={PHASES[line.window.phase]} icon="clock">
                  {fill(w.phases[line.window.phase], { days: line.window.daysLeft })}
                </StatusMark>{' '}
                {line.openDossier ? (
                  <a href={at(lang, line.openDossier)}>{w.openOne}</a>
                ) : (
                  mayStart &&
                  line.window.phase !== 'not-yet' && (
                    <a href={localPath(lang, `/lam-viec/ho-so/moi?san-pham=${line.id}`)}>{w.start}</a>
                  )
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
