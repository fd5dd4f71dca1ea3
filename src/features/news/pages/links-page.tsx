import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { Details, EmptyState, Section, StatusMark, Table, UndoToast } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { BrokenLink } from '../links.ts'
import type { OutsideLink, outsideLinkCount } from '../outside-links.ts'
import { words } from '../words.ts'

export const linkTones = { answers: 'good', gone: 'bad', refused: 'warn', unreachable: 'bad' } as const

export function LinksPage(props: {
  ctx: RequestContext
  broken: readonly BrokenLink[]
  outside: readonly OutsideLink[]
  count: Awaited<ReturnType<typeof outsideLinkCount>>
  /** Just ignored: the way back. */
  ignored: string | undefined
  mayEdit: boolean
}) {
  const { ctx, broken, count } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const faults = props.outside.filter(({ ignoredBy }) => ignoredBy === null)
  const ignored = props.outside.filter(({ ignoredBy }) => ignoredBy !== null)
  const article = {
    key: 'title',
    head: w.title,
    main: true,
    cell: (row: Pick<BrokenLink, 'articleId' | 'title'>) => (
      <a href={to(`/lam-viec/tin-bai/${row.articleId}`)}>{row.title}</a>
    ),
  }
  const outside = {
    key: 'address',
    head: w.linkAddress,
    cell: (row: OutsideLink) => (
      <a class="breakable" href={row.url} rel="nofollow noopener external">
        {row.url}
      </a>
    ),
  }
  const mark = (verb: 'bo-qua' | 'theo-doi', label: string) =>
    props.mayEdit
      ? [
          {
            key: 'mark',
            head: label,
            headHidden: true,
            tight: true,
            cell: (row: OutsideLink) => (
              <form method="post" action={to(`/lam-viec/tin-bai/lien-ket/${verb}`)}>
                <input type="hidden" name="url" value={row.url} />
                <button class="button secondary small" type="submit">
                  {label}
                  <span class="hidden-visually"> {row.url}</span>
                </button>
              </form>
            ),
          },
        ]
      : []
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
      {props.ignored && (
        <UndoToast action={to('/lam-viec/tin-bai/lien-ket/theo-doi')} hidden={{ url: props.ignored }}>
          {w.linkIgnored}
        </UndoToast>
      )}
      <Section title={w.linksInside}>
        <Table
          caption={w.linksInside}
          captionHidden
          columns={[
            article,
            {
              key: 'address',
              head: w.linkAddress,
              cell: (row: BrokenLink) => <code class="breakable">{row.address}</code>,
            },
          ]}
          rows={broken}
          empty={<EmptyState title={w.linksNone}>{w.linksNoneHint}</EmptyState>}
        />
      </Section>
      <Section
        title={w.linksOutside}
        id="ra-ngoai"
        lead={
          <>
            {w.linksOutsideLead}{' '}
            {count.lastAt &&
              fill(w.linksAsked, { asked: count.asked, all: count.all, at: formatInstant(count.lastAt) })}
          </>
        }
      >
        <Table
          caption={w.linksOutside}
          captionHidden
          columns={[
            article,
            outside,
            { key: 'outcome', head: w.linkOutcome, cell: (row) => <LinkState ctx={ctx} link={row} /> },
            { key: 'at', head: w.linkCheckedAt, tight: true, cell: (row) => formatInstant(row.checkedAt) },
            ...mark('bo-qua', w.linkIgnore),
          ]}
          rows={faults}
          empty={
            <EmptyState title={count.all === 0 ? w.linksOutsideNo : w.linksNone}>
              {count.all === 0 ? w.linksOutsideNoHint : w.linksOutsideNoneHint}
            </EmptyState>
          }
        />
        {ignored.length > 0 && (
          <Details summary={fill(w.linksIgnored, { count: ignored.length })}>
            <Table
              caption={fill(w.linksIgnored, { count: ignored.length })}
              captionHidden
              columns={[
                article,
                outside,
                { key: 'by', head: w.linkIgnoredBy, cell: (row) => row.ignoredBy },
                ...mark('theo-doi', w.linkWatch),
              ]}
              rows={ignored}
            />
          </Details>
        )}
      </Section>
    </WorkPage>
  )
}

/** What was found at an address, and when it last answered. */
export function LinkState({ ctx, link }: { ctx: RequestContext; link: OutsideLink }) {
  const w = words(ctx.lang)
  return (
    <>
      <StatusMark tone={linkTones[link.outcome]}>
        {w.linkOutcomes[link.outcome]}
        {link.status ? ` (${link.status})` : ''}
      </StatusMark>
      <div class="muted small">
        {link.answeredAt
          ? fill(w.linkAnsweredAt, { at: formatInstant(link.answeredAt) })
          : w.linkNeverAnswered}
      </div>
    </>
  )
}
