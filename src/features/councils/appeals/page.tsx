import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  Select,
  StatusMark,
  TextArea,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import type { ComplaintLaw } from './law.ts'
import type { AppealLine } from './read.ts'

const tones = { waiting: 'warn', panel: 'info', dismissed: 'neutral', done: 'good' } as const

/** Appeals with their clock: before a separate panel, or dismissed with a reason. */
export function AppealsPage({
  ctx,
  lines,
  panels,
  law,
  may,
  errors = [],
  typed = {},
}: {
  ctx: RequestContext
  lines: readonly AppealLine[]
  panels: readonly { id: string; name: string }[]
  law: ComplaintLaw | null
  may: { readonly panel: boolean; readonly dismiss: boolean; readonly found: boolean }
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.appeals}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/hoi-dong') }, { label: w.appeals }]}
    >
      <PageHead
        title={w.appeals}
        lead={w.appealsLead}
        actions={
          may.found && (
            <LinkButton icon="plus" href={to('/lam-viec/hoi-dong/thanh-lap')}>
              {w.appealFound}
            </LinkButton>
          )
        }
      />
      {errors.length > 0 && <ErrorSummary errors={errors.map(({ text }) => ({ text }))} />}
      {law?.status === 'unverified' && (
        <Message tone="info">{fill(w.appealLaw, { citation: law.citation })}</Message>
      )}
      {lines.length === 0 && (
        <EmptyState icon="scales" title={w.appealNone}>
          {w.appealNoneHint}
        </EmptyState>
      )}
      <div class="flow">
        {lines.map((line) => (
          <Card
            heading="h2"
            title={line.product}
            above={`${line.producer} · ${fill(w.appealedOn, { day: formatDay(line.appealedOn) })}`}
          >
            <p class="row">
              <StatusMark tone={tones[line.state]}>{w.appealStates[line.state]!}</StatusMark>
              {line.dueOn && line.daysLeft !== null && (
                <StatusMark tone={line.daysLeft < 0 ? 'bad' : line.daysLeft <= 7 ? 'warn' : 'neutral'}>
                  {line.daysLeft < 0
                    ? fill(w.appealLate, { days: -line.daysLeft, day: formatDay(line.dueOn) })
                    : fill(w.appealLeft, { days: line.daysLeft, day: formatDay(line.dueOn) })}
                </StatusMark>
              )}
            </p>
            <p>{line.reason}</p>
            {line.panel && (
              <p class="muted">
                {w.appealPanel}: <a href={to(`/lam-viec/hoi-dong/${line.panelId}`)}>{line.panel}</a>
                {line.sittingId && (
                  <>
                    {' · '}
                    <a href={to(`/lam-viec/phien-hop/${line.sittingId}`)}>{w.sitting}</a>
                  </>
                )}
              </p>
            )}
            {line.state === 'waiting' && <Steps {...{ ctx, line, panels, may, errors, typed }} />}
          </Card>
        ))}
      </div>
    </WorkPage>
  )
}

function Steps({
  ctx,
  line,
  panels,
  may,
  errors,
  typed,
}: {
  ctx: RequestContext
  line: AppealLine
  panels: readonly { id: string; name: string }[]
  may: { readonly panel: boolean; readonly dismiss: boolean }
  errors: readonly FormError[]
  typed: FormValues
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/khieu-nai/${line.dossierId}`)
  const own = typed.dossier === line.dossierId
  const of = (step: string) =>
    own && typed.step === step ? { errors, values: typed } : { errors: [], values: {} }
  return (
    <>
      {may.panel && panels.length === 0 && <p class="muted">{w.appealNoPanel}</p>}
      {may.panel && panels.length > 0 && (
        <Form
          action={`${here}/hoi-dong`}
          prefix={`p-${line.dossierId}`}
          hidden={{ dossier: line.dossierId, step: 'panel' }}
          {...of('panel')}
        >
          <Select
            name="councilId"
            label={w.appealPanel}
            hint={w.appealPanelHint}
            choices={panels.map((panel) => ({ value: panel.id, label: panel.name }))}
          />
          <TextArea name="reason" label={w.reason} rows={2} maxLength={2000} required />
          <Button kind="primary" icon="gavel">
            {w.appealToPanel}
          </Button>
        </Form>
      )}
      {may.dismiss && (
        <Details summary={w.appealDismiss} open={own && typed.step === 'dismiss'}>
          <Form
            action={`${here}/khong-chap-nhan`}
            prefix={`d-${line.dossierId}`}
            hidden={{ dossier: line.dossierId, step: 'dismiss' }}
            {...of('dismiss')}
          >
            <TextArea name="reason" label={w.reason} rows={2} maxLength={2000} required />
            <Button icon="close">{w.appealDismiss}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}
