import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { BrokenLink } from '../links.ts'
import { words } from '../words.ts'

export function LinksPage({ ctx, broken }: { ctx: RequestContext; broken: readonly BrokenLink[] }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.links}
      breadcrumbs={[{ label: w.desk, href: to('/lam-viec/tin-bai') }, { label: w.links }]}
    >
      <header class="page-head">
        <h1>{w.links}</h1>
        <p class="page-lead">{w.linksLead}</p>
      </header>
      <Table
        caption={w.links}
        columns={[
          {
            key: 'title',
            head: w.title,
            main: true,
            cell: (row: BrokenLink) => <a href={to(`/lam-viec/tin-bai/${row.articleId}`)}>{row.title}</a>,
          },
          { key: 'address', head: w.linkAddress, cell: (row: BrokenLink) => <code>{row.address}</code> },
        ]}
        rows={broken}
        empty={<EmptyState title={w.linksNone}>{w.linksNoneHint}</EmptyState>}
      />
    </WorkPage>
  )
}
