import type { Problem } from '../../../platform/command/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  type Choice,
  DescriptionList,
  EmptyState,
  Message,
  Pagination,
  Section,
  Select,
  StatusMark,
  Table,
  TextInput,
  type Tone,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import type { Channel } from '../channels.ts'
import { type DeliveryLine, MAIL_STATES, type MailState, noticesPerPage } from '../queries.ts'
import { words } from '../words.ts'

export interface LogPageProps {
  ctx: RequestContext
  items: readonly DeliveryLine[]
  total: number
  page: number
  asked: { q: string; kind: string; state: string }
  kinds: readonly Choice[]
  channels: readonly Channel[]
  mailServer: boolean
  /** A mail was just sent again, or why it could not be. */
  done?: { problem: Problem | null } | undefined
  reminders: { succeededAt: Date | null; failedAt: Date | null; error: string | null } | null
}

const tones = {
  waiting: 'neutral',
  sent: 'good',
  kept: 'warn',
  failed: 'bad',
  'no-address': 'warn',
  'turned-off': 'neutral',
} as const satisfies Record<MailState, Tone>

/** What did not reach anybody and could now; the person's own choice is left alone. */
const sendable = (row: DeliveryLine, mailServer: boolean) =>
  row.hasAddress &&
  (row.mail === 'failed' || row.mail === 'no-address' || (row.mail === 'kept' && mailServer))

/** Who was told what, and whether it arrived; which ways out there are, and whether the reminders still run. */
export function LogPage(props: LogPageProps) {
  const { ctx, items, total, page, asked } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, '/lam-viec/thong-bao/nhat-ky')
  const hrefOf = (each: number) =>
    `${here}?${new URLSearchParams({ q: asked.q, loai: asked.kind, 'tinh-trang': asked.state, trang: String(each) })}`
  return (
    <WorkPage ctx={ctx} title={w.log} breadcrumbs={[{ label: w.log }]}>
      <header class="page-head">
        <h1>{w.log}</h1>
        <p class="page-lead">{w.logLead}</p>
      </header>
      {props.done && (
        <Message tone={props.done.problem ? 'error' : 'success'}>
          {props.done.problem ? problemText(props.done.problem, lang) : w.sentAgain}
        </Message>
      )}
      <Ways {...props} />
      <search>
        <form method="get" action={here} class="list-search many">
          <TextInput name="q" label={w.search} value={asked.q} type="search" />
          <Select name="loai" label={w.kind} empty={w.anyKind} value={asked.kind} choices={props.kinds} />
          <Select
            name="tinh-trang"
            label={w.state}
            empty={w.anyState}
            value={asked.state}
            choices={MAIL_STATES.map((state) => ({ value: state, label: w.states[state] }))}
          />
          <Button icon="search">{w.filter}</Button>
        </form>
      </search>
      <Table
        caption={w.log}
        captionHidden
        rows={items}
        empty={
          <EmptyState icon="send" title={w.noLog}>
            {w.noLogHint}
          </EmptyState>
        }
        columns={[
          { key: 'at', head: w.at, tight: true, cell: (row) => formatInstant(row.at) },
          {
            key: 'what',
            head: w.what,
            main: true,
            cell: (row) => (
              <>
                {row.said[lang].title}
                <p class="muted small">
                  {props.kinds.find((kind) => kind.value === row.kind)?.label ?? row.kind}
                </p>
              </>
            ),
          },
          {
            key: 'who',
            head: w.who,
            cell: (row) => (
              <>
                {row.person}
                <p class="muted small">
                  {row.readAt ? fill(w.read, { at: formatInstant(row.readAt) }) : w.notRead}
                </p>
              </>
            ),
          },
          {
            key: 'mail',
            head: w.mail,
            cell: (row) =>
              row.mail && (
                <>
                  <StatusMark tone={tones[row.mail]}>{w.states[row.mail]}</StatusMark>
                  {row.answer && <p class="muted small">{fill(w.answer, { answer: row.answer })}</p>}
                  {sendable(row, props.mailServer) && (
                    <form method="post" action={`${here}/${row.noticeId}/${row.accountId}/gui-lai`}>
                      <Button small label={fill(w.sendAgainTo, { person: row.person })}>
                        {w.sendAgain}
                      </Button>
                    </form>
                  )}
                </>
              ),
          },
        ]}
      />
      <Pagination page={page} pages={Math.ceil(total / noticesPerPage)} hrefOf={hrefOf} />
    </WorkPage>
  )
}

function Ways({ ctx, channels, mailServer, reminders }: LogPageProps) {
  const w = words(ctx.lang)
  const failedLast =
    reminders?.failedAt && (!reminders.succeededAt || reminders.failedAt > reminders.succeededAt)
  return (
    <Section title={w.channels}>
      <DescriptionList
        items={[
          { term: w.inboxChannel, value: <StatusMark tone="good">{w.inboxReady}</StatusMark> },
          ...channels.map((channel) => ({
            term: channel.name[ctx.lang],
            value: !channel.adapter ? (
              <StatusMark tone="neutral">{w.channelNone}</StatusMark>
            ) : mailServer ? (
              <StatusMark tone="good">{w.channelReady}</StatusMark>
            ) : (
              <StatusMark tone="warn">{w.channelKept}</StatusMark>
            ),
          })),
          {
            term: w.reminders,
            value: failedLast ? (
              <StatusMark tone="bad">
                {fill(w.remindersFailed, { at: formatInstant(reminders.failedAt!), error: reminders.error })}
              </StatusMark>
            ) : reminders?.succeededAt ? (
              <StatusMark tone="good">
                {fill(w.remindersRan, { at: formatInstant(reminders.succeededAt) })}
              </StatusMark>
            ) : (
              <StatusMark tone="neutral">{w.remindersNever}</StatusMark>
            ),
          },
        ]}
      />
    </Section>
  )
}
