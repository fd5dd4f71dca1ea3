import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'

/** The newest version as a visitor would see it, on a phone and on a desk. */
export function PreviewPage({ ctx, id, title }: { ctx: RequestContext; id: string; title: string }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const page = to(`/lam-viec/tin-bai/${id}/xem-truoc/trang`)
  return (
    <WorkPage
      ctx={ctx}
      title={w.previewDraft}
      breadcrumbs={[
        { label: w.desk, href: to('/lam-viec/tin-bai') },
        { label: title, href: to(`/lam-viec/tin-bai/${id}`) },
        { label: w.previewDraft },
      ]}
    >
      <header class="page-head">
        <h1>{w.previewDraft}</h1>
        <p class="page-lead">{w.previewLead}</p>
      </header>
      <div class="previews">
        <figure>
          <figcaption>{w.onPhone}</figcaption>
          <iframe class="preview-phone" src={page} title={w.onPhone} />
        </figure>
        <figure>
          <figcaption>{w.onDesk}</figcaption>
          <iframe class="preview-desk" src={page} title={w.onDesk} />
        </figure>
      </div>
    </WorkPage>
  )
}
