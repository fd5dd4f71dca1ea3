import { z } from 'zod'
import { page, type Reply, type RequestContext, type Route, show } from '../../platform/http/index.ts'
import { mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { STATUSES, type Status } from '../../rules/procedure/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { listed } from './listed.ts'
import { type ListedDossier, ListPage } from './pages/list-page.tsx'
import type { Parts } from './parts.ts'
import { ROOT } from './paths.ts'
import { type DossierFilter, dossierCounts, dossierLines, placesOfDossiers } from './queries.ts'
import { bulkById } from './queue/bulk.ts'
import { bulkRoutes } from './queue/routes.tsx'
import { type DossierSearch, readSearch, type Stage } from './queue/search.ts'
import { waitsFor } from './waiting.ts'

/** As many are read and put in the order of their clocks; more than that is narrowed by the search. */
const MOST_ROWS = 2000
const PER_PAGE = 50

const listQuery = z.object({
  'tinh-trang': z.string().max(40).optional().catch(undefined),
  q: z.string().max(400).optional().catch(undefined),
  trang: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  'da-lam': z.uuid().optional().catch(undefined),
  loi: z.string().max(40).optional().catch(undefined),
  so: z.string().max(10).optional().catch(undefined),
})

export function listRoutes(parts: Parts): Route[] {
  return [
    page({
      path: ROOT,
      permission: 'dossier.read',
      audit: null,
      query: listQuery,
      handler: async (ctx) => showList(parts, ctx, ctx.query),
    }),
    ...bulkRoutes(parts),
  ]
}

async function showList(
  parts: Parts,
  ctx: RequestContext,
  { q = '', 'tinh-trang': asked, trang = 1, 'da-lam': bulkId, loi, so }: z.output<typeof listQuery>,
): Promise<Reply> {
  const { db } = parts.kernel
  const office = mayAnywhere(ctx.actor, 'dossier.check-province', ctx.today)
  const officer = office || mayAnywhere(ctx.actor, 'dossier.receive', ctx.today)
  const within: DossierFilter = {
    reach: reachOf(ctx.actor, 'dossier.read', ctx.today),
    accountId: ctx.actor.accountId,
  }
  const waiting = waitsFor(ctx.actor, ctx.today)
  const tab = tabOf(asked, officer && q === '')
  const search = readSearch(q)
  const statuses = statusesOf(tab === 'waiting' ? waiting : tab === 'all' ? undefined : [tab], search.stage)
  const placeCodes = search.place === null ? undefined : await placesNamed(parts, within, search.place)
  const [counts, lines, bulk] = await Promise.all([
    dossierCounts(db, within),
    statuses?.length === 0
      ? []
      : dossierLines(db, { ...within, statuses, placeCodes, ...columnsOf(search), limit: MOST_ROWS }),
    bulkId ? bulkById(db, bulkId, ctx.actor.accountId, ctx.now) : null,
  ])
  const rows = lines
    .map((line) => listed(parts, line, ctx.today))
    .filter((row) => inTime(row, search))
    .sort(byClock)
  return show(
    <ListPage
      ctx={ctx}
      rows={rows.slice((trang - 1) * PER_PAGE, trang * PER_PAGE)}
      found={rows.length}
      page={trang}
      pages={Math.ceil(rows.length / PER_PAGE)}
      counts={counts}
      waiting={waiting.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)}
      tab={tab}
      query={q}
      search={search}
      placeUnknown={placeCodes?.length === 0}
      mayStart={mayAnywhere(ctx.actor, 'dossier.edit', ctx.today)}
      officer={officer}
      office={office}
      bulk={bulk}
      problem={loi ? { code: loi, data: { count: so ?? '', maximum: 200 } } : undefined}
      shownAll={lines.length < MOST_ROWS}
    />,
  )
}

function tabOf(asked: string | undefined, officer: boolean): 'waiting' | 'all' | Status {
  if (asked === 'all' || asked === 'waiting') return asked
  if (asked && (STATUSES as readonly string[]).includes(asked)) return asked as Status
  return officer ? 'waiting' : 'all'
}

/** In whose hands a dossier is, as `ở:` says it. */
const STATUSES_AT: Readonly<Record<Stage, readonly Status[]>> = {
  'chu-the': ['draft', 'commune.returned', 'province.returned'],
  xa: ['filed', 'commune.received', 'commune.reported'],
  tinh: ['proposed', 'district.received', 'district.result', 'province.received', 'advised', 'result'],
  dot: ['in-round'],
  'hoi-dong': ['before-council', 'scored', 'appealed'],
  xong: ['recognised', 'not-recognised', 'withdrawn', 'refused'],
}

function statusesOf(tab: readonly Status[] | undefined, stage: Stage | null): readonly Status[] | undefined {
  if (!stage) return tab
  return tab ? tab.filter((status) => STATUSES_AT[stage].includes(status)) : STATUSES_AT[stage]
}

function columnsOf(search: DossierSearch): Partial<DossierFilter> {
  return {
    text: search.text ? fold(search.text) : undefined,
    owner: search.owner ? fold(search.owner) : undefined,
    wishStar: search.star ?? undefined,
    kind: search.kind ?? undefined,
    setNo: search.set ?? undefined,
    year: search.year ?? undefined,
    round: search.round ?? undefined,
  }
}

/** Codes of the places meant: by code, or by part of the name. */
async function placesNamed({ kernel, placeName }: Parts, within: DossierFilter, place: string) {
  const wanted = fold(place)
  const known = await placesOfDossiers(kernel.db, within)
  return known.filter((code) => code === place || fold(placeName(code)).includes(wanted))
}

function inTime({ clock }: ListedDossier, { dueBelow, dueAbove, overdue }: DossierSearch): boolean {
  if (dueBelow === null && dueAbove === null && !overdue) return true
  if (!clock) return false
  return (
    (dueBelow === null || clock.daysLeft < dueBelow) &&
    (dueAbove === null || clock.daysLeft > dueAbove) &&
    (!overdue || clock.overdue)
  )
}

/** The nearest deadline first; what has none stays in the order it came. */
function byClock(a: ListedDossier, b: ListedDossier): number {
  return (a.clock?.lastDay ?? '9999').localeCompare(b.clock?.lastDay ?? '9999')
}
