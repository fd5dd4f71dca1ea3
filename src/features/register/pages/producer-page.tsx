import { type Lang, localPath } from '../../../platform/i18n/index.ts'
import { Article, DescriptionList, EmptyState, Message, Section, Tag } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { SpokenPlace } from '../../places/index.ts'
import type { ListedProduct } from '../list.ts'
import type { PublicProducer } from '../producer.ts'
import { shownPlace } from '../refresh.ts'
import { words } from '../words.ts'
import { ProductCard } from './card.tsx'
import { SourceLink } from './product-page.tsx'
import { type Helper, Helpers } from './supporters.tsx'

export interface ProducerPageProps {
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly today: string }
  producer: PublicProducer
  legalType: string | null
  place: SpokenPlace
  products: readonly ListedProduct[]
  helpers: readonly Helper[]
}

/** A producer as anybody may know it: name, kind, place, its own words, its products. Nothing personal. */
export function ProducerPage({ ctx, producer, legalType, place, products, helpers }: ProducerPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const other: Lang = lang === 'vi' ? 'en' : 'vi'
  const intro = producer.intro[lang] || producer.intro[other]
  const stated = producer.source?.statedKind ? w.statedKind[producer.source.statedKind] : undefined
  return (
    <PublicPage
      ctx={ctx}
      title={producer.name}
      description={`${producer.name}: ${place.today ?? ''}`}
      breadcrumbs={[{ label: w.products, href: localPath(lang, '/san-pham') }, { label: producer.name }]}
      jsonLd={[
        {
          '@context': 'https://schema.org',
          '@type': 'Organization',
          name: producer.name,
          url: `${ctx.url.origin}${localPath(lang, ctx.path)}`,
          ...(place.today && { location: { '@type': 'Place', name: place.today } }),
        },
      ]}
    >
      {producer.isDemo && (
        <Message tone="warning" title={w.demo}>
          {w.demoWords}
        </Message>
      )}
      <header class="page-head">
        <p class="page-above">{w.producer}</p>
        <h1 lang={lang === 'en' ? 'vi' : undefined}>{producer.name}</h1>
        {producer.isDemo && <Tag>{w.demo}</Tag>}
      </header>
      <DescriptionList
        items={[
          { term: w.legalType, value: legalType ?? stated ?? w.legalTypeNotStated },
          {
            term: w.placeToday,
            value: (
              <>
                {shownPlace(place, producer.source) ?? '–'}
                {place.commune && place.formerly && (
                  <span class="muted small">
                    <br />
                    {place.formerly}
                  </span>
                )}
              </>
            ),
          },
          {
            term: w.sources,
            value: producer.source?.url ? <SourceLink url={producer.source.url} /> : undefined,
          },
        ]}
      />
      {intro && (
        <Article>
          {!producer.intro[lang] && <p class="muted small">{w.storyLanguage}</p>}
          <div lang={producer.intro[lang] ? undefined : other}>
            {intro.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </div>
        </Article>
      )}
      <Section title={w.productsOf}>
        {products.length > 0 ? (
          <div class="grid">
            {products.map((product) => (
              <ProductCard key={product.id} product={product} today={today} lang={lang} />
            ))}
          </div>
        ) : (
          <EmptyState icon="basket" title={w.productsOfEmpty} />
        )}
      </Section>
      <Helpers place={place} helpers={helpers} lang={lang} />
    </PublicPage>
  )
}
