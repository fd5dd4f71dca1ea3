import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { Icon } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { ArticleLine, ArticleView } from '../queries.ts'
import { words } from '../words.ts'
import { NewsCalendar } from './calendar.tsx'
import { isSound, Listen } from './listen.tsx'
import { NewsLine } from './news-list.tsx'

/** A document or plan the article names by its number. */
export interface NamedPaper {
  readonly number: string
  readonly title: string
  readonly path: string
}

/** An article as the province's notices read: title, updated date, body, author and unit, attachments, other news, calendar. */
export function ArticlePage({
  ctx,
  article,
  others,
  named,
  counts,
  filesAt = '/tin-tuc/tap-tin',
}: {
  ctx: RequestContext
  article: ArticleView
  others: readonly ArticleLine[]
  named: readonly NamedPaper[]
  counts: ReadonlyMap<string, number>
  /** Where its files are read; of a draft, at the desk. */
  filesAt?: string
}) {
  const { lang } = ctx
  const w = words(lang)
  const base = localPath(lang, '/tin-tuc')
  const sound = article.attachments.find(isSound)
  const spoken = article.lang === lang ? undefined : article.lang
  const files = article.attachments.filter((each) => !isSound(each))
  return (
    <PublicPage
      ctx={ctx}
      title={article.title}
      description={article.lead || undefined}
      og={{ type: 'article' }}
      breadcrumbs={[{ label: w.news, href: base }, { label: article.title }]}
      jsonLd={[
        {
          '@type': 'NewsArticle',
          headline: article.title,
          datePublished: (article.publishedAt ?? ctx.now).toISOString(),
          dateModified: article.updatedOn,
          inLanguage: article.lang,
          ...(sound && {
            audio: { '@type': 'AudioObject', contentUrl: `${ctx.url.origin}${filesAt}/${sound.id}` },
          }),
          ...(article.unitName && {
            publisher: { '@type': 'GovernmentOrganization', name: article.unitName },
          }),
        },
      ]}
    >
      <div class="news-columns">
        <article class="article flow">
          <header>
            <h1 class="article-title" lang={spoken}>
              {article.title}
            </h1>
            <p class="news-meta">
              {fill(w.updated, { day: formatDay(article.updatedOn) })} ·{' '}
              {w.category[article.category] ?? article.category}
              {spoken && ` · ${spoken === 'vi' ? w.inVietnamese : w.inEnglish}`}
              {article.isDemo && <span class="demo-mark"> {w.demo}</span>}
            </p>
            <p class="row no-print only-script">
              {!sound && <Listen lang={lang} sound={undefined} spoken={article.lang} filesAt={filesAt} />}
              <button class="button quiet small" type="button" data-print>
                <Icon name="print" /> {w.print}
              </button>
              <button
                class="button quiet small"
                type="button"
                data-share={`${ctx.url.origin}${localPath(lang, `/tin-tuc/${article.slug}`)}`}
                data-copied={w.shareCopied}
              >
                <Icon name="link" /> <span data-share-word>{w.share}</span>
              </button>
            </p>
            {sound && <Listen lang={lang} sound={sound} spoken={article.lang} filesAt={filesAt} />}
          </header>
          {article.lead && (
            <p class="article-lead" lang={spoken}>
              {article.lead}
            </p>
          )}
          <div class="article-body" lang={spoken} dangerouslySetInnerHTML={{ __html: article.body }} />
          {(article.authorName || article.unitName) && (
            <p class="article-sign" lang={spoken}>
              {article.authorName && <strong>{article.authorName}</strong>}
              {article.authorName && article.unitName && <br />}
              {article.unitName}
            </p>
          )}
          {article.source?.url && (
            <p class="muted">{fill(w.source, { source: article.source.note ?? article.source.url })}</p>
          )}
          {files.length > 0 && (
            <section class="attachments">
              <h2>{w.attachments}</h2>
              <ul>
                {files.map((each) => (
                  <li>
                    <Icon name="clip" />
                    <a href={`${filesAt}/${each.id}`} lang={spoken}>
                      {each.name}
                    </a>{' '}
                    <span class="muted">({formatBytes(each.size, lang)})</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {named.length > 0 && (
            <section class="attachments">
              <h2>{w.named}</h2>
              <ul>
                {named.map((each) => (
                  <li>
                    <Icon name="files" />
                    <span lang="vi">
                      <a href={localPath(lang, each.path)}>{each.number}</a> {each.title}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </article>
        <aside class="flow">
          {others.length > 0 && (
            <section>
              <h2>{w.other}</h2>
              <ul class="news-list small">
                {others.map((item) => (
                  <NewsLine lang={lang} item={{ ...item, lead: '' }} />
                ))}
              </ul>
            </section>
          )}
          <NewsCalendar
            lang={lang}
            month={article.updatedOn.slice(0, 7)}
            counts={counts}
            day={article.updatedOn}
          />
        </aside>
      </div>
    </PublicPage>
  )
}
