import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { Button, Form } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ArticleContent } from '../commands.ts'
import { words } from '../words.ts'
import { comparable, Differences } from './differences.tsx'

/** What a version changed against the one before it, and the way back to it. */
export function VersionPage({
  ctx,
  id,
  version,
  newest,
  before,
  content,
}: {
  ctx: RequestContext
  id: string
  version: number
  newest: number
  before: ArticleContent
  content: ArticleContent
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const title = fill(w.versionTitle, { version })
  const values = (from: ArticleContent) => ({
    ...from,
    authorName: from.author_name,
    unitName: from.unit_name,
  })
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[
        { label: w.desk, href: to('/lam-viec/tin-bai') },
        { label: content.title, href: to(`/lam-viec/tin-bai/${id}`) },
        { label: title },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{fill(w.versionLead, { before: version - 1 })}</p>
      </header>
      <Differences
        before={comparable(values(before))}
        after={comparable(values(content))}
        words={{ gone: w.gone, added: w.added }}
      />
      {version < newest && (
        <Form action={to(`/lam-viec/tin-bai/${id}/phien-ban/${version}`)}>
          <Button kind="secondary">{w.restore}</Button>
        </Form>
      )}
    </WorkPage>
  )
}
