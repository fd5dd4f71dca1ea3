import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../platform/i18n/index.ts'
import type { Hold } from '../../rules/privacy/index.ts'
import {
  Button,
  DescriptionList,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  Section,
  Table,
  TextInput,
} from '../../web/index.ts'
import { PublicPage, WorkPage } from '../frame/index.ts'
import { noticeVersion } from './commands.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import type { Looked, OwnData } from './queries.ts'

export const noticePath = '/du-lieu-ca-nhan'
export const minePath = '/lam-viec/du-lieu-cua-toi'
export const requestsPath = '/lam-viec/quan-tri/xoa-du-lieu'
const wordsOf = (ctx: RequestContext) => (ctx.lang === 'en' ? en : vi)

/** A rule of `regulation/hue/retention.json`. */
export interface RetentionRule {
  readonly id: string
  readonly what: { readonly vi: string; readonly en: string }
  readonly days: number | null
  readonly from: { readonly vi: string; readonly en: string }
  readonly basis: string
}

export function NoticePage({ ctx, rules }: { ctx: RequestContext; rules: readonly RetentionRule[] }) {
  const w = wordsOf(ctx)
  const { lang } = ctx
  const kept = ({ days }: RetentionRule) =>
    days === null ? w.unlimited : days === 0 ? w.atOnce : fill(w.days, { count: days })
  return (
    <PublicPage
      ctx={ctx}
      title={w.noticeTitle}
      description={w.noticeLead}
      breadcrumbs={[{ label: w.noticeTitle }]}
    >
      <header class="page-head">
        <h1>{w.noticeTitle}</h1>
        <p class="page-lead">{w.noticeLead}</p>
      </header>
      <div class="flow">
        <Section title={w.noticeWhat}>
          <p>{w.noticeWhatText}</p>
        </Section>
        <Section title={w.noticeWho}>
          <p>{w.noticeWhoText}</p>
        </Section>
        <Section title={w.noticeRights}>
          <p>{w.noticeRightsText}</p>
        </Section>
        <Section title={w.retention}>
          <Message tone="info">{w.noticeLaw}</Message>
          <Table
            caption={w.retention}
            captionHidden
            rows={rules}
            columns={[
              { key: 'what', head: w.what, main: true, cell: (rule) => rule.what[lang] },
              { key: 'keep', head: w.keep, cell: kept },
              { key: 'since', head: w.since, cell: (rule) => rule.from[lang] },
              {
                key: 'basis',
                head: w.basis,
                cell: (rule) => (rule.basis === 'default' ? w.basisDefault : w.basisArchives),
              },
            ]}
          />
        </Section>
      </div>
    </PublicPage>
  )
}

