import type { Problem } from '../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../platform/i18n/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  Message,
  RadioGroup,
  Section,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../web/index.ts'
import { problemText, WorkPage } from '../frame/index.ts'
import { LONGEST_CONSENT_DAYS } from './commands.ts'
import type { Contest, DeedForOwner } from './contests.ts'
import type { ConsentLine, StandingProducer } from './queries.ts'
import { words } from './words.ts'

export interface ConsentsPageProps {
  ctx: RequestContext
  lines: readonly ConsentLine[]
  /** Producers this person may make a code for. */
  own: readonly { id: string; name: string }[]
  made?: { code: string; expiresAt: Date } | undefined
  contests: readonly Contest[]
  /** What officers did in the name of these producers. */
  deeds: readonly DeedForOwner[]
  deedName: (action: string) => string
  problems?: readonly Problem[] | undefined
  typed?: FormReading['fields'] | undefined
}

/** Who may act for whom: the producer makes codes and ends consents, the officer sees those held. */
export function ConsentsPage(props: ConsentsPageProps) {
  const { ctx, lines, own, made } = props
  const said = words(ctx.lang)
  const base = localPath(ctx.lang, '/lam-viec/uy-quyen')
  return (
    <WorkPage ctx={ctx} title={said.title} breadcrumbs={[{ label: said.menu }]}>
      <header class="page-head">
        <h1>{said.title}</h1>
        <p class="page-lead">{own.length > 0 ? said.leadProducer : said.leadOfficer}</p>
      </header>
      {made && (
        <Message tone="success" title={fill(said.codeIs, { code: made.code })} announce>
          {fill(said.codeUntil, { time: formatInstant(made.expiresAt) })}
        </Message>
      )}
      {own.map((producer) => (
        <Section title={said.code} lead={said.codeLead}>
          <form method="post" action={`${base}/${producer.id}/ma`} class="form-actions">
            <span>{producer.name}</span>
            <Button icon="key">{said.makeCode}</Button>
          </form>
        </Section>
      ))}
      <div class="section">
        {lines.length === 0 ? (
          <EmptyState title={said.empty}>
            <p>{own.length > 0 ? said.emptyHint : said.emptyOfficer}</p>
          </EmptyState>
        ) : (
          <Table
            caption={said.title}
            captionHidden
            rows={lines}
            phone="cards"
            columns={[
              { key: 'producer', head: said.producer, main: true, cell: (line) => line.producerName },
              { key: 'officer', head: said.officer, cell: (line) => line.officerName },
              { key: 'givenBy', head: said.givenBy, cell: (line) => line.givenBy },
              { key: 'since', head: said.since, cell: (line) => formatDay(line.givenOn) },
              { key: 'until', head: said.until, cell: (line) => formatDay(line.until) },
              {
                key: 'state',
                head: said.state,
                cell: (line) =>
                  !line.ended && line.until >= ctx.today ? (
                    <form method="post" action={`${base}/dung/${line.id}`} class="inline">
                      <StatusMark tone="good">{said.running}</StatusMark>{' '}
                      <Button kind="quiet" small label={`${said.end}: ${line.producerName}`}>
                        {said.end}
                      </Button>
                    </form>
                  ) : (
                    <StatusMark tone="neutral">{said.over}</StatusMark>
                  ),
              },
            ]}
          />
        )}
      </div>
      <Deeds {...props} />
      <Contests {...props} />
    </WorkPage>
  )
}

/** What was done for the producer, so that it can be looked over. */
function Deeds({ ctx, own, deeds, deedName }: ConsentsPageProps) {
  const said = words(ctx.lang)
  if (own.length === 0 || deeds.length === 0) return null
  return (
    <Section title={said.deeds}>
      <ul class="paper-list">
        {deeds.map((deed) => (
          <li>
            {formatInstant(deed.at)}: {deedName(deed.action)},{' '}
            <a href={localPath(ctx.lang, `/lam-viec/ho-so/${deed.dossierId}`)}>{deed.productName}</a> (
            {deed.actorName})
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Objections made, and the way to make one: the consent ends at once, officer and office are told. */
function Contests({ ctx, lines, own, contests, problems = [], typed }: ConsentsPageProps) {
  const { lang } = ctx
  const said = words(lang)
  const mine = own.length > 0 ? lines.filter((line) => own.some((one) => one.id === line.producerId)) : []
  return (
    <>
      {contests.map((contest) => (
        <Message tone="warning" title={said.contested}>
          {fill(said.contestedBy, { by: contest.by, at: formatInstant(contest.at) })} {contest.reason}
        </Message>
      ))}
      {mine.length > 0 && (
        <Section title={said.contest} lead={said.contestLead}>
          <Form
            action={localPath(lang, '/lam-viec/uy-quyen/phan-doi')}
            values={typed}
            errors={problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))}
          >
            <RadioGroup
              name="consentId"
              label={said.contestWhich}
              value={mine.length === 1 ? mine[0]!.id : undefined}
              required
              choices={mine.map((line) => ({
                value: line.id,
                label: line.officerName,
                hint: `${formatDay(line.givenOn)} – ${formatDay(line.until)}`,
              }))}
            />
            <TextArea name="reason" label={said.contestReason} rows={3} maxLength={2000} required />
            <FormActions>
              <Button kind="danger">{said.contest}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  )
}

export interface RecordConsentProps {
  ctx: RequestContext
  producer: StandingProducer
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** The officer records how the producer agreed. */
export function RecordConsentPage({ ctx, producer, typed, problems = [] }: RecordConsentProps) {
  const { lang } = ctx
  const said = words(lang)
  const base = localPath(lang, '/lam-viec/uy-quyen')
  return (
    <WorkPage
      ctx={ctx}
      title={said.record}
      breadcrumbs={[{ label: said.menu, href: base }, { label: said.record }]}
    >
      <header class="page-head">
        <h1>{said.record}</h1>
        <p class="page-lead">{fill(said.recordLead, { producer: producer.name })}</p>
      </header>
      <Form
        action={`${base}/${producer.id}`}
        files
        values={typed}
        errors={problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))}
      >
        <RadioGroup
          name="way"
          label={said.way}
          value="signature-photo"
          choices={[
            { value: 'signature-photo', label: said.wayPhoto, hint: said.wayPhotoHint },
            { value: 'code', label: said.wayCode, hint: said.wayCodeHint },
          ]}
        />
        <FileInput name="file" label={said.file} accept="image/*,.pdf" capture="environment" optional />
        <TextInput
          name="code"
          label={said.codeField}
          inputMode="numeric"
          width="short"
          maxLength={6}
          optional
        />
        <TextInput name="givenBy" label={said.givenBy} hint={said.givenByHint} maxLength={200} required />
        <DateInput
          name="until"
          label={said.until}
          hint={said.untilHint}
          value={addDays(ctx.today, LONGEST_CONSENT_DAYS - 1)}
          required
        />
        <FormActions>
          <Button kind="primary">{said.save}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
