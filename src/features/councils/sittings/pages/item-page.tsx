import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDecimal, formatInstant, localPath } from '../../../../platform/i18n/index.ts'
import { toDecimal, toText } from '../../../../rules/fraction.ts'
import {
  asset,
  Button,
  DescriptionList,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  type FormError,
  type FormValues,
  PageHead,
  Section,
  StatFigure,
  StatusMark,
  TextArea,
  Timeline,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { liveState } from '../../hall/live-state.ts'
import type { RoundTable } from '../../sheets/table.ts'
import { phaseTone } from '../../tones.ts'
import { words } from '../../words.ts'
import type { ItemView, SittingView } from '../view.ts'
import { ItemLinks } from './current-item.tsx'
import { RoundTables } from './round-tables.tsx'
import { sittingTitle } from './sitting-page.tsx'
import { StepButton } from './step-button.tsx'

export interface ItemNote {
  readonly at: Date
  readonly actor: string
  readonly text: string
}

export interface ItemPageProps {
  ctx: RequestContext
  view: SittingView
  item: ItemView
  tables: readonly RoundTable[] | undefined
  notes: readonly ItemNote[]
  errors?: readonly FormError[]
  typed?: FormValues
}

/** One product of the agenda: how far its scoring is, the opened sheets side by side, the discussion, the next step. */
export function ItemPage({ ctx, view, item, tables, notes, errors = [], typed = {} }: ItemPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  const shown = tables && tables.length > 0 ? tables : undefined
  return (
    <WorkPage
      ctx={ctx}
      title={item.product}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: sittingTitle(view, ctx.lang), href: here },
        { label: item.product },
      ]}
    >
      <PageHead
        title={`${item.position}. ${item.product}`}
        above={sittingTitle(view, ctx.lang)}
        lead={`${item.producer} · ${fill(w.set, { set: item.setNo })} · ${w.kindsOfDossier[item.kind]}`}
        note={<StatusMark tone={phaseTone(item.phase)}>{w.phases[item.phase]!}</StatusMark>}
      />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <div
        data-live={`${here}/luong`}
        data-page={to(`/lam-viec/phien-hop/${view.id}/san-pham/${item.id}`)}
        data-mark={liveState(view).mark}
        class="flow"
      >
        <div data-live-part="progress" class="flow">
          <ItemLinks ctx={ctx} view={view} item={item} primary />
          <Progress ctx={ctx} view={view} item={item} />
        </div>
        <div data-live-part="steps">
          <ItemSteps ctx={ctx} view={view} item={item} tables={shown} errors={errors} typed={typed} />
        </div>
        <div data-live-part="table">
          {item.openedRounds.length > 0 && (
            <Section title={w.table} lead={w.tableLead}>
              {shown ? (
                <>
                  <LastMean ctx={ctx} view={view} tables={shown} />
                  <RoundTables ctx={ctx} members={view.members} tables={shown} />
                </>
              ) : (
                <EmptyState icon="lock" title={w.tableClosed}>
                  {w.tableClosedHint}
                </EmptyState>
              )}
            </Section>
          )}
        </div>
      </div>
      <Notes ctx={ctx} view={view} item={item} notes={notes} errors={errors} typed={typed} />
      <script type="module" src={asset('sitting-live.js')} />
    </WorkPage>
  )
}

function Progress({ ctx, view, item }: { ctx: RequestContext; view: SittingView; item: ItemView }) {
  const w = words(ctx.lang)
  const { quorum } = item
  const presiding = view.members.find((member) => member.id === quorum.presiding)
  return (
    <DescriptionList
      items={[
        { term: w.sampleCode, value: item.sampleCode ?? undefined },
        {
          term: w.quorum,
          value:
            view.mode === 'meeting'
              ? `${fill(w.quorumText, { ...quorum })}${presiding ? ` · ${fill(w.presides, { name: presiding.name })}` : ''}`
              : undefined,
        },
        {
          term: w.standing.recused!,
          value: item.recused.length > 0 ? item.recused.map((member) => member.name).join(', ') : undefined,
        },
        {
          term: w.sheetsInLabel,
          value:
            item.round > 0 ? (
              <ul class="plain-list">
                {item.sheets.map(({ member, sealed }) => (
                  <li>
                    <StatusMark tone={sealed ? 'good' : 'neutral'}>
                      {`${member.name}${sealed ? ` – ${w.hallSealed.toLocaleLowerCase(ctx.lang)}` : ''}`}
                    </StatusMark>
                  </li>
                ))}
              </ul>
            ) : undefined,
        },
      ]}
    />
  )
}

