import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  FieldRow,
  Form,
  type FormError,
  type FormValues,
  LinkButton,
  Section,
  TextArea,
  TextInput,
} from '../../../../web/index.ts'
import { words } from '../../words.ts'
import type { SittingView } from '../view.ts'
import { StepButton } from './step-button.tsx'

interface PanelProps {
  ctx: RequestContext
  view: SittingView
  errors: readonly FormError[]
  typed: FormValues
}

/** What can be done with the sitting now, for those who keep it or preside. */
export function RunningPanel({ ctx, view, errors, typed }: PanelProps) {
  const w = words(ctx.lang)
  const { status, may } = view
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const step = { ctx, sittingId: view.id, from: 'sitting' as const, errors, typed }
  const waiting = view.items.some((item) => item.phase === 'waiting')
  const next = view.items.find((item) => item.phase === 'waiting')
  return (
    <Section title={status === 'planned' || status === 'convened' ? w.keeping : w.running}>
      <div class="row">
        {status === 'planned' && may.run && (
          <StepButton {...step} step="convene" kind="primary" icon="send" />
        )}
        {status === 'convened' && may.phase && (
          <StepButton {...step} step="open" kind="primary" icon="gavel" />
        )}
        {status === 'open' && may.phase && next && (
          <StepButton
            {...step}
            step="call-and-score"
            itemId={next.id}
            kind="primary"
            icon="play"
            label={`${w.steps['call-item']}: ${next.position}. ${next.product}`}
          />
        )}
        {status === 'open' && may.phase && waiting && (
          <StepButton {...step} step="open-all" label={w.openAll} icon="unlock" />
        )}
        {status === 'open' && may.run && <StepButton {...step} step="pause" icon="pause" />}
        {status === 'paused' && may.run && <StepButton {...step} step="resume" kind="primary" icon="play" />}
        {status === 'open' && may.phase && !waiting && (
          <StepButton {...step} step="close" kind="primary" icon="lock" />
        )}
        <LinkButton icon="scales" href={`${here}/xung-dot`}>
          {w.conflicts}
        </LinkButton>
      </div>
      {status === 'planned' && <p class="muted small">{w.convenHint}</p>}
      {status === 'open' && may.phase && waiting && (
        <StepButton {...step} step="defer-rest" label={w.deferRest} reason="required" />
      )}
      {status === 'closed' && may.phase && <StepButton {...step} step="reopen" reason="required" />}
      {(status === 'planned' || status === 'convened') && may.run && (
        <StepButton {...step} step="cancel" kind="danger" reason="required" />
      )}
      {status === 'open' && view.mode === 'written-opinion' && may.phase && (
        <MeetingForm {...{ ctx, view, errors, typed }} />
      )}
      {['convened', 'open', 'paused'].includes(status) && may.run && (
        <Details summary={w.steps.note!} open={typed.step === 'note'}>
          <Form
            action={`${here}/buoc`}
            hidden={{ step: 'note', itemId: '', from: 'sitting' }}
            prefix="note"
            errors={typed.step === 'note' ? errors : []}
            values={typed.step === 'note' ? typed : {}}
          >
            <TextArea name="text" label={w.noteText} rows={3} maxLength={5000} />
            <Button icon="edit">{w.steps.note}</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** Opinions differ or the matter is complex: the council meets after all (Điều 7 khoản 6 điểm d). */
function MeetingForm({ ctx, view, errors, typed }: PanelProps) {
  const w = words(ctx.lang)
  const own = typed.step === 'call-meeting'
  return (
    <Details summary={w.steps['call-meeting']!} open={own}>
      <Form
        action={localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}/buoc`)}
        hidden={{ step: 'call-meeting', itemId: '', from: 'sitting' }}
        prefix="meeting"
        errors={own ? errors : []}
        values={own ? typed : {}}
      >
        <FieldRow>
          <DateInput name="heldOn" label={w.heldOn} required />
          <TextInput name="venue" label={w.venue} />
        </FieldRow>
        <TextInput name="reason" label={w.reason} required />
        <Button icon="users">{w.steps['call-meeting']}</Button>
      </Form>
    </Details>
  )
}
