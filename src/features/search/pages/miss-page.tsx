import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type Miss, missDays } from '../misses.ts'
import { words } from '../words.ts'

/** What readers searched and did not find, for the editor. */
export function MissPage({ ctx, misses }: { ctx: RequestContext; misses: readonly Miss[] }) {
  const w = words(ctx.lang)
  return (
    <WorkPage ctx={ctx} title={w.missTitle} breadcrumbs={[{ label: w.missTitle }]}>
      <header class="page-head">
        <h1>{w.missTitle}</h1>
        <p class="page-lead">{fill(w.missLead, { days: missDays })}</p>
      </header>
      <Table
        caption={w.missTitle}
        columns={[
          {
            key: 'words',
            head: w.missWords,
            main: true,
            cell: (row: Miss) => (
              <a href={localPath(ctx.lang, `/tim-kiem?${new URLSearchParams({ q: row.words })}`)}>
                {row.words}
              </a>
            ),
          },
          { key: 'times', head: w.missTimes, cell: (row: Miss) => formatNumber(row.times, ctx.lang) },
          { key: 'last', head: w.missLast, cell: (row: Miss) => formatDay(row.last) },
        ]}
        rows={misses}
        empty={<EmptyState title={w.missEmpty}>{w.missEmptyHint}</EmptyState>}
      />
    </WorkPage>
  )
}