function LastMean({
  ctx,
  view,
  tables,
}: {
  ctx: RequestContext
  view: SittingView
  tables: readonly RoundTable[]
}) {
  const w = words(ctx.lang)
  const last = tables.at(-1)?.result
  if (!last) return null
  const { spread } = last
  return (
    <div class="grid narrow">
      <StatFigure
        value={formatDecimal(toDecimal(last.mean), ctx.lang)}
        label={w.mean}
        detail={fill(w.exact, { fraction: toText(last.mean) })}
      />
      <StatFigure
        value={last.star === null ? '–' : fill(w.stars, { star: last.star })}
        label={w.star}
        detail={last.star === null ? w.noStar : undefined}
      />
      <StatFigure
        value={String(spread.points)}
        label={w.spread}
        detail={
          <StatusMark tone={last.needsSecondRound ? 'warn' : 'good'}>
            {fill(last.needsSecondRound ? w.spreadWide : w.spreadOk, { limit: view.spreadLimit ?? '–' })}
          </StatusMark>
        }
      />
    </div>
  )
}

interface StepsProps {
  ctx: RequestContext
  view: SittingView
  item: ItemView
  tables: readonly RoundTable[] | undefined
  errors: readonly FormError[]
  typed: FormValues
}

/** The steps this item is ready for; reasons are asked for where the rules ask. */
function ItemSteps({ ctx, view, item, tables, errors, typed }: StepsProps) {
  const w = words(ctx.lang)
  if (view.status !== 'open' || !(view.may.run || view.may.phase)) return null
  const step = { ctx, sittingId: view.id, itemId: item.id, from: 'item' as const, errors, typed }
  const missing = item.sheets.some((sheet) => !sheet.sealed)
  const wide = tables?.at(-1)?.result?.needsSecondRound ?? false
  const agreeNow = !wide || item.openedRounds.length >= 2
  return (
    <Section title={w.running}>
      <div class="row">
        {view.current?.id !== item.id && <StepButton {...step} step="call-item" icon="bell" />}
        {(item.phase === 'waiting' || item.phase === 'deferred') && (
          <StepButton {...step} step="open-scoring" kind="primary" icon="unlock" />
        )}
        {item.phase === 'scoring' && !missing && (
          <StepButton {...step} step="open-sheets" kind="primary" icon="unlock" />
        )}
        {item.phase === 'opened' && agreeNow && !wide && (
          <StepButton {...step} step="agree" kind="primary" icon="gavel" />
        )}
      </div>
      {item.phase === 'scoring' && missing && (
        <StepButton {...step} step="open-sheets" icon="unlock" reason="required" />
      )}
      {item.phase === 'opened' && agreeNow && wide && (
        <StepButton {...step} step="agree" icon="gavel" kind="primary" reason="required" />
      )}
      {item.phase === 'opened' && (
        <StepButton {...step} step="second-round" icon="refresh" reason="required" />
      )}
      {item.phase === 'agreed' && <StepButton {...step} step="reopen-item" icon="undo" reason="required" />}
      {(item.phase === 'waiting' || item.phase === 'scoring') && (
        <StepButton {...step} step="defer-item" icon="hourglass" reason="required" />
      )}
    </Section>
  )
}

function Notes({
  ctx,
  view,
  item,
  notes,
  errors,
  typed,
}: Omit<StepsProps, 'tables'> & { notes: readonly ItemNote[] }) {
  const w = words(ctx.lang)
  const own = typed.step === 'note'
  const mayNote = (view.may.run || view.may.phase) && ['convened', 'open', 'paused'].includes(view.status)
  if (notes.length === 0 && !mayNote) return null
  return (
    <Section title={w.notesTitle} lead={w.notesSee}>
      {notes.length > 0 && (
        <Timeline
          label={w.notesTitle}
          entries={notes.map((note) => ({
            when: formatInstant(note.at),
            title: note.text,
            detail: note.actor,
          }))}
        />
      )}
      {mayNote && (
        <Details summary={w.steps.note!} open={own}>
          <Form
            action={localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}/buoc`)}
            hidden={{ step: 'note', itemId: item.id, from: 'item' }}
            prefix="note"
            errors={own ? errors : []}
            values={own ? typed : {}}
          >
            <TextArea name="text" label={w.noteText} rows={3} maxLength={5000} />
            <Button icon="edit">{w.steps.note}</Button>
          </Form>
        </Details>
      )}
    </Section>
  )
}
