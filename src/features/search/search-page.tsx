import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../platform/i18n/index.ts'
import { EmptyState, SearchBox, Section, Tabs } from '../../web/index.ts'
import { PublicPage } from '../frame/index.ts'
import { type Found, type Hit, mostCounted, type SearchKind, searchKinds } from './find.ts'
import { Highlight } from './highlight.tsx'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import type { Question } from './question.ts'

export interface SearchPageProps {
  ctx: RequestContext
  question: Question | null
  typed: string
  kind: SearchKind | undefined
  found: ReadonlyMap<SearchKind, Found>
}

/** One box over everything: kinds as links, the nearest first, the words marked. */
export function SearchPage({ ctx, question, typed, kind, found }: SearchPageProps) {
  const w = ctx.lang === 'en' ? en : vi
  const base = localPath(ctx.lang, '/tim-kiem')
  const href = (each?: SearchKind) =>
    `${base}?${new URLSearchParams({ q: typed, ...(each && { loai: each }) })}`
  const total = [...found.values()].reduce((sum, each) => sum + each.count, 0)
  const shown = searchKinds.filter(
    (each) => (kind === undefined || kind === each) && (found.get(each)?.count ?? 0) > 0,
  )
  return (
    <PublicPage
      ctx={ctx}
      title={question ? fill(w.titleFor, { q: typed }) : w.title}
      query={typed}
      noIndex
      breadcrumbs={[{ label: w.title }]}
    >
      <header class="page-head">
        <h1>{question ? fill(w.titleFor, { q: typed }) : w.title}</h1>
        <p class="page-lead">{w.hint}</p>
      </header>
      <SearchBox action={base} label={w.box} value={typed} large keep={kind ? { loai: kind } : undefined} />
      {!question && <p>{w.empty}</p>}
      {question && total === 0 && <EmptyState title={fill(w.none, { q: typed })}>{w.noneHint}</EmptyState>}
      {question && total > 0 && (
        <>
          <p class="muted" role="status">
            {fill(total >= mostCounted ? w.many : w.found, { count: formatNumber(total, ctx.lang) })}
          </p>
          <Tabs
            label={w.title}
            items={[
              { href: href(), label: w.all, current: kind === undefined, count: total },
              ...searchKinds
                .filter((each) => (found.get(each)?.count ?? 0) > 0)
                .map((each) => ({
                  href: href(each),
                  label: w.kind[each] ?? each,
                  current: kind === each,
                  count: found.get(each)?.count,
                })),
            ]}
          />
          {shown.map((each) => (
            <Section
              title={w.kind[each] ?? each}
              more={
                kind === undefined && (found.get(each)?.count ?? 0) > (found.get(each)?.hits.length ?? 0)
                  ? { href: href(each), label: w.more }
                  : undefined
              }
            >
              <ul class="news-list">
                {found.get(each)?.hits.map((hit) => (
                  <HitLine ctx={ctx} hit={hit} words={question.words} demo={w.demo} />
                ))}
              </ul>
            </Section>
          ))}
        </>
      )}
    </PublicPage>
  )
}

function HitLine({
  ctx,
  hit,
  words,
  demo,
}: {
  ctx: RequestContext
  hit: Hit
  words: readonly string[]
  demo: string
}) {
  return (
    <li class="news-line">
      <h3 class="news-title">
        <a href={localPath(ctx.lang, hit.path)}>
          <Highlight text={hit.title} words={words} />
        </a>
      </h3>
      <p class="news-meta">
        {hit.day && formatDay(hit.day)} {hit.isDemo && <span class="demo-mark">{demo}</span>}
      </p>
      {hit.snippet && (
        <p>
          <Highlight text={hit.snippet} words={words} />
        </p>
      )}
    </li>
  )
}
