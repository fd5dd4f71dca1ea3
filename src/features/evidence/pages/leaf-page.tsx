import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill } from '../../../platform/i18n/index.ts'
import type { OfficeContent } from '../../../platform/previews/index.ts'
import { LinkButton } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import { OfficeView } from './office-view.tsx'

export interface LeafPageProps {
  ctx: RequestContext
  title: string
  page: number
  pages: number
  /** Address of the paper, to which `/anh/<page>` and `/trang/<page>` are added. */
  base: string
  originalHref?: string | undefined
  backHref: string
  backLabel: string
  /** A Word or Excel file is shown by its content instead of a picture. */
  office?: OfficeContent | null | undefined
  /** Parts of this page that prove something, in thousandths of its width and height. */
  regions?: readonly LeafRegion[] | undefined
  /** Below the page: what can be done with it. */
  children?: ComponentChildren
}

export interface LeafRegion {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly label: string
}

/** One page, large enough to be read, with its neighbours. */
export function LeafPage({
  ctx,
  title,
  page,
  pages,
  base,
  originalHref,
  backHref,
  backLabel,
  office,
  regions = [],
  children,
}: LeafPageProps) {
  const said = words(ctx.lang)
  return (
    <WorkPage
      ctx={ctx}
      title={`${title} – ${fill(said.page, { page })}`}
      breadcrumbs={[{ label: backLabel, href: backHref }, { label: fill(said.page, { page }) }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">
          {fill(said.page, { page })} / {pages}
        </p>
      </header>
      <nav class="leaf-nav" aria-label={title}>
        {page > 1 && <LinkButton href={`${base}/trang/${page - 1}`}>{said.previous}</LinkButton>}
        {page < pages && <LinkButton href={`${base}/trang/${page + 1}`}>{said.next}</LinkButton>}
        {originalHref && (
          <LinkButton kind="quiet" icon="download" href={originalHref} download>
            {said.download}
          </LinkButton>
        )}
      </nav>
      {office ? (
        <OfficeView content={office} lang={ctx.lang} />
      ) : (
        <div class="leaf-frame" data-leaf-frame>
          <img class="leaf" src={`${base}/anh/${page}`} alt={`${title}, ${fill(said.page, { page })}`} />
          <svg class="leaf-regions" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
            {regions.map(({ x, y, width, height }) => (
              <rect x={x} y={y} width={width} height={height} />
            ))}
          </svg>
        </div>
      )}
      {regions.length > 0 && (
        <ul class="leaf-proves">
          {regions.map(({ label }) => (
            <li>{label}</li>
          ))}
        </ul>
      )}
      {children}
    </WorkPage>
  )
}
