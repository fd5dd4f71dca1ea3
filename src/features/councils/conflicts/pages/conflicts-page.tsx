import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  type FormError,
  type FormValues,
  PageHead,
  Section,
  StatusMark,
  TextInput,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { sittingTitle } from '../../sittings/pages/sitting-page.tsx'
import type { SittingView } from '../../sittings/view.ts'
import { standingTones } from '../../tones.ts'
import { words } from '../../words.ts'
import type { ConflictLine } from '../read.ts'
import { graphWords } from '../words.ts'
import { lineAnchor, RelationDrawing } from './relation-drawing.tsx'

/** Relations with the path that explains each, for those who decide. */
export function ConflictsPage({
  ctx,
  view,
  lines,
  errors = [],
  typed = {},
}: {
  ctx: RequestContext
  view: SittingView
  lines: readonly ConflictLine[]
  errors?: readonly FormError[]
  typed?: FormValues
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  const title = sittingTitle(view, ctx.lang)
  const open = lines.filter((line) => line.standing === 'undecided')
  const decided = lines.filter((line) => line.standing !== 'undecided')
  const card = (line: ConflictLine) => (
    <div id={lineAnchor(line)}>
      <ConflictCard
        ctx={ctx}
        line={line}
        action={`${here}/xung-dot`}
        errors={typed.conflictId === line.id ? errors : []}
        typed={typed.conflictId === line.id ? typed : {}}
      />
    </div>
  )
  return (
    <WorkPage
      ctx={ctx}
      title={w.conflicts}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: title, href: here },
        { label: w.conflicts },
      ]}
    >
      <PageHead title={w.conflicts} above={title} lead={w.conflictsLead} />
      {errors.length > 0 && <ErrorSummary errors={errors.map(({ text }) => ({ text }))} />}
      {lines.length === 0 && (
        <EmptyState icon="scales" title={w.conflictsNone}>
          {w.conflictsNoneHint}
        </EmptyState>
      )}
      {lines.length > 0 && (
        <Section title={graphWords(ctx.lang).title}>
          <RelationDrawing lang={ctx.lang} lines={lines} />
        </Section>
      )}
      {open.length > 0 && (
        <Section title={w.conflictDecide}>
          <div class="flow">{open.map(card)}</div>
        </Section>
      )}
      {decided.length > 0 && (
        <Section title={w.all}>
          <div class="flow">{decided.map(card)}</div>
        </Section>
      )}
    </WorkPage>
  )
}

function ConflictCard({
  ctx,
  line,
  action,
  errors,
  typed,
}: {
  ctx: RequestContext
  line: ConflictLine
  action: string
  errors: readonly FormError[]
  typed: FormValues
}) {
  const w = words(ctx.lang)
  return (
    <Card
      title={`${line.member} – ${line.product}`}
      above={`${w.grounds[line.ground] ?? line.ground} (${w.sources[line.source]})`}
    >
      <ol class="relation" aria-label={w.relation}>
        {line.path.map((step) => (
          <li class={step.kind}>{step.label}</li>
        ))}
      </ol>
      <p>
        <StatusMark tone={standingTones[line.standing]}>{w.standing[line.standing]!}</StatusMark>{' '}
        {line.reason && <span class="muted">{line.reason}</span>}
      </p>
      <Form
        action={action}
        hidden={{ conflictId: line.id }}
        prefix={line.id}
        errors={errors}
        values={typed}
        class="form"
      >
        <TextInput name="reason" label={w.reason} hint={w.reasonHint} />
        <div class="row">
          {line.standing !== 'recused' && (
            <Button name="do" value="recuse" icon="lock">
              {w.recuse}
            </Button>
          )}
          {line.standing !== 'dismissed' && (
            <Button name="do" value="dismiss" icon="unlock">
              {w.dismiss}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  )
}