export function MinePage(props: {
  ctx: RequestContext
  data: OwnData
  looked: readonly Looked[]
  deedText: (action: string) => string
  errors: readonly FormError[]
  isDone: boolean
}) {
  const { ctx, data, looked, deedText } = props
  const w = wordsOf(ctx)
  const to = (path: string) => localPath(ctx.lang, path)
  const standing = data.consents.find((each) => each.notice === noticeVersion && !each.withdrawn_at)
  const [request] = data.erasureRequests as readonly {
    asked_at: Date
    outcome: string | null
    answer: string | null
  }[]
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      <div class="flow">
        {props.isDone && (
          <Message tone="success" announce>
            {w.done}
          </Message>
        )}
        <Section title={w.held}>
          <DescriptionList
            items={[
              { term: w.name, value: data.account.name },
              { term: w.username, value: data.account.username },
              { term: w.email, value: data.account.email },
              { term: w.phone, value: data.account.phone ?? '' },
              { term: w.sessions, value: data.sessions.length },
              { term: w.mails, value: data.mails.length },
            ]}
          />
          <div class="form-actions">
            <LinkButton href={to('/lam-viec/tai-khoan')} icon="edit">
              {w.edit}
            </LinkButton>
            <LinkButton href={`${to(minePath)}/tai-ve`} icon="download">
              {w.export}
            </LinkButton>
          </div>
        </Section>
        <Section title={w.looked}>
          <Table
            caption={w.looked}
            captionHidden
            compact
            rows={looked}
            empty={<EmptyState title={w.lookedNone} />}
            columns={[
              { key: 'at', head: w.at, cell: (each) => formatInstant(each.at) },
              { key: 'by', head: w.by, main: true, cell: (each) => each.by || w.system },
              { key: 'deed', head: w.deed, cell: (each) => deedText(each.action) },
            ]}
          />
          <p>
            <a href={to(`/lam-viec/vet/account/${ctx.actor.accountId}`)}>{w.trail}</a>
          </p>
        </Section>
        <Section title={w.consent} lead={fill(w.consentLead, { version: noticeVersion })}>
          {standing && <p>{fill(w.consentGiven, { at: formatInstant(standing.given_at) })}</p>}
          <form method="post" action={`${to(minePath)}/dong-y`} class="form-actions">
            <LinkButton href={to(noticePath)}>{w.consentRead}</LinkButton>
            {standing ? (
              <Button name="given" value="no">
                {w.consentWithdraw}
              </Button>
            ) : (
              <Button kind="primary" name="given" value="yes">
                {w.consentGive}
              </Button>
            )}
          </form>
        </Section>
        <Section title={w.erase} lead={w.eraseLead}>
          {request && request.outcome === null ? (
            <>
              {props.errors.map((error) => (
                <Message tone="error">{error.text}</Message>
              ))}
              <form method="post" action={`${to(minePath)}/rut-yeu-cau`} class="form-actions">
                <span>{fill(w.eraseAsked, { at: formatInstant(request.asked_at) })}</span>
                <Button>{w.eraseWithdraw}</Button>
              </form>
            </>
          ) : (
            <>
              {request?.outcome === 'refused' && (
                <Message tone="info">{fill(w.eraseRefused, { answer: request.answer })}</Message>
              )}
              <Form action={`${to(minePath)}/yeu-cau-xoa`} errors={props.errors} values={ctx.form.fields}>
                <TextInput name="reason" label={w.eraseReason} required maxLength={1000} />
                <FormActions>
                  <Button kind="danger">{w.eraseAsk}</Button>
                </FormActions>
              </Form>
            </>
          )}
        </Section>
      </div>
    </WorkPage>
  )
}

export interface OpenRequest {
  readonly id: string
  readonly reason: string
  readonly askedAt: Date
  readonly name: string
  readonly username: string
  readonly holds: readonly Hold[]
}

export function RequestsPage({
  ctx,
  requests,
  errors,
  refused,
  isDone,
}: {
  ctx: RequestContext
  requests: readonly OpenRequest[]
  errors: readonly FormError[]
  /** The request whose answer was refused. */
  refused: string | undefined
  isDone: boolean
}) {
  const w = wordsOf(ctx)
  const action = localPath(ctx.lang, requestsPath)
  return (
    <WorkPage ctx={ctx} title={w.requests} breadcrumbs={[{ label: w.requests }]}>
      <PageHead title={w.requests} lead={w.requestsLead} />
      <div class="flow">
        {isDone && (
          <Message tone="success" announce>
            {w.done}
          </Message>
        )}
        {!requests.some(({ id }) => id === refused) &&
          errors.map((error) => <Message tone="error">{error.text}</Message>)}
        {requests.length === 0 && <EmptyState title={w.requestsNone} />}
        {requests.map((request) => (
          <Section title={`${request.name} (${request.username})`}>
            <DescriptionList
              items={[
                { term: w.askedAt, value: formatInstant(request.askedAt) },
                { term: w.eraseReason, value: request.reason },
                {
                  term: w.holds,
                  value:
                    request.holds.length === 0
                      ? w.holdNone
                      : request.holds.map((hold) => w.hold[hold.code]).join('; '),
                },
              ]}
            />
            <Form
              action={action}
              hidden={{ request: request.id }}
              prefix={request.id}
              values={request.id === refused ? ctx.form.fields : undefined}
              errors={request.id === refused ? errors : undefined}
            >
              <TextInput name="answer" label={w.answer} maxLength={1000} />
              <FormActions>
                <Button kind="danger" name="outcome" value="erased">
                  {w.decideErase}
                </Button>
                <Button name="outcome" value="refused">
                  {w.decideRefuse}
                </Button>
              </FormActions>
            </Form>
          </Section>
        ))}
      </div>
    </WorkPage>
  )
}
