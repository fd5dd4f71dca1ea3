import type { RequestContext } from '../../../platform/http/index.ts'
import {
  dayQuery,
  fill,
  formatDay,
  type Lang,
  localPath,
  shownDays,
  type TypedDays,
} from '../../../platform/i18n/index.ts'
import { EmptyState, ListFilter, Pagination, SearchBox } from '../../../web/index.ts'
import { keptPart } from '../../../web/page/kept.tsx'
import { PublicPage } from '../../frame/index.ts'
import { type Category, categories } from '../commands.ts'
import type { ArticleLine } from '../queries.ts'
import { words } from '../words.ts'
import { NewsCalendar } from './calendar.tsx'

/** One line of a list of news: title, day, summary. */
export function NewsLine({ lang, item }: { lang: Lang; item: ArticleLine }) {
  return keptPart(lang, 'article', { ...item }, () => <LineAnew lang={lang} item={item} />)
}

function LineAnew({ lang, item }: { lang: Lang; item: ArticleLine }) {
  const w = words(lang)
  const spoken = item.lang === lang ? undefined : item.lang
  return (
    <li class="news-line">
      <p class="news-meta">
        <time dateTime={item.updatedOn}>{formatDay(item.updatedOn)}</time> ·{' '}
        {w.category[item.category] ?? item.category}
        {spoken && ` · ${spoken === 'vi' ? w.inVietnamese : w.inEnglish}`}
        {item.isDemo && <span class="demo-mark"> {w.demo}</span>}
      </p>
      <h3 class="news-title" lang={spoken}>
        <a href={localPath(lang, `/tin-tuc/${item.slug}`)}>{item.title}</a>
      </h3>
      {item.lead && <p lang={spoken}>{item.lead}</p>}
    </li>
  )
}

export interface NewsListProps {
  ctx: RequestContext
  items: readonly ArticleLine[]
  total: number
  page: number
  perPage: number
  q?: string | undefined
  day?: string | undefined
  category?: Category | undefined
  days: TypedDays
  month: string
  counts: ReadonlyMap<string, number>
}

export function NewsListPage(props: NewsListProps) {
  const { ctx, items, total, page, perPage, q, day, category, days, month, counts } = props
  const { lang } = ctx
  const w = words(lang)
  const base = localPath(lang, '/tin-tuc')
  const keep = new URLSearchParams()
  if (q) keep.set('q', q)
  if (day) keep.set('ngay', day)
  if (category) keep.set('muc', category)
  for (const [name, value] of Object.entries(dayQuery(days))) keep.set(name, value)
  const title = day
    ? fill(w.dayTitle, { day: formatDay(day) })
    : ((category && w.category[category]) ?? w.news)
  return (
    <PublicPage
      ctx={ctx}
      title={title}
      description={w.lead}
      breadcrumbs={day || category ? [{ label: w.news, href: base }, { label: title }] : [{ label: w.news }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <div class="news-columns">
        <div class="flow">
          <SearchBox
            action={base}
            label={w.searchLabel}
            value={q}
            keep={Object.fromEntries([...keep].filter(([name]) => name !== 'q'))}
          />
          <ListFilter
            action={base}
            summary={w.narrow}
            keep={{ q }}
            choices={[
              {
                name: 'muc',
                label: w.categoryField,
                value: category,
                any: w.anyCategory,
                choices: categories.map((each) => ({ value: each, label: w.category[each] ?? each })),
              },
            ]}
            days={shownDays(days)}
            clear={q ? `${base}?${new URLSearchParams({ q })}` : base}
          />
          <p class="muted" role="status">
            {fill(w.found, { count: total })}
            {keep.size > 0 && (
              <>
                {' '}
                · <a href={base}>{w.allNews}</a>
              </>
            )}
          </p>
          {items.length === 0 ? (
            <EmptyState title={w.none}>{w.noneHint}</EmptyState>
          ) : (
            <ul class="news-list">
              {items.map((item) => (
                <NewsLine lang={lang} item={item} />
              ))}
            </ul>
          )}
          <Pagination
            page={page}
            pages={Math.ceil(total / perPage)}
            hrefOf={(to) => {
              const query = new URLSearchParams(keep)
              if (to > 1) query.set('trang', String(to))
              return query.size > 0 ? `${base}?${query}` : base
            }}
          />
        </div>
        <NewsCalendar lang={lang} month={month} counts={counts} day={day} />
      </div>
    </PublicPage>
  )
}
