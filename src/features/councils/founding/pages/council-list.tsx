import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../../platform/i18n/index.ts'
import { EmptyState, LinkButton, PageHead, StatusMark, Table, Tag } from '../../../../web/index.ts'
import { WorkPage } from '../../../frame/index.ts'
import { words } from '../../words.ts'
import type { CouncilLine } from '../councils.ts'

/** Every council and advisory team within the reader's reach. */
export function CouncilListPage({
  ctx,
  councils,
  mayFound,
}: {
  ctx: RequestContext
  councils: readonly CouncilLine[]
  mayFound: boolean
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const found = mayFound && (
    <LinkButton kind="primary" icon="plus" href={to('/lam-viec/hoi-dong/thanh-lap')}>
      {w.found}
    </LinkButton>
  )
  return (
    <WorkPage ctx={ctx} title={w.councils} breadcrumbs={[{ label: w.title }]}>
      <PageHead
        title={w.councils}
        lead={w.councilsLead}
        actions={
          <>
            <LinkButton icon="medal" href={to('/lam-viec/ket-qua')}>
              {w.results}
            </LinkButton>
            <LinkButton icon="scales" href={to('/lam-viec/khieu-nai')}>
              {w.appeals}
            </LinkButton>
            {councils.length > 0 && found}
          </>
        }
      />
      <Table
        caption={w.councils}
        captionHidden
        rows={councils}
        empty={
          <EmptyState icon="users" title={w.noCouncil} actions={found}>
            {w.noCouncilHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            head: w.name,
            main: true,
            cell: (row: CouncilLine) => (
              <>
                <a href={to(`/lam-viec/hoi-dong/${row.id}`)}>{row.name}</a>{' '}
                {row.is_demo && <Tag>{w.demo}</Tag>}
              </>
            ),
          },
          { key: 'kind', head: w.kind, cell: (row: CouncilLine) => w.kinds[row.kind] },
          {
            key: 'decision',
            head: w.decisionNo,
            cell: (row: CouncilLine) => `${row.decision_no}, ${formatDay(row.decision_on)}`,
          },
          { key: 'members', head: w.members, numeric: true, cell: (row: CouncilLine) => row.members },
          { key: 'sittings', head: w.sittings, numeric: true, cell: (row: CouncilLine) => row.sittings },
          {
            key: 'state',
            head: w.phase,
            headHidden: true,
            cell: (row: CouncilLine) =>
              row.ended_on && (
                <StatusMark tone="neutral">{fill(w.ended, { day: formatDay(row.ended_on) })}</StatusMark>
              ),
          },
        ]}
      />
    </WorkPage>
  )
}
