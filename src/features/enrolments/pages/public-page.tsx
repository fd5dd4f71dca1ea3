import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, Table, Tag } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { approvalsOf } from '../queries.ts'
import { words } from '../words.ts'

/** The list as the latest approval left it. */
export function PublicListPage(props: {
  ctx: RequestContext
  year: number
  approvals: Awaited<ReturnType<typeof approvalsOf>>
}) {
  const { ctx, year } = props
  const { lang } = ctx
  const w = words(lang)
  const latest = props.approvals.at(-1)
  const title = fill(w.title, { year })
  return (
    <PublicPage
      ctx={ctx}
      title={title}
      description={w.publicLead}
      breadcrumbs={[
        { label: fill(w.plan, { year }), href: localPath(lang, `/ke-hoach/${year}`) },
        { label: w.menu },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        {latest && (
          <p class="page-lead">
            {fill(w.approval, {
              ordinal: latest.ordinal,
              number: latest.number,
              day: formatDay(latest.decided_on),
            })}{' '}
            {latest.is_demo && <Tag>{w.demo}</Tag>}
          </p>
        )}
      </header>
      <Table
        caption={title}
        captionHidden
        rows={latest?.content.filter((line) => line.change !== 'dropped') ?? []}
        empty={<EmptyState title={fill(w.notApproved, { year })} />}
        columns={[
          { key: 'product', head: w.product, main: true, cell: (row) => row.product },
          { key: 'producer', head: w.producer, cell: (row) => row.producer || w.none },
          { key: 'commune', head: w.commune, cell: (row) => row.commune },
          { key: 'aim', head: w.aim, cell: (row) => w.aims[row.aim] },
          {
            key: 'star',
            head: w.goalStar,
            cell: (row) => (row.goalStar ? fill(w.stars, { count: row.goalStar }) : w.none),
          },
        ]}
      />
    </PublicPage>
  )
}
