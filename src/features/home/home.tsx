import type { ComponentChildren } from 'preact'
import type { Feature } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { type PageCache, page, show } from '../../platform/http/index.ts'
import { formatDay, localPath } from '../../platform/i18n/index.ts'
import { Hero, Icon, Landscape, SearchBox, Section, StatFigure } from '../../web/index.ts'
import { Finished, finished, keptMarkup, keptPart } from '../../web/page/kept.tsx'
import type { DocumentLine } from '../documents/index.ts'
import { PublicPage, suggestAddress } from '../frame/index.ts'
import { type ArticleLine, NewsLine } from '../news/index.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

/** A figure of the programme, with where its records are. */
export interface HomeFigure {
  readonly value: number
  readonly label: string
  readonly href: string
}

/** What the front page shows of the features; a part that has nothing to say is left out. */
export interface HomeSources {
  news(count: number): Promise<{ items: ArticleLine[] }>
  documents(count: number): Promise<{ items: DocumentLine[] }>
  /** Newest recognised products as cards; null when there are none. */
  products(ctx: RequestContext, count: number): Promise<ComponentChildren | null>
  figures(ctx: RequestContext): Promise<readonly HomeFigure[]>
  /** The year's targets as plots; null when no plan is published. */
  targets(ctx: RequestContext): Promise<ComponentChildren | null>
}

/** The front page: what the programme is in one line, search, verify, figures, newest products, news, documents. */
export function createHome(sources: HomeSources, cache: PageCache): Feature {
  return {
    name: 'home',
    sitemap: async () => [{ path: '/' }],
    routes: [
      page({
        path: '/',
        permission: 'portal.read',
        audit: null,
        handler: async (ctx) => {
          const { lang, today } = ctx
          const part = <T,>(name: string, tags: readonly string[], make: () => Promise<T>) =>
            cache.keep(`home ${name} ${lang}`, today, tags, make)
          const [news, documents, products, figures, targets] = await Promise.all([
            part('news', ['articles'], () => sources.news(5)),
            part('documents', ['documents'], () => sources.documents(4)),
            part('products', ['products', 'register'], async () =>
              finished(lang, await sources.products(ctx, 6)),
            ),
            sources.figures(ctx),
            part('targets', ['plans', 'register'], async () => finished(lang, await sources.targets(ctx))),
          ])
          const view = (
            <HomePage
              ctx={ctx}
              news={news.items}
              documents={documents.items}
              products={products && <Finished markup={products} />}
              figures={figures}
              targets={targets && <Finished markup={targets} />}
            />
          )
          return show(view, { cache: ['articles', 'documents', 'products', 'register', 'plans'] })
        },
      }),
    ],
  }
}

function HomePage(props: {
  ctx: RequestContext
  news: readonly ArticleLine[]
  documents: readonly DocumentLine[]
  products: ComponentChildren | null
  figures: readonly HomeFigure[]
  targets: ComponentChildren | null
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = lang === 'en' ? en : vi
  const to = (path: string) => localPath(lang, path)
  return (
    <PublicPage
      ctx={ctx}
      title={w.title}
      description={w.description}
      jsonLd={[
        {
          '@type': 'WebSite',
          name: w.title,
          url: ctx.url.origin,
          potentialAction: {
            '@type': 'SearchAction',
            target: `${ctx.url.origin}/tim-kiem?q={q}`,
            'query-input': 'required name=q',
          },
        },
      ]}
      hero={keptMarkup(lang, 'home hero', () => (
        <Hero title={w.hero} lead={w.heroLead} side={<Landscape />}>
          <SearchBox
            action={to('/tim-kiem')}
            label={w.search}
            placeholder={w.searchPlaceholder}
            suggest={suggestAddress(lang)}
            large
          />
          <div class="home-doors">
            <a class="home-door" href={to('/xac-thuc')}>
              <Icon name="scan" />
              <span>
                <strong>{w.verify}</strong>
                <span>{w.verifyHint}</span>
              </span>
            </a>
            <a class="home-door" href={to('/bo-tieu-chi')}>
              <Icon name="star" />
              <span>
                <strong>{w.tryScore}</strong>
                <span>{w.tryScoreHint}</span>
              </span>
            </a>
          </div>
        </Hero>
      ))}
    >
      {props.figures.length > 0 && (
        <Section title={w.figures}>
          <div class="figure-row">
            {props.figures.map((figure) => (
              <StatFigure value={figure.value} label={figure.label} href={figure.href} />
            ))}
          </div>
        </Section>
      )}
      {props.targets}
      {props.products && (
        <Section title={w.products} more={{ href: to('/san-pham'), label: w.allProducts }}>
          {props.products}
        </Section>
      )}
      <div class="news-columns">
        <Section title={w.news} more={{ href: to('/tin-tuc'), label: w.allNews }}>
          <ul class="news-list">
            {props.news.map((item) => (
              <NewsLine lang={lang} item={item} />
            ))}
          </ul>
        </Section>
        <Section title={w.documents} more={{ href: to('/van-ban'), label: w.allDocuments }}>
          <ul class="news-list small">
            {props.documents.map((item) =>
              keptPart(lang, 'home document', { ...item }, () => (
                <li class="news-line">
                  <p class="news-meta">{formatDay(item.issuedOn)}</p>
                  <h3 class="news-title">
                    <a href={to(`/van-ban/${item.slug}`)} lang={lang === 'vi' ? undefined : 'vi'}>
                      {item.number}
                    </a>
                  </h3>
                  <p lang={lang === 'vi' ? undefined : 'vi'}>{item.title}</p>
                </li>
              )),
            )}
          </ul>
        </Section>
      </div>
    </PublicPage>
  )
}
