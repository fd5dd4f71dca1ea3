import type { Problem } from '../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../platform/http/index.ts'
import { fill, formatDay, formatInstant, type Lang, localPath } from '../../platform/i18n/index.ts'
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
  TextInput,
} from '../../web/index.ts'
import { problemText, WorkPage } from '../frame/index.ts'
import { LONGEST_CONSENT_DAYS } from './commands.ts'
import { messages as en } from './messages.en.ts'
import { type ConsentWords, messages as vi } from './messages.vi.ts'
import type { ConsentLine, ProducerForConsent } from './queries.ts'

export function words(lang: Lang): ConsentWords {
  return lang === 'en' ? en : vi
}

export interface ConsentsPageProps {
  ctx: RequestContext
  lines: readonly ConsentLine[]
  /** Producers this person may make a code for. */
  own: readonly { id: string; name: string }[]
  made?: { code: string; expiresAt: Date } | undefined
}

/** Who may act for whom: the producer makes codes and ends consents, the officer sees those held. */
export function ConsentsPage({ ctx, lines, own, made }: ConsentsPageProps) {
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
            <Button icon="key">{said.makeCode}</Button>
            <span>{producer.name}</span>
          </form>
        </Section>
      ))}
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
    </WorkPage>
  )
}

export interface RecordConsentProps {
  ctx: RequestContext
  producer: ProducerForConsent
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
