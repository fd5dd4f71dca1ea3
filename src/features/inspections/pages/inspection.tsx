import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  type FindingStatus,
  type Ground,
  mayActOnFinding,
  mayActOnInspection,
} from '../../../rules/inspections/index.ts'
import {
  Button,
  Card,
  CheckboxGroup,
  DateInput,
  DescriptionList,
  Details,
  FileInput,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  RadioGroup,
  Section,
  Select,
  StatusMark,
  TextArea,
  TextInput,
  Timeline,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { InspectionDeps } from '../parts.ts'
import type { FindingFull, InspectionFull } from '../queries.ts'
import { riskText, words } from '../words.ts'
import { deskPath, StateMark } from './desk.tsx'
import { Photos } from './visit.tsx'

export interface InspectionPageProps {
  readonly ctx: RequestContext
  readonly deps: InspectionDeps
  readonly inspection: InspectionFull
  readonly may: {
    readonly manage: boolean
    readonly perform: boolean
    readonly answer: boolean
    readonly stepBack: boolean
  }
  readonly inspectors: readonly { id: string; name: string; grounds: readonly Ground[] }[]
  readonly errors: readonly FormError[]
  /** Which of the page's forms the errors belong to: `team`, `cancel`, `step-back`, or a finding's id and deed. */
  readonly of?: string | undefined
}

export function InspectionPage(props: InspectionPageProps) {
  const { ctx, deps, inspection, may } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${deskPath}/${inspection.id}`)
  const running = inspection.status === 'planned' || inspection.status === 'under-way'
  return (
    <WorkPage
      ctx={ctx}
      title={inspection.product}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: inspection.product }]}
    >
      <header class="page-head">
        <h1>{inspection.product}</h1>
        <p>
          <StateMark status={inspection.status} lang={lang} />{' '}
          {inspection.is_demo && <span class="demo-mark">{w.demo}</span>}
        </p>
      </header>
      {props.of === 'page' &&
        props.errors.map((error) => (
          <Message tone="error" announce>
            {error.text}
          </Message>
        ))}
      <p class="row">
        {may.perform && running && (
          <LinkButton href={`${here}/hien-truong`} icon="clipboard" kind="primary">
            {w.visitOpen}
          </LinkButton>
        )}
        {inspection.minutes && (
          <>
            <LinkButton href={`${here}/bien-ban.pdf`} icon="file">
              {w.minutes} (PDF)
            </LinkButton>
            <LinkButton href={`${here}/bien-ban.docx`} icon="file" kind="quiet">
              {w.minutes} (Word)
            </LinkButton>
          </>
        )}
      </p>
      <DescriptionList
        items={[
          { term: w.producer, value: inspection.producer ?? undefined },
          { term: w.place, value: deps.places.spoken(inspection, ctx.today).today ?? undefined },
          {
            term: w.reason,
            value: `${w.reasons[inspection.reason]}${inspection.why && tellsWhy(inspection, may) ? `: ${inspection.why}` : ''}`,
          },
          may.answer && !may.manage
            ? { term: w.risk, value: undefined }
            : {
                term: w.risk,
                value: `${fill(w.points, { points: inspection.risk.score })} (${riskText(inspection.risk, lang)})`,
              },
          { term: w.due, value: formatDay(inspection.due_on) },
          {
            term: w.team,
            value:
              inspection.members
                .map((each) =>
                  each.stepped_back_at
                    ? `${each.name} (${w.steppedBack})`
                    : each.leads
                      ? `${each.name} (${w.leader})`
                      : each.name,
                )
                .join(', ') || w.noTeam,
          },
          {
            term: w.minutes,
            value: inspection.minutes
              ? fill(w.minutesNumber, {
                  number: inspection.minutes.number,
                  day: formatDay(inspection.minutes.day),
                })
              : undefined,
          },
        ]}
      />
      {may.manage && running && <TeamForm {...props} here={here} />}
      {may.stepBack && running && (
        <Details summary={w.stepBack} open={props.of === 'step-back'}>
          <Form
            action={`${here}/rut`}
            prefix="step-back-"
            errors={props.of === 'step-back' ? props.errors : undefined}
          >
            <TextInput name="interest" label={w.interest} hint={w.stepBackHint} required maxLength={500} />
            <FormActions>
              <Button kind="danger">{w.stepBack}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
      {inspection.status === 'signed' && (
        <Section title={w.findings}>
          {inspection.findings.length === 0 && <p>{w.findingsNone}</p>}
          {inspection.findings.map((finding) => (
            <Finding {...props} finding={finding} />
          ))}
        </Section>
      )}
      {inspection.photos.length > 0 && <Photos inspection={inspection} ctx={ctx} />}
      {may.manage && mayActOnInspection(inspection.status, 'cancel') && (
        <Details summary={w.cancel} open={props.of === 'cancel'}>
          <Form
            action={`${here}/huy`}
            prefix="cancel-"
            errors={props.of === 'cancel' ? props.errors : undefined}
          >
            <TextInput name="reason" label={w.cancelReason} required maxLength={500} />
            <FormActions>
              <Button kind="danger">{w.cancel}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </WorkPage>
  )
}

function TeamForm({ ctx, inspection, inspectors, errors, of, here }: InspectionPageProps & { here: string }) {
  const w = words(ctx.lang)
  const choices = inspectors.map((each) => ({
    value: each.id,
    label: each.name,
    disabled: each.grounds.length > 0,
    hint: each.grounds.map((ground) => w.ground[ground]).join(', ') || undefined,
  }))
  const active = inspection.members.filter((each) => each.stepped_back_at === null)
  return (
    <Section title={w.assign} lead={w.assignHint}>
      <Form
        action={`${here}/doan`}
        prefix="team-"
        values={of === 'team' ? ctx.form.fields : {}}
        errors={of === 'team' ? errors : undefined}
      >
        <Select
          name="leader"
          label={w.assignLeader}
          required
          value={active.find((each) => each.leads)?.account_id}
          choices={choices.map((each) => ({
            ...each,
            label: each.hint ? `${each.label} (${each.hint})` : each.label,
          }))}
        />
        <CheckboxGroup
          name="members"
          label={w.assignOthers}
          values={active.map((each) => each.account_id)}
          choices={choices}
        />
        <FormActions>
          <Button icon="users">{w.assignSave}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** What a report of misuse says is the office's to read: whoever reported must not be found by it. */
const tellsWhy = (inspection: InspectionFull, may: InspectionPageProps['may']) =>
  inspection.reason !== 'misuse-report' || may.manage

const tones: Readonly<Record<FindingStatus, Tone>> = {
  open: 'warn',
  answered: 'info',
  closed: 'good',
  proposed: 'bad',
}

function Finding(props: InspectionPageProps & { finding: FindingFull }) {
  const { ctx, inspection, finding, may, of } = props
  const { lang } = ctx
  const w = words(lang)
  const item = inspection.checklist.find((each) => each.code === finding.code)
  const act = (deed: string) => localPath(lang, `${deskPath}/phat-hien/${finding.id}/${deed}`)
  const errorsOf = (deed: string) => (of === `${finding.id}/${deed}` ? props.errors : undefined)
  const overdue = finding.status === 'open' && finding.due_on < ctx.today
  const reviews = may.manage || may.perform
  return (
    <Card
      title={item?.[lang] ?? finding.code}
      above={
        <>
          <StatusMark tone={tones[finding.status]}>{w.findingStatus[finding.status]}</StatusMark>{' '}
          {w.severities[finding.severity]} · {w.due} {formatDay(finding.due_on)}{' '}
          {overdue && <StatusMark tone="bad">{w.overdue}</StatusMark>}
        </>
      }
    >
      <p>
        {finding.words} <span class="muted small">({item?.ref})</span>
      </p>
      <Timeline
        label={w.findings}
        entries={finding.actions.map((action) => ({
          when: formatDay(action.day),
          title: `${w.actions[action.action]} – ${action.actor_name}${action.on_behalf ? ` (${w.onBehalf})` : ''}`,
          detail: (
            <>
              {action.words}
              {action.file_hash && (
                <p>
                  <a href={act(`tep/${action.seq}`)}>{action.file_name}</a>
                </p>
              )}
              {action.action === 'reject' && action.due_on && (
                <p>
                  {w.due} {formatDay(action.due_on)}
                </p>
              )}
            </>
          ),
        }))}
      />
      {finding.decision_id && may.manage && (
        <p>
          <LinkButton href={localPath(lang, `/lam-viec/quyet-dinh/${finding.decision_id}`)} icon="gavel">
            {w.seeDecision}
          </LinkButton>
        </p>
      )}
      {may.answer && mayActOnFinding(finding.status, 'answer') && (
        <Form
          action={act('tra-loi')}
          files
          prefix={`answer-${finding.id}-`}
          values={errorsOf('answer') ? ctx.form.fields : {}}
          errors={errorsOf('answer')}
        >
          <TextArea name="words" label={w.answerWords} required rows={3} maxLength={2000} />
          <FileInput name="file" label={w.answerFile} accept="image/*,.pdf" />
          <FormActions>
            <Button kind="primary" icon="send">
              {w.answerSend}
            </Button>
          </FormActions>
        </Form>
      )}
      {reviews && mayActOnFinding(finding.status, 'accept') && (
        <Details summary={w.review} open={finding.status === 'answered' || errorsOf('review') !== undefined}>
          <Form
            action={act('xem-lai')}
            prefix={`review-${finding.id}-`}
            values={errorsOf('review') ? ctx.form.fields : {}}
            errors={errorsOf('review')}
          >
            <RadioGroup
              name="result"
              label={w.review}
              required
              inline
              choices={[
                { value: 'accept', label: w.accept },
                { value: 'reject', label: w.reject, disabled: !mayActOnFinding(finding.status, 'reject') },
              ]}
            />
            <TextArea name="words" label={w.reviewWords} required rows={2} maxLength={2000} />
            <DateInput name="dueOn" label={w.newDay} />
            <FormActions>
              <Button icon="check">{w.save}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
      {may.manage && mayActOnFinding(finding.status, 'propose') && (
        <Details summary={w.propose} open={errorsOf('propose') !== undefined}>
          <Form
            action={act('de-nghi')}
            prefix={`propose-${finding.id}-`}
            values={errorsOf('propose') ? ctx.form.fields : {}}
            errors={errorsOf('propose')}
          >
            <p>{w.proposeLead}</p>
            <RadioGroup
              name="measure"
              label={w.propose}
              required
              inline
              choices={(['suspend', 'revoke'] as const).map((value) => ({ value, label: w.measures[value] }))}
            />
            <TextArea name="words" label={w.proposeWords} required rows={2} maxLength={2000} />
            <FormActions>
              <Button kind="danger" icon="gavel">
                {w.proposeSend}
              </Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </Card>
  )
}
