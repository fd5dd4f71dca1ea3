import type { RequestContext } from '../../platform/http/index.ts'
import {
  dayQuery,
  fill,
  formatBytes,
  formatDay,
  localPath,
  shownDays,
  type TypedDays,
} from '../../platform/i18n/index.ts'
import {
  DescriptionList,
  EmptyState,
  ListFilter,
  Pagination,
  SearchBox,
  StatusMark,
  Table,
} from '../../web/index.ts'
import { PublicPage } from '../frame/index.ts'
import { documentKinds } from './commands.ts'
import {
  type DocumentLine,
  type DocumentStanding,
  type DocumentView,
  documentStanding,
  documentStandings,
} from './queries.ts'
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
  const spoken = ctx.lang === 'vi' ? undefined : 'vi'
  return (
    <Table
      caption={w.documents}
      captionHidden
      columns={[
        {
          key: 'number',
          head: w.number,
          main: true,
          tight: true,
          cell: (row: DocumentLine) => (
            <a href={hrefOf(row)} lang={spoken}>
              {row.number}
            </a>
          ),
        },
        { key: 'day', head: w.issuedOn, cell: (row: DocumentLine) => formatDay(row.issuedOn) },
        { key: 'title', head: w.title, cell: (row: DocumentLine) => <span lang={spoken}>{row.title}</span> },
        {
          key: 'issuer',
          head: w.issuer,
          cell: (row: DocumentLine) => <span lang={spoken}>{row.issuer}</span>,
        },
        {
          key: 'standing',
          head: w.standing,
          cell: (row: DocumentLine) => <Standing ctx={ctx} document={row} />,
        },
      ]}
      rows={items}
      keep={{ kind: `documents ${ctx.today}`, shows: (row) => ({ ...row, href: hrefOf(row) }) }}
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
  standing?: DocumentStanding | undefined
  days: TypedDays
}) {
  const { ctx, q, kind, standing, days } = props
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/van-ban')
  const narrowed = {
    ...(kind && { loai: kind }),
    ...(standing && { hieuluc: standing }),
    ...dayQuery(days),
  }
  return (
    <PublicPage ctx={ctx} title={w.documents} description={w.lead} breadcrumbs={[{ label: w.documents }]}>
      <header class="page-head">
        <h1>{w.documents}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <div class="flow">
        <SearchBox action={base} label={w.search} value={q} keep={narrowed} />
        <ListFilter
          action={base}
          summary={w.narrow}
          keep={{ q }}
          choices={[
            {
              name: 'loai',
              label: w.kindHead,
              value: kind,
              any: w.anyKind,
              choices: documentKinds.map((each) => ({ value: each, label: w.kind[each] ?? each })),
            },
            {
              name: 'hieuluc',
              label: w.standing,
              value: standing,
              any: w.anyStanding,
              choices: documentStandings.map((each) => ({ value: each, label: w.standings[each] ?? each })),
            },
          ]}
          days={shownDays(days)}
          clear={q ? `${base}?${new URLSearchParams({ q })}` : base}
        />
        <p class="muted" role="status">
          {fill(w.found, { count: props.total })}
        </p>
        <DocumentTable
          ctx={ctx}
          items={props.items}
          hrefOf={(each) => localPath(ctx.lang, `/van-ban/${each.slug}`)}
        />
      </div>
      <Pagination
        page={props.page}
        pages={Math.ceil(props.total / props.perPage)}
        hrefOf={(to) => `${base}?${new URLSearchParams({ ...(q && { q }), ...narrowed, trang: String(to) })}`}
      />
    </PublicPage>
  )
}

export function DocumentPage({ ctx, document }: { ctx: RequestContext; document: DocumentView }) {
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/van-ban')
  const spoken = ctx.lang === 'vi' ? undefined : 'vi'
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
        <p class="page-lead" lang={spoken}>
          {document.title}
        </p>
        <p>
          <Standing ctx={ctx} document={document} />
          {document.isDemo && <span class="demo-mark"> {w.demo}</span>}
        </p>
      </header>
      <DescriptionList
        items={[
          { term: w.issuer, value: <span lang={spoken}>{document.issuer}</span> },
          { term: w.issuedOn, value: formatDay(document.issuedOn) },
          {
            term: w.effectiveFrom,
            value: document.effectiveFrom ? formatDay(document.effectiveFrom) : undefined,
          },
          { term: w.effectiveTo, value: document.effectiveTo ? formatDay(document.effectiveTo) : undefined },
          { term: w.signer, value: document.signer || undefined },
          { term: w.field, value: document.field ? <span lang={spoken}>{document.field}</span> : undefined },
          { term: w.note, value: document.note ? <span lang={spoken}>{document.note}</span> : undefined },
          ...document.relations.map((each) => ({
            term: w.relation[each.relation] ?? each.relation,
            value: (
              <a href={`${base}/${each.slug}`}>
                {each.number} – <span lang={spoken}>{each.title}</span>
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
