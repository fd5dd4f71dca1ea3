import { z } from 'zod'
import { page, type Reply, type RequestContext, type Route, show } from '../../platform/http/index.ts'
import { mayAnywhere, reachOf } from '../../rules/permissions/index.ts'
import { STATUSES, type Status } from '../../rules/procedure/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { listed } from './listed.ts'
import { type ListedDossier, ListPage } from './pages/list-page.tsx'
import type { Parts } from './parts.ts'
import { ROOT } from './paths.ts'
import { type DossierFilter, dossierCounts, dossierLines } from './queries.ts'
import { readSearch } from './search-words.ts'
import { waitsFor } from './waiting.ts'

const MOST_ROWS = 300

const listQuery = z.object({
  'tinh-trang': z.string().max(40).optional().catch(undefined),
  q: z.string().max(400).optional().catch(undefined),
})

export function listRoutes(parts: Parts): Route[] {
  return [
    page({
      path: ROOT,
      permission: 'dossier.read',
      audit: null,
      query: listQuery,
      handler: (ctx) => showList(parts, ctx, ctx.query),
    }),
  ]
}

async function showList(
  parts: Parts,
  ctx: RequestContext,
  { q = '', 'tinh-trang': asked }: z.output<typeof listQuery>,
): Promise<Reply> {
  const { db } = parts.kernel
  const officer =
    mayAnywhere(ctx.actor, 'dossier.receive', ctx.today) ||
    mayAnywhere(ctx.actor, 'dossier.check-province', ctx.today)
  const within: DossierFilter = {
    reach: reachOf(ctx.actor, 'dossier.read', ctx.today),
    accountId: ctx.actor.accountId,
  }
  const waiting = waitsFor(ctx.actor, ctx.today)
  const tab = tabOf(asked, officer && q === '')
  const search = readSearch(q)
  const statuses = tab === 'waiting' ? waiting : tab === 'all' ? undefined : [tab]
  const [counts, lines] = await Promise.all([
    dossierCounts(db, within),
    statuses?.length === 0
      ? []
      : dossierLines(db, {
          ...within,
          statuses,
          text: search.text ? fold(search.text) : undefined,
          wishStar: search.star ?? undefined,
          kind: search.kind ?? undefined,
          limit: MOST_ROWS,
        }),
  ])
  const rows = lines
    .map((line) => listed(parts, line, ctx.today))
    .filter((row) => fits(row, search))
    .sort(byClock)
  return show(
    <ListPage
      ctx={ctx}
      rows={rows}
      counts={counts}
      waiting={waiting.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)}
      tab={tab}
      query={q}
      mayStart={mayAnywhere(ctx.actor, 'dossier.edit', ctx.today)}
      officer={officer}
      shownAll={lines.length < MOST_ROWS}
    />,
  )
}

function tabOf(asked: string | undefined, officer: boolean): 'waiting' | 'all' | Status {
  if (asked === 'all' || asked === 'waiting') return asked
  if (asked && (STATUSES as readonly string[]).includes(asked)) return asked as Status
  return officer ? 'waiting' : 'all'
}

function fits(row: ListedDossier, search: ReturnType<typeof readSearch>): boolean {
  if (search.place && row.placeCode !== search.place && !fold(row.placeName).includes(fold(search.place)))
    return false
  return search.dueBelow === null || (row.clock !== null && row.clock.daysLeft < search.dueBelow)
}

/** The nearest deadline first; what has none stays in the order it came. */
function byClock(a: ListedDossier, b: ListedDossier): number {
  return (a.clock?.lastDay ?? '9999').localeCompare(b.clock?.lastDay ?? '9999')
}
