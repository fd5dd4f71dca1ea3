import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  type FormError,
  Section,
  Select,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { words } from '../words.ts'
import type { ReportView } from './pages.tsx'
import type { AboutReport } from './queries.ts'

type WithHere = ReportView & { here: string }
type Contribution = AboutReport['contributions'][number]

/** What agencies and communes were asked, what came in, and into which part it goes. */
export function Contributions({ ctx, report, about, here, may, whom, made, errors }: WithHere) {
  const { lang, today } = ctx
  const w = words(lang)
  const writes = may.write && report.status === 'draft'
  const shown = may.write || may.approve ? about.contributions : about.contributions.filter(may.answer)
  return (
    <Section title={w.contributions} id="contributions">
      <Table
        caption={w.contributions}
        captionHidden
        rows={shown}
        empty={
          <EmptyState icon="users" title={w.contributionsNone}>
            {''}
          </EmptyState>
        }
        columns={[
          { key: 'name', head: w.askWhom, main: true, cell: (row: Contribution) => row.name },
          {
            key: 'question',
            head: w.question,
            cell: (row: Contribution) => (
              <>
                <p>{row.question}</p>
                {row.text && <p class="measure">{row.text}</p>}
              </>
            ),
          },
          {
            key: 'state',
            head: w.state,
            cell: (row: Contribution) => <State row={row} lang={lang} today={today} />,
          },
          {
            key: 'do',
            head: w.answer,
            headHidden: true,
            cell: (row: Contribution) => (
              <>
                {writes && !row.answered_at && (
                  <Form action={`${here}/dong-gop/${row.id}/nhac`} prefix={`r-${row.id}-`}>
                    <Button small icon="bell">
                      {w.remind}
                    </Button>
                  </Form>
                )}
                {writes && row.answered_at && !row.merged_at && (
                  <Form action={`${here}/dong-gop/${row.id}/ghep`} prefix={`m-${row.id}-`}>
                    <Select
                      name="part"
                      label={w.mergePart}
                      empty={false}
                      choices={(made.definition.words ?? []).map((part) => ({
                        value: part.id,
                        label: part.title[lang],
                      }))}
                    />
                    <Button small>{w.merge}</Button>
                  </Form>
                )}
                {report.status === 'draft' && may.answer(row) && !row.merged_at && (
                  <Form action={`${here}/dong-gop/${row.id}`} prefix={`a-${row.id}-`}>
                    <TextArea
                      name="text"
                      label={w.answer}
                      required
                      value={row.text ?? ''}
                      rows={5}
                      maxLength={20_000}
                    />
                    <Button kind="primary" icon="send">
                      {w.answerSend}
                    </Button>
                  </Form>
                )}
              </>
            ),
          },
        ]}
      />
      {writes && (
        <Details
          summary={w.ask}
          open={errors.some(({ field }) => field === 'whom' || field === 'dueOn' || field === 'question')}
        >
          <Form
            action={`${here}/dong-gop`}
            errors={errors.filter(({ field }) => field && ['whom', 'dueOn', 'question'].includes(field))}
            values={errors.length > 0 ? ctx.form.fields : undefined}
            prefix="ask-"
          >
            <Select
              name="whom"
              label={w.askWhom}
              required
              choices={whom.map(({ value, label }) => ({ value, label }))}
            />
            <TextArea name="question" label={w.question} required rows={3} maxLength={2000} />
            <DateInput name="dueOn" label={w.due} required />
            <Button>{w.ask}</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}

function State({ row, lang, today }: { row: Contribution; lang: 'vi' | 'en'; today: string }) {
  const w = words(lang)
  if (row.merged_at) return <StatusMark tone="good">{w.merged}</StatusMark>
  if (row.answered_at)
    return (
      <StatusMark tone="info">
        {fill(w.answered, { day: formatInstant(row.answered_at), who: row.answered_by_name ?? '' })}
      </StatusMark>
    )
  const day = formatDay(row.due_on)
  return row.due_on < today ? (
    <StatusMark tone="bad">{fill(w.late, { day })}</StatusMark>
  ) : (
    <StatusMark tone="warn">{fill(w.waiting, { day })}</StatusMark>
  )
}

export function IssueForm({
  ctx,
  here,
  errors,
}: {
  ctx: RequestContext
  here: string
  errors: readonly FormError[]
}) {
  const w = words(ctx.lang)
  return (
    <Section title={w.issue}>
      <Form
        action={`${here}/ban-hanh`}
        errors={errors}
        values={errors.length > 0 ? ctx.form.fields : undefined}
      >
        <FieldRow>
          <TextInput
            name="number"
            label={w.number}
            required
            placeholder="12/BC-SNNMT"
            width="medium"
            maxLength={100}
          />
          <DateInput name="issuedOn" label={w.issuedOn} required value={ctx.today} />
        </FieldRow>
        <FieldRow>
          <TextInput
            name="signerOffice"
            label={w.signerOffice}
            required
            placeholder="GIÁM ĐỐC"
            maxLength={200}
          />
          <TextInput name="signerName" label={w.signer} required maxLength={200} />
        </FieldRow>
        <Button kind="primary" icon="seal">
          {w.issue}
        </Button>
      </Form>
    </Section>
  )
}

/** To whom it went, by which way, and what became of the mail. */
export function Deliveries({ ctx, about, here, may, mails, errors }: WithHere) {
  const w = words(ctx.lang)
  return (
    <Section title={w.deliveries} id="deliveries">
      <Table
        caption={w.deliveries}
        captionHidden
        rows={about.deliveries}
        empty={
          <EmptyState icon="send" title={w.deliveriesNone}>
            {''}
          </EmptyState>
        }
        columns={[
          { key: 'to', head: w.recipients, main: true, cell: (row) => row.recipient },
          {
            key: 'channel',
            head: w.send,
            cell: (row) => [w.channels[row.channel], row.address].filter(Boolean).join(': '),
          },
          { key: 'at', head: w.issuedOn, cell: (row) => formatInstant(row.at) },
          {
            key: 'state',
            head: w.state,
            cell: (row) => (row.address ? (mails.get(row.address) ?? '–') : '–'),
          },
        ]}
      />
      {may.write && (
        <Form
          action={`${here}/gui`}
          errors={errors.filter(({ field }) => field === 'sendTo')}
          values={errors.length > 0 ? ctx.form.fields : undefined}
          prefix="send-"
        >
          <TextArea name="sendTo" label={w.sendTo} hint={w.sendToHint} required rows={4} />
          <Button icon="send">{w.send}</Button>
        </Form>
      )}
    </Section>
  )
}
