import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CopyButton,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  RadioGroup,
  Section,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityFull, PersonLine } from '../queries.ts'
import { said, sessionTime, words } from '../words.ts'
import { Facts, publicPath } from './parts.tsx'

export const ownPath = (code: string) => `${publicPath}/dang-ky/${code}`

/** The page of one's own enrolment: opened by its code, without an account. */
export function OwnPage(props: {
  ctx: RequestContext
  deps: ActivityDeps
  activity: ActivityFull
  person: PersonLine
  errors: readonly FormError[]
  of?: 'withdraw' | 'evaluation'
}) {
  const { ctx, deps, activity, person } = props
  const { lang } = ctx
  const w = words(lang)
  const there = person.attended.length > 0
  return (
    <PublicPage
      ctx={ctx}
      title={w.own}
      noIndex
      breadcrumbs={[{ label: w.title, href: localPath(lang, publicPath) }, { label: w.own }]}
    >
      <header class="page-head">
        <h1>{said(activity.title, lang)}</h1>
        <p class="page-lead">{person.person_name}</p>
        {activity.is_demo && <p class="demo-mark">{w.demo}</p>}
      </header>
      <p>
        <StatusMark
          tone={person.status === 'enrolled' ? 'good' : person.status === 'waiting' ? 'warn' : 'neutral'}
        >
          {w.enrolStatus[person.status]}
        </StatusMark>
      </p>
      {person.status === 'waiting' && <p>{w.waitingHint}</p>}
      <Message actions={<CopyButton text={`${ctx.url.origin}${localPath(lang, ownPath(person.code))}`} />}>
        {fill(w.ownLead, { code: person.code })}
      </Message>
      <Facts activity={activity} deps={deps} lang={lang} today={ctx.today} />
      <Section title={w.attendance}>
        <ul class="news-list small">
          {activity.sessions.map((session) => {
            const here = person.attended.find((each) => each.sessionId === session.id)
            return (
              <li class="news-line">
                <p class="news-meta">
                  {fill(w.session, { n: session.ordinal })}: {sessionTime(session)}
                </p>
                <p>
                  <StatusMark tone={here ? 'good' : 'neutral'}>
                    {here ? `${w.attended} (${here.way === 'code' ? w.byCode : w.byList})` : w.notAttended}
                  </StatusMark>
                </p>
              </li>
            )
          })}
        </ul>
      </Section>
      {there && <EvaluationForm {...props} />}
      <Section title={w.attestation}>
        {person.attestation ? (
          <>
            <p>
              <LinkButton
                href={localPath(lang, `${ownPath(person.code)}/giay-xac-nhan`)}
                icon="download"
                download
              >
                {fill(w.attestationHere, {
                  number: person.attestation.number,
                  day: formatDay(person.attestation.issuedOn),
                })}
              </LinkButton>
            </p>
            {person.attestation.paperId && <p>{w.attestationInVault}</p>}
          </>
        ) : (
          <p>{w.attestationLater}</p>
        )}
      </Section>
      {activity.status === 'announced' && person.status !== 'withdrawn' && !there && (
        <Form
          action={localPath(lang, `${ownPath(person.code)}/rut`)}
          prefix="withdraw-"
          errors={props.of === 'withdraw' ? props.errors : undefined}
        >
          <FormActions>
            <Button icon="undo">{w.withdraw}</Button>
          </FormActions>
        </Form>
      )}
    </PublicPage>
  )
}

function EvaluationForm({ ctx, deps, person, errors, of }: Parameters<typeof OwnPage>[0]) {
  const { lang } = ctx
  const w = words(lang)
  const { questions, scale } = deps.law.evaluation
  const levels = Array.from({ length: scale.to - scale.from + 1 }, (_, index) => String(scale.from + index))
  return (
    <Section title={w.evaluation} lead={w.evaluationLead}>
      {person.evaluated && of !== 'evaluation' ? (
        <Message tone="success">{w.evaluationDone}</Message>
      ) : (
        <Form
          action={localPath(lang, `${ownPath(person.code)}/danh-gia`)}
          values={of === 'evaluation' ? ctx.form.fields : {}}
          errors={of === 'evaluation' ? errors : undefined}
          prefix="evaluation-"
        >
          {questions.map((question) => (
            <RadioGroup
              name={`q-${question.id}`}
              label={question[lang]}
              required
              inline
              choices={levels.map((level) => ({ value: level, label: level }))}
            />
          ))}
          <TextArea name="words" label={w.evaluationWords} rows={3} maxLength={1000} />
          <FormActions>
            <Button kind="primary">{w.evaluationSend}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}

/** What a telephone shows after it scanned the code in the room. */
export function CheckInPage(props: {
  ctx: RequestContext
  /** Where the form goes; absent when the code is not good. */
  action?: string | undefined
  activity?: string | undefined
  /** Somebody this telephone knows from enrolment. */
  known?: { code: string; name: string } | undefined
  done?: string | undefined
  errors: readonly FormError[]
}) {
  const { ctx, known } = props
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.checkIn} noIndex breadcrumbs={[{ label: w.checkIn }]}>
      <h1>{w.checkIn}</h1>
      {props.done && (
        <Message tone="success" announce>
          {fill(w.checkInDone, { name: props.done })}
        </Message>
      )}
      {!props.action &&
        props.errors.map((error) => (
          <Message tone="error" title={w.checkInRefused} announce>
            <p>{error.text}</p>
            <p>{w.checkInHelp}</p>
          </Message>
        ))}
      {props.action && !props.done && (
        <>
          <p class="page-lead">{fill(w.checkInLead, { activity: props.activity ?? '' })}</p>
          {known && (
            <Form action={props.action} hidden={{ enrolment: known.code }} prefix="known-">
              <FormActions>
                <Button kind="primary" wide icon="check">
                  {fill(w.checkInAs, { name: known.name })}
                </Button>
              </FormActions>
            </Form>
          )}
          <Form action={props.action} values={ctx.form.fields} errors={props.errors}>
            <TextInput
              name="phone"
              label={known ? w.checkInOther : w.phone}
              type="tel"
              inputMode="tel"
              autocomplete="tel"
              required
              width="medium"
              maxLength={20}
            />
            <FormActions>
              <Button kind={known ? 'secondary' : 'primary'} icon="check">
                {w.checkIn}
              </Button>
            </FormActions>
          </Form>
        </>
      )}
    </PublicPage>
  )
}
