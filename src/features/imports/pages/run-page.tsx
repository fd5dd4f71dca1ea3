import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatInstant, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  Details,
  EmptyState,
  Form,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  Section,
  StatFigure,
  StatusMark,
  Table,
  Tabs,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import type { ImportKind } from '../kind.ts'
import { type Row, type RowView, type Run, rowViews } from '../queries.ts'
import { words } from '../words.ts'
import { tones } from './list-page.tsx'
import { ExplainHeadings, MendRow } from './mend-parts.tsx'

export interface RunPageProps {
  ctx: RequestContext
  run: Run
  kind?: ImportKind | undefined
  rows: readonly Row[]
  view: RowView
  page: number
  more: boolean
  /** It broke off, and nothing works on it any more. */
  isLeft: boolean
  errors: readonly FormError[]
}

/** One import: what it would do or did, the rows to look at, and the way on or back. */
export function RunPage(props: RunPageProps) {
  const { ctx, run, errors } = props
  const { lang } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={run.file_name}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/nhap-lieu') }, { label: run.file_name }]}
    >
      <PageHead
        title={run.file_name}
        above={`${formatBytes(run.file_size, lang)} · ${formatInstant(run.created_at)} · ${run.started_by_name}`}
        note={<StatusMark tone={tones[run.status] ?? 'neutral'}>{w.states[run.status]}</StatusMark>}
      />
      {errors.map((error) => (
        <Message tone="error" announce>
          {error.text}
        </Message>
      ))}
      <NextStep {...props} />
      <ExplainHeadings ctx={ctx} run={run} kind={props.kind} />
      {run.counts.rows !== undefined && <Counts {...props} />}
      {run.counts.rows !== undefined && run.status !== 'checking' && <Rows {...props} />}
    </WorkPage>
  )
}

function NextStep({ ctx, run, isLeft }: RunPageProps): ComponentChildren {
  const { lang } = ctx
  const w = words(lang)
  const action = (verb: string) => localPath(lang, `/lam-viec/nhap-lieu/${run.id}/${verb}`)
  if (isLeft)
    return (
      <Message tone="error" title={w.leftTitle}>
        <p>{w.leftWords}</p>
        <Form action={action('kiem-tra-lai')}>
          <Button icon="undo">{w.checkAgain}</Button>
        </Form>
      </Message>
    )
  switch (run.status) {
    case 'waiting':
    case 'checking':
    case 'writing':
      return <Message announce>{fill(w.working, { rows: formatNumber(run.rows_seen, lang) })}</Message>
    case 'checked':
      return (
        <Message title={w.checkedTitle}>
          <p>{fill(w.checkedWords, numbers(run, lang))}</p>
          <Form action={action('ghi')}>
            <Button kind="primary" icon="save">
              {w.commit}
            </Button>
          </Form>
        </Message>
      )
    case 'written':
      return (
        <Message tone="success">
          <p>{fill(w.writtenWords, { when: run.written_at ? formatInstant(run.written_at) : '' })}</p>
          <Form action={action('hoan-tac')}>
            <Button icon="undo">{w.undo}</Button>
          </Form>
        </Message>
      )
    case 'undone':
      return (
        <Message>
          {fill(w.undoneWords, {
            when: run.undone_at ? formatInstant(run.undone_at) : '',
            who: run.undone_by_name ?? '',
          })}
        </Message>
      )
    case 'refused':
      return (
        <Message tone="error" title={w.refusedTitle}>
          {run.problems.map((problem) => (
            <p>{problemText(problem, lang)}</p>
          ))}
        </Message>
      )
  }
}

function numbers({ counts }: Run, lang: 'vi' | 'en'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, formatNumber(count ?? 0, lang)]),
  )
}

function Counts({ ctx, run }: RunPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const { rows = 0, created = 0, updated = 0, unchanged = 0, refused = 0, doubtful = 0 } = run.counts
  return (
    <div class="grid narrow">
      <StatFigure value={formatNumber(rows, lang)} label={w.rows} />
      <StatFigure value={formatNumber(rows - refused - doubtful, lang)} label={w.understood} />
      <StatFigure value={formatNumber(doubtful, lang)} label={w.doubtfulCount} />
      <StatFigure value={formatNumber(refused, lang)} label={w.refusedCount} />
      <StatFigure value={formatNumber(created, lang)} label={w.created} />
      <StatFigure value={formatNumber(updated, lang)} label={w.updated} />
      <StatFigure value={formatNumber(unchanged, lang)} label={w.unchanged} />
    </div>
  )
}

function Rows({ ctx, run, kind, rows, view, page, more }: RunPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const href = (to: RowView, at = 1) =>
    localPath(lang, `/lam-viec/nhap-lieu/${run.id}?xem=${to}${at > 1 ? `&trang=${at}` : ''}`)
  return (
    <Section title={w.show}>
      <Tabs
        label={w.show}
        items={rowViews.map((each) => ({
          href: href(each),
          label: w.tabs[each] ?? each,
          current: each === view,
        }))}
      />
      <Table
        caption={w.tabs[view] ?? view}
        captionHidden
        rows={rows}
        rowId={(row) => String(row.line)}
        empty={
          <EmptyState icon="check" title={w.rowsNone}>
            {w.rowsNoneHint}
          </EmptyState>
        }
        columns={[
          { key: 'line', head: w.line, numeric: true, tight: true, cell: (row: Row) => row.line },
          {
            key: 'name',
            head: w.name,
            main: true,
            cell: (row: Row) =>
              row.subject_id && row.subject_kind === 'product' && run.status === 'written' ? (
                <a href={localPath(lang, `/lam-viec/san-pham/${row.subject_id}`)}>{row.label}</a>
              ) : (
                row.label || '–'
              ),
          },
          {
            key: 'outcome',
            head: w.outcome,
            cell: (row: Row) => (
              <StatusMark tone={row.outcome === 'refused' ? 'bad' : row.doubtful ? 'warn' : 'good'}>
                {w.outcomes[row.outcome]}
              </StatusMark>
            ),
          },
          {
            key: 'why',
            head: w.why,
            cell: (row: Row) => (
              <>
                {row.notes.map((note) => (
                  <p class="small">{problemText(note, lang)}</p>
                ))}
                {row.printed && run.status === 'checked' && (
                  <Details summary={w.mend}>
                    <MendRow ctx={ctx} run={run} row={row} kind={kind} />
                  </Details>
                )}
                {row.printed && run.status !== 'checked' && (
                  <Details summary={w.printed}>
                    <DescriptionList
                      items={Object.entries(row.printed).map(([term, value]) => ({
                        term,
                        value: value.slice(0, 500),
                      }))}
                    />
                  </Details>
                )}
              </>
            ),
          },
        ]}
      />
      <p class="row">
        {page > 1 && <a href={href(view, page - 1)}>{w.previous}</a>}
        {(page > 1 || more) && <span class="muted">{fill(w.page, { page })}</span>}
        {more && <a href={href(view, page + 1)}>{w.next}</a>}
        <LinkButton
          kind="quiet"
          icon="download"
          href={localPath(lang, `/lam-viec/nhap-lieu/${run.id}/bao-cao?xem=${view}`)}
        >
          {w.download}
        </LinkButton>
      </p>
    </Section>
  )
}
