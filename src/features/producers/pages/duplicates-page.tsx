import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, PageHead, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { DuplicatePair } from '../queries.ts'
import { words } from '../words.ts'

/** Pairs of records that may be one producer. */
export function DuplicatesPage({ ctx, pairs }: { ctx: RequestContext; pairs: readonly DuplicatePair[] }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.duplicates}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/chu-the') }, { label: w.duplicates }]}
    >
      <PageHead title={w.duplicates} lead={w.duplicatesLead} />
      <Table
        caption={w.duplicates}
        captionHidden
        rows={pairs}
        empty={
          <EmptyState icon="users" title={w.duplicatesNone}>
            {w.duplicatesNoneHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'one',
            head: w.name,
            main: true,
            cell: (pair: DuplicatePair) => <a href={to(`/lam-viec/chu-the/${pair.oneId}`)}>{pair.oneName}</a>,
          },
          {
            key: 'other',
            head: w.name,
            cell: (pair: DuplicatePair) => (
              <a href={to(`/lam-viec/chu-the/${pair.otherId}`)}>{pair.otherName}</a>
            ),
          },
          { key: 'because', head: w.likely, cell: (pair: DuplicatePair) => w.because[pair.because] },
        ]}
      />
    </WorkPage>
  )
}
