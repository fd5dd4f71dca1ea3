import type { Problem } from '../../../platform/command/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Clock, Status } from '../../../rules/procedure/index.ts'
import {
  Button,
  type Column,
  EmptyState,
  LinkButton,
  Message,
  Pagination,
  Section,
  Select,
  Table,
  Tabs,
  UndoToast,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import { at, ROOT } from '../paths.ts'
import type { DossierLine } from '../queries.ts'
import { BULK_DEEDS, type BulkDone } from '../queue/bulk.ts'
import type { DossierSearch } from '../queue/search.ts'
import { DossierSearchBox } from '../queue/search-box.tsx'
import { queueWords } from '../queue/words.ts'
import { words } from '../words.ts'
import { ClockMark, DossierStatus } from './parts.tsx'

export interface ListedDossier extends DossierLine {
  readonly clock: Clock | null
  readonly placeName: string
}

export interface ListPageProps {
  ctx: RequestContext
  rows: readonly ListedDossier[]
  found: number
  page: number
  pages: number
  /** Dossiers of each status within reach, for the tabs. */
  counts: ReadonlyMap<Status, number>
  waiting: number
  tab: 'waiting' | 'all' | Status
  query: string
  search: DossierSearch
  placeUnknown: boolean
  mayStart: boolean
  officer: boolean
  /** May do one deed for many dossiers. */
  office: boolean
  /** What was just done for many. */
  bulk: BulkDone | null
  problem?: Problem | undefined
  shownAll: boolean
}

/** Everyone's list of dossiers: producers see theirs, desks what is in their care, what waits for them first. */
export function ListPage(props: ListPageProps) {
  const { ctx, rows, counts, waiting, tab, query, mayStart, officer, office } = props
  const { lang } = ctx
  const said = words(lang)
  const here = localPath(lang, ROOT)
  const hrefOf = (value: string, page = 1) =>
    `${here}?tinh-trang=${value}${query ? `&q=${encodeURIComponent(query)}` : ''}${page > 1 ? `&trang=${page}` : ''}`
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const tabs = [
    ...(officer ? [{ value: 'waiting', label: said.list.waiting, count: waiting }] : []),
    { value: 'all', label: said.list.allStatuses, count: total },
    ...[...counts].map(([status, count]) => ({
      value: status as string,
      label: said.statuses[status],
      count,
    })),
  ]
  const start = mayStart && (
    <LinkButton href={localPath(lang, `${ROOT}/moi`)} kind="primary" icon="plus">
      {said.list.start}
    </LinkButton>
  )
  const table = (
    <Table
      caption={fill(said.list.count, { count: props.found })}
      rows={rows}
      phone="cards"
      empty={
        <EmptyState icon="search" title={said.list.empty}>
          {said.list.emptyFiltered}
        </EmptyState>
      }
      columns={[...(office ? [chooser(lang)] : []), ...columns(lang)]}
    />
  )
  return (
    <WorkPage ctx={ctx} title={said.list.title} breadcrumbs={[{ label: said.menu }]}>
      <header class="page-head">
        <h1>{said.list.title}</h1>
        <p class="page-lead">{officer ? said.list.leadOfficer : said.list.leadProducer}</p>
        {start && <p>{start}</p>}
      </header>
      <Told {...props} />
      {total > 0 && <DossierSearchBox {...props} />}
      {total > 0 && (
        <Tabs
          label={said.list.status}
          items={tabs.map((each) => ({
            href: hrefOf(each.value),
            label: each.label,
            count: each.count,
            current: each.value === tab,
          }))}
        />
      )}
      {total === 0 && query === '' ? (
        <EmptyState title={said.list.empty} actions={start || undefined}>
          <p>{officer ? said.list.emptyOfficer : said.list.emptyProducer}</p>
        </EmptyState>
      ) : office && rows.length > 0 ? (
        <form method="post" action={`${here}/hang-loat`}>
          {table}
          <BulkBar lang={lang} />
        </form>
      ) : (
        table
      )}
      <Pagination page={props.page} pages={props.pages} hrefOf={(page) => hrefOf(tab, page)} />
      {!props.shownAll && <p class="muted">{fill(said.list.tooMany, { shown: props.found })}</p>}
    </WorkPage>
  )
}

/** What was just done for many, with its way back; or why it was not. */
function Told({ ctx, bulk, problem }: ListPageProps) {
  const { lang } = ctx
  const w = queueWords(lang)
  if (problem)
    return (
      <Message tone="error" announce>
        {problemText(problem, lang)}
      </Message>
    )
  if (!bulk) return null
  const told = fill(bulk.undone ? w.undone : w.done, { count: bulk.count, deed: w.deeds[bulk.deed] })
  return bulk.undoable ? (
    <UndoToast action={localPath(lang, `${ROOT}/hang-loat/${bulk.id}/hoan-tac`)}>{told}</UndoToast>
  ) : (
    <Message tone="success" announce>
      {told}
    </Message>
  )
}

function BulkBar({ lang }: { lang: RequestContext['lang'] }) {
  const w = queueWords(lang)
  return (
    <Section title={w.bulk} lead={w.bulkLead}>
      <div class="list-search">
        <Select
          name="deed"
          label={w.deed}
          empty={false}
          choices={BULK_DEEDS.map((deed) => ({ value: deed, label: w.deeds[deed] }))}
        />
        <Button icon="tasks">{w.toSummary}</Button>
      </div>
    </Section>
  )
}

function chooser(lang: RequestContext['lang']): Column<ListedDossier> {
  const w = queueWords(lang)
  return {
    key: 'choose',
    head: w.bulk,
    headHidden: true,
    tight: true,
    cell: (row) => (
      <input
        type="checkbox"
        name="ids"
        value={row.id}
        class="chooser"
        aria-label={fill(w.choose, { product: row.productName })}
      />
    ),
  }
}

function columns(lang: RequestContext['lang']): Column<ListedDossier>[] {
  const said = words(lang)
  return [
    {
      key: 'product',
      head: said.list.product,
      main: true,
      cell: (row) => (
        <>
          <a href={at(lang, row.id)}>{row.productName}</a>
          <p class="muted small">
            {row.producerName}, {row.placeName}
          </p>
        </>
      ),
    },
    {
      key: 'status',
      head: said.list.status,
      cell: (row) => <DossierStatus status={row.status} lang={lang} />,
    },
    {
      key: 'due',
      head: said.list.due,
      cell: (row) => (row.clock ? <ClockMark clock={row.clock} lang={lang} /> : '–'),
    },
    {
      key: 'filed',
      head: said.list.filed,
      cell: (row) => (
        <>
          {row.filedOn ? formatDay(row.filedOn) : '–'}
          {row.communeReceiptNo && <p class="muted small">{row.communeReceiptNo}</p>}
        </>
      ),
    },
    { key: 'kind', head: said.list.kind, tight: true, cell: (row) => said.kinds[row.kind] },
  ]
}
