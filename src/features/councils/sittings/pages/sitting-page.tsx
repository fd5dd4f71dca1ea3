import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../../platform/i18n/index.ts'
import {
  asset,
  DescriptionList,
  ErrorSummary,
  type FormError,
  type FormValues,
  Icon,
  LinkButton,
  Message,
  PageHead,
  Section,
  StatusMark,
} from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { liveState } from '../../hall/live-state.ts'
import { tastingWords } from '../../tasting/words.ts'
import { statusTone } from '../../tones.ts'
import { words } from '../../words.ts'
import type { SittingView } from '../view.ts'
import { AgendaTable } from './agenda-table.tsx'
import { AttendanceForm } from './attendance-form.tsx'
import { CurrentItem } from './current-item.tsx'
import { RunningPanel } from './running-panel.tsx'

export interface SittingPageProps {
  ctx: RequestContext
  view: SittingView
  /** Relations that wait for a decision, for those who decide. */
  undecided: number
  errors?: readonly FormError[]
  typed?: FormValues
}

export function sittingTitle(view: Pick<SittingView, 'mode' | 'heldOn'>, lang: 'vi' | 'en'): string {
  const w = words(lang)
  return fill(view.mode === 'meeting' ? w.sittingOn : w.writtenFrom, { day: formatDay(view.heldOn) })
}

/** Steps whose own form says what was wrong. */
const folded = new Set(['note', 'defer-rest', 'reopen', 'cancel', 'call-meeting'])

/** A sitting for whoever takes part: what is before the council, the agenda, and for those who keep it the next steps. */
export function SittingPage({ ctx, view, undecided, errors = [], typed = {} }: SittingPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/phien-hop/${view.id}`)
  const title = sittingTitle(view, ctx.lang)
  const keeps = view.may.run || view.may.phase
  // What no form on the page says itself: a plain button has no place for it.
  const homeless = typed.step
    ? folded.has(String(typed.step))
      ? []
      : errors
    : errors.filter((one) => !one.field)
  return (
    <WorkPage
      ctx={ctx}
      manifest={to('/lam-viec/cham-diem.webmanifest')}
      title={title}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: view.councilName, href: to(`/lam-viec/hoi-dong/${view.councilId}`) },
        { label: title },
      ]}
      notice={view.isDemo && <Message>{w.demo}</Message>}
    >
      <PageHead
        title={title}
        above={view.councilName}
        note={<StatusMark tone={statusTone(view.status)}>{w.statuses[view.status]!}</StatusMark>}
        actions={
          <>
            <LinkButton icon="table" href={`${here}/man-hinh`}>
              {w.hall}
            </LinkButton>
            {view.status !== 'planned' && (
              <LinkButton icon="clipboard" href={`${here}/bien-ban`}>
                {w.minutes}
              </LinkButton>
            )}
            {keeps && (
              <LinkButton icon="print" href={`${here}/phieu-giay`}>
                {w.papers}
              </LinkButton>
            )}
          </>
        }
      />
      {homeless.length > 0 && <ErrorSummary errors={homeless.map(({ text }) => ({ text }))} />}
      <div data-live={`${here}/luong`} data-page={here} data-mark={liveState(view).mark} class="flow">
        <div data-live-part="head" class="flow">
          <DescriptionList
            items={[
              { term: w.venue, value: view.venue ?? undefined },
              { term: w.deadline, value: view.deadline ? formatDay(view.deadline) : undefined },
              { term: w.quorum, value: <QuorumLine view={view} lang={ctx.lang} /> },
              { term: w.rules, value: view.rulesCitation },
            ]}
          />
          {keeps && undecided > 0 && (
            <Message
              tone="warning"
              title={fill(w.taskConflicts, { count: undecided })}
              actions={<LinkButton href={`${here}/xung-dot`}>{w.conflicts}</LinkButton>}
            />
          )}
          {view.blindTasting && view.may.score && ['convened', 'open', 'paused'].includes(view.status) && (
            <Message
              tone="info"
              title={tastingWords(ctx.lang).title}
              actions={<LinkButton href={`${here}/nem-thu`}>{tastingWords(ctx.lang).go}</LinkButton>}
            >
              {tastingWords(ctx.lang).goHint}
            </Message>
          )}
          {['open', 'paused'].includes(view.status) && <CurrentItem ctx={ctx} view={view} />}
        </div>
        {keeps && (
          <div data-live-part="running">
            <RunningPanel ctx={ctx} view={view} errors={errors} typed={typed} />
          </div>
        )}
        {view.may.score && <OfflineButton ctx={ctx} view={view} />}
        <div data-live-part="agenda">
          <Section
            title={w.agenda}
            more={keeps ? { href: `${here}/chuong-trinh`, label: w.addDossiers } : undefined}
          >
            <AgendaTable ctx={ctx} view={view} />
          </Section>
        </div>
        {view.may.run && view.mode === 'meeting' && !['closed', 'cancelled'].includes(view.status) && (
          <Section title={w.attendance} id="diem-danh" lead={w.attendanceLead}>
            <AttendanceForm ctx={ctx} view={view} errors={errors} />
          </Section>
        )}
      </div>
      <script type="module" src={asset('sitting-live.js')} />
    </WorkPage>
  )
}

/** Loads the sheets onto the device; there only where the browser has a worker. */
function OfflineButton({ ctx, view }: { ctx: RequestContext; view: SittingView }) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const urls = view.items
    .filter((item) => item.phase === 'scoring' || item.phase === 'waiting')
    .map((item) => `${here}/cham/${item.id}`)
  return (
    <div class="flow tight">
      <p class="row">
        <button
          class="button secondary"
          type="button"
          hidden
          data-download={JSON.stringify([here, `/api/v1/sittings/${view.id}/own-sheets`, ...urls])}
          data-account={ctx.actor.accountId ?? ''}
        >
          <Icon name="download" />
          {w.offline.download}
        </button>
        <span class="small muted" role="status" data-downloaded={w.offline.downloaded} />
      </p>
      <div
        class="sheet-state bad small"
        role="status"
        data-left-here
        data-failed={w.offline.failed}
        data-closed={w.offline.closed}
      />
      <script type="module" src={asset('offline-agenda.js')} />
    </div>
  )
}

function QuorumLine({ view, lang }: { view: SittingView; lang: 'vi' | 'en' }) {
  const w = words(lang)
  const { quorum } = view
  const presiding = view.members.find((member) => member.id === quorum.presiding)
  return (
    <>
      <StatusMark tone={quorum.holds ? 'good' : 'warn'}>
        {quorum.holds ? w.quorumHolds : quorum.enough ? w.nobodyPresides : w.quorumFails}
      </StatusMark>{' '}
      {fill(w.quorumText, { ...quorum })}
      {presiding && ` · ${fill(w.presides, { name: presiding.name })}`}
    </>
  )
}
