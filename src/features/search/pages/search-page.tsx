import type { RequestContext } from '../../../platform/http/index.ts'
import {
  dayQuery,
  fill,
  formatDay,
  formatNumber,
  localPath,
  shownDays,
  type TypedDays,
} from '../../../platform/i18n/index.ts'
import { EmptyState, ListFilter, langOf, Message, SearchBox, Section, Tabs } from '../../../web/index.ts'
import { PublicPage, suggestAddress } from '../../frame/index.ts'
import { type Answer, countOf } from '../ask.ts'
import { type Hit, mostCounted, type SearchKind, searchKinds } from '../find.ts'
import { words } from '../words.ts'
import { Highlight } from './highlight.tsx'

export interface SearchPageProps {
  ctx: RequestContext
  answer: Answer
  typed: string
  kind: SearchKind | undefined
  days: TypedDays
}

/** One box over everything: kinds as links, the nearest first, the words marked. */
export function SearchPage({ ctx, answer, typed, kind, days }: SearchPageProps) {
  const { question, found, corrected, partly } = answer
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/tim-kiem')
  const range = dayQuery(days)
  const href = (each?: SearchKind, q = typed) =>
    `${base}?${new URLSearchParams({ q, ...(each && { loai: each }), ...range })}`
  const total = countOf(found)
  const shown = searchKinds
    .filter((each) => (found.get(each)?.count ?? 0) > 0)
    .sort((a, b) => (found.get(a)?.hits[0]?.near ?? 9) - (found.get(b)?.hits[0]?.near ?? 9))
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
      <div class="flow">
        <SearchBox
          action={base}
          label={w.box}
          value={typed}
          large
          suggest={suggestAddress(ctx.lang)}
          keep={{ ...(kind && { loai: kind }), ...range }}
        />
        {!question && <p>{w.empty}</p>}
        {question && total === 0 && <EmptyState title={fill(w.none, { q: typed })}>{w.noneHint}</EmptyState>}
        {corrected && (
          <Message tone="info">
            {fill(w.corrected, { q: typed, meant: '\u0000' }).split('\u0000')[0]}
            <a href={href(kind, corrected)}>{corrected}</a>
            {fill(w.corrected, { q: typed, meant: '\u0000' }).split('\u0000')[1]}
          </Message>
        )}
        {partly && <Message tone="info">{fill(w.partly, { q: typed })}</Message>}
        {question && (total > 0 || days.from || days.to || days.invalid) && (
          <ListFilter
            action={base}
            summary={w.when}
            keep={{ q: typed, loai: kind }}
            days={shownDays(days)}
            clear={`${base}?${new URLSearchParams({ q: typed, ...(kind && { loai: kind }) })}`}
          />
        )}
        {question && total > 0 && (
          <>
            <p class="muted" role="status">
              {fill(total >= mostCounted ? w.many : w.found, {
                count: formatNumber(Math.min(total, mostCounted), ctx.lang),
              })}
            </p>
            {kind === undefined ? (
              shown.length > 1 && (
                <Tabs
                  label={w.title}
                  items={[
                    { href: href(), label: w.all, current: true, count: total },
                    ...shown.map((each) => ({
                      href: href(each),
                      label: w.kind[each] ?? each,
                      count: found.get(each)?.count,
                    })),
                  ]}
                />
              )
            ) : (
              <Tabs
                label={w.title}
                items={[
                  { href: href(), label: w.all },
                  { href: href(kind), label: w.kind[kind] ?? kind, current: true, count: total },
                ]}
              />
            )}
          </>
        )}
      </div>
      {question &&
        shown.map((each) => (
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
                <HitLine ctx={ctx} hit={hit} sought={question.words} demo={w.demo} />
              ))}
            </ul>
          </Section>
        ))}
    </PublicPage>
  )
}

function HitLine({
  ctx,
  hit,
  sought,
  demo,
}: {
  ctx: RequestContext
  hit: Hit
  sought: readonly string[]
  demo: string
}) {
  const spoken = hit.lang === ctx.lang ? undefined : hit.lang
  return (
    <li class="news-line">
      <h3 class="news-title" lang={spoken}>
        <a href={localPath(ctx.lang, hit.path)}>
          <Highlight text={hit.title} words={sought} />
        </a>
      </h3>
      {(hit.day || hit.isDemo) && (
        <p class="news-meta">
          {hit.day && formatDay(hit.day)} {hit.isDemo && <span class="demo-mark">{demo}</span>}
        </p>
      )}
      {hit.snippet && (
        <p lang={langOf(hit.snippet, ctx.lang) ?? spoken}>
          <Highlight text={hit.snippet} words={sought} />
        </p>
      )}
    </li>
  )
}
