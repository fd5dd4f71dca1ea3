import type { Problem } from '../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../platform/http/index.ts'
import { type Bilingual, fill, formatDay, type Lang, localPath } from '../../platform/i18n/index.ts'
import type { Permission } from '../../rules/permissions/index.ts'
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
  StatusMark,
  Table,
  Tag,
  TextInput,
} from '../../web/index.ts'
import { problemText, WorkPage } from '../frame/index.ts'
import { messages as en } from './messages.en.ts'
import { type RoundWords, messages as vi } from './messages.vi.ts'
import type { RoundWithCounts } from './queries.ts'

export function words(lang: Lang): RoundWords {
  return lang === 'en' ? en : vi
}

/** A way from a round to another feature's page about it. */
export interface Onward {
  readonly label: Bilingual
  readonly permission: Permission
  path(roundId: string): string
}

export interface RoundsPageProps {
  ctx: RequestContext
  rounds: readonly RoundWithCounts[]
  /** Rounds of the law's calendar that are not open yet. */
  lawful: readonly { year: number; ordinal: number; proposalsBefore: string; heldBefore: string }[]
  mayManage: boolean
  onward: Onward | undefined
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** Rounds of the province: how far their dossiers are, and opening the next one by the decree's days. */
export function RoundsPage(props: RoundsPageProps) {
  const { ctx, rounds, mayManage, onward } = props
  const { lang } = ctx
  const said = words(lang)
  const here = localPath(lang, '/lam-viec/dot-danh-gia')
  return (
    <WorkPage ctx={ctx} title={said.title} breadcrumbs={[{ label: said.menu }]}>
      <header class="page-head">
        <h1>{said.title}</h1>
        <p class="page-lead">{said.lead}</p>
      </header>
      {rounds.length === 0 ? (
        <EmptyState title={said.empty}>{mayManage && <p>{said.emptyHint}</p>}</EmptyState>
      ) : (
        <Table
          caption={said.title}
          captionHidden
          phone="cards"
          rows={rounds}
          columns={[
            {
              key: 'round',
              head: said.round,
              main: true,
              cell: (round) => (
                <>
                  {round.title}
                  {round.planNo && (
                    <span class="muted small"> {fill(said.plan, { number: round.planNo })}</span>
                  )}
                  {round.isDemo && <Tag>{said.demo}</Tag>}
                </>
              ),
            },
            { key: 'proposals', head: said.proposals, cell: (round) => formatDay(round.proposalsBefore) },
            { key: 'held', head: said.held, cell: (round) => formatDay(round.heldBefore) },
            { key: 'dossiers', head: said.dossiers, numeric: true, cell: (round) => round.dossiers },
            { key: 'before', head: said.beforeCouncil, numeric: true, cell: (round) => round.beforeCouncil },
            { key: 'decided', head: said.decided, numeric: true, cell: (round) => round.decided },
            {
              key: 'state',
              head: said.state,
              cell: (round) =>
                round.open ? (
                  <form method="post" action={`${here}/${round.id}/dong`} class="inline">
                    <StatusMark tone="good">{said.open}</StatusMark>{' '}
                    {mayManage && (
                      <Button kind="quiet" small label={`${said.close}: ${round.title}`}>
                        {said.close}
                      </Button>
                    )}
                  </form>
                ) : (
                  <StatusMark tone="neutral">{said.closed}</StatusMark>
                ),
            },
            ...(onward
              ? [
                  {
                    key: 'onward',
                    head: onward.label[lang],
                    headHidden: true,
                    cell: (round: RoundWithCounts) => (
                      <LinkButton
                        small
                        icon="file"
                        href={localPath(lang, onward.path(round.id))}
                        label={`${onward.label[lang]}: ${round.title}`}
                      >
                        {onward.label[lang]}
                      </LinkButton>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayManage && <OpenForms {...props} here={here} />}
    </WorkPage>
  )
}

function OpenForms({ ctx, lawful, typed, problems = [], here }: RoundsPageProps & { here: string }) {
  const { lang } = ctx
  const said = words(lang)
  const year = ctx.today.slice(0, 4)
  const errors = problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))
  return (
    <>
      <Section title={said.openLawful}>
        {lawful.length === 0 && <p>{fill(said.allOpen, { year })}</p>}
        {lawful.map((round) => (
          <form method="post" action={`${here}/mo`} class="form-actions">
            <input type="hidden" name="year" value={round.year} />
            <input type="hidden" name="ordinal" value={round.ordinal} />
            <Button kind="primary">
              {fill(said.openRound, { ordinal: round.ordinal, year: round.year })}
            </Button>
            <span class="muted">
              {fill(said.days, {
                proposals: formatDay(round.proposalsBefore),
                held: formatDay(round.heldBefore),
              })}
            </span>
          </form>
        ))}
      </Section>
      <Details summary={said.extra} open={problems.length > 0}>
        <p>{said.extraLead}</p>
        <Form action={`${here}/mo`} values={typed} errors={errors} hidden={{ extra: '1' }}>
          <FieldRow>
            <TextInput name="year" label={said.year} value={year} inputMode="numeric" width="year" required />
            <TextInput
              name="ordinal"
              label={said.ordinal}
              value="3"
              inputMode="numeric"
              width="year"
              required
            />
            <TextInput name="planNo" label={said.planNo} maxLength={60} required />
          </FieldRow>
          <FieldRow>
            <DateInput name="proposalsBefore" label={said.proposals} required />
            <DateInput name="heldBefore" label={said.held} required />
          </FieldRow>
          <FormActions>
            <Button>{said.openAction}</Button>
          </FormActions>
        </Form>
      </Details>
    </>
  )
}
