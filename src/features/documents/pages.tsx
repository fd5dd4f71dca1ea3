import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatBytes, formatDay, localPath } from '../../platform/i18n/index.ts'
import { DescriptionList, EmptyState, Pagination, SearchBox, StatusMark, Table } from '../../web/index.ts'
import { PublicPage } from '../frame/index.ts'
import { type DocumentLine, type DocumentView, documentStanding } from './queries.ts'
import { words } from './words.ts'

const tones = { 'in-force': 'good', 'not-yet': 'warn', ended: 'bad', 'not-stated': 'neutral' } as const

function Standing({ ctx, document }: { ctx: RequestContext; document: DocumentLine }) {
  const standing = documentStanding(document, ctx.today)
  return <StatusMark tone={tones[standing]}>{words(ctx.lang).standings[standing]}</StatusMark>
}

export function DocumentTable({
  ctx,
  items,
  hrefOf,
}: {
  ctx: RequestContext
  items: readonly DocumentLine[]
  hrefOf: (document: DocumentLine) => string
}) {
  const w = words(ctx.lang)
  return (
    <Table
      caption={w.documents}
      captionHidden
      columns={[
        {
          key: 'number',
          head: w.number,
          main: true,
          cell: (row: DocumentLine) => <a href={hrefOf(row)}>{row.number}</a>,
        },
        { key: 'day', head: w.issuedOn, cell: (row: DocumentLine) => formatDay(row.issuedOn) },
        { key: 'title', head: w.title, cell: (row: DocumentLine) => row.title },
        { key: 'issuer', head: w.issuer, cell: (row: DocumentLine) => row.issuer },
        {
          key: 'standing',
          head: w.standing,
          cell: (row: DocumentLine) => <Standing ctx={ctx} document={row} />,
        },
      ]}
      rows={items}
      empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
    />
  )
}

/** The public register. */
export function DocumentListPage(props: {
  ctx: RequestContext
  items: readonly DocumentLine[]
  total: number
  page: number
  perPage: number
  q?: string | undefined
  kind?: string | undefined
}) {
  const { ctx, q, kind } = props
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/van-ban')
  return (
    <PublicPage ctx={ctx} title={w.documents} description={w.lead} breadcrumbs={[{ label: w.documents }]}>
      <header class="page-head">
        <h1>{w.documents}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <SearchBox action={base} label={w.search} value={q} keep={kind ? { loai: kind } : undefined} />
      <p class="muted" role="status">
        {fill(w.found, { count: props.total })}
      </p>
      <DocumentTable
        ctx={ctx}
        items={props.items}
        hrefOf={(each) => localPath(ctx.lang, `/van-ban/${each.slug}`)}
      />
      <Pagination
        page={props.page}
        pages={Math.ceil(props.total / props.perPage)}
        hrefOf={(to) =>
          `${base}?${new URLSearchParams({ ...(q && { q }), ...(kind && { loai: kind }), trang: String(to) })}`
        }
      />
    </PublicPage>
  )
}

export function DocumentPage({ ctx, document }: { ctx: RequestContext; document: DocumentView }) {
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/van-ban')
  return (
    <PublicPage
      ctx={ctx}
      title={`${w.kind[document.kind] ?? ''} ${document.number}`}
      description={document.title}
      breadcrumbs={[{ label: w.documents, href: base }, { label: document.number }]}
      jsonLd={[
        {
          '@type': 'Legislation',
          name: document.title,
          legislationIdentifier: document.number,
          legislationDate: document.issuedOn,
        },
      ]}
    >
      <header class="page-head">
        <h1>
          {w.kind[document.kind]} {document.number}
        </h1>
        <p class="page-lead">{document.title}</p>
        <p>
          <Standing ctx={ctx} document={document} />
          {document.isDemo && <span class="demo-mark"> {w.demo}</span>}
        </p>
      </header>
      <DescriptionList
        items={[
          { term: w.issuer, value: document.issuer },
          { term: w.issuedOn, value: formatDay(document.issuedOn) },
          {
            term: w.effectiveFrom,
            value: document.effectiveFrom ? formatDay(document.effectiveFrom) : undefined,
          },
          { term: w.effectiveTo, value: document.effectiveTo ? formatDay(document.effectiveTo) : undefined },
          { term: w.signer, value: document.signer || undefined },
          { term: w.field, value: document.field || undefined },
          { term: w.note, value: document.note || undefined },
          ...document.relations.map((each) => ({
            term: w.relation[each.relation] ?? each.relation,
            value: (
              <a href={`${base}/${each.slug}`}>
                {each.number} – {each.title}
              </a>
            ),
          })),
          {
            term: w.regime,
            value: document.regime ? (
              <a href={localPath(ctx.lang, '/bo-tieu-chi')}>{w.regimeLink}</a>
            ) : undefined,
          },
        ]}
      />
      <section class="attachments">
        <h2>{w.files}</h2>
        {document.files.length === 0 ? (
          <p class="muted">{w.noFile}</p>
        ) : (
          <ul>
            {document.files.map((each) => (
              <li>
                <a href={`/van-ban/tap-tin/${each.id}`}>{each.name}</a>{' '}
                <span class="muted">({formatBytes(each.size, ctx.lang)})</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </PublicPage>
  )
}
