import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { digitalLinkPath } from '../../../rules/gs1/index.ts'
import {
  Article,
  DescriptionList,
  LinkButton,
  Message,
  Photo,
  Section,
  Tag,
  Timeline,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { SpokenPlace } from '../../places/index.ts'
import { pictureUrl } from '../../products/index.ts'
import { compareHref } from '../compare.ts'
import type { HistoryTerm, ProductDetail } from '../detail.ts'
import { shownPlace } from '../refresh.ts'
import type { RegisterSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'
import { Buying } from './buying.tsx'
import { ProductPicture, Stars, Validity, validityWords } from './card.tsx'
import { productJsonLd } from './json-ld.ts'
import { Vietnamese } from './spoken.tsx'
import { type Helper, Helpers } from './supporters.tsx'

export interface ProductPageProps {
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly today: string }
  around: RegisterSurroundings
  product: ProductDetail
  place: SpokenPlace
  /** Who helps producers where it is made. */
  helpers: readonly Helper[]
}

/** A product as anybody may know it. */
export function ProductPage({ ctx, around, product, place, helpers }: ProductPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  return (
    <PublicPage
      ctx={ctx}
      title={product.name}
      description={summary(product, today, lang)}
      breadcrumbs={[{ label: w.products, href: to('/san-pham') }, { label: product.name }]}
      jsonLd={[productJsonLd(product, ctx, around)]}
      og={{ image: product.pictureHash ? pictureUrl(product.pictureHash, 640) : undefined }}
    >
      <div class="flow">
        {product.isDemo && (
          <Message tone="warning" title={w.demo}>
            {w.demoWords}
          </Message>
        )}
        <div class="sides halves">
          <ProductPicture
            name={product.name}
            hash={product.pictureHash}
            drawing={around.drawingOf(product.name, product.setNo)}
            lang={lang}
            large
          />
          <div class="flow">
            <h1 lang={lang === 'en' ? 'vi' : undefined}>{product.name}</h1>
            {lang === 'en' && product.details.nameEn && <p class="page-lead">{product.details.nameEn}</p>}
            <p class="row">
              <Stars star={product.star} lang={lang} size="large" />
              {product.isDemo && <Tag>{w.demo}</Tag>}
            </p>
            <p>
              <Validity status={product.status} validUntil={product.validUntil} today={today} lang={lang} />
            </p>
            <Facts product={product} place={place} around={around} today={today} lang={lang} />
            <p class="row">
              {product.current?.certificateNumber && (
                <LinkButton
                  kind="primary"
                  icon="shield"
                  href={to(`/xac-thuc/${encodeURIComponent(product.current.certificateNumber)}`)}
                >
                  {w.verify}
                </LinkButton>
              )}
              {product.isTraced && (
                <LinkButton
                  kind="quiet"
                  icon="scan"
                  href={to(product.gtin ? digitalLinkPath(product.gtin, null) : `/truy-xuat/${product.slug}`)}
                >
                  {w.trace}
                </LinkButton>
              )}
              <LinkButton kind="quiet" icon="table" href={compareHref(lang, [product.slug])}>
                {w.compareWith}
              </LinkButton>
              <LinkButton kind="quiet" icon="flag" href={to(`/bao-sai-pham?san-pham=${product.slug}`)}>
                {w.misuse}
              </LinkButton>
            </p>
          </div>
        </div>
      </div>
      <Told title={w.description} text={product.description} lang={lang} />
      <Told title={w.story} text={product.story} lang={lang} />
      <Buying product={product} around={around} lang={lang} />
      <History product={product} around={around} today={today} lang={lang} />
      <Labels product={product} lang={lang} />
      <Helpers place={place} helpers={helpers} lang={lang} />
      <Sources product={product} lang={lang} />
    </PublicPage>
  )
}

function summary(product: ProductDetail, today: string, lang: Lang): string {
  const star =
    product.star === null ? words(lang).starNotStated : fill(words(lang).stars, { star: product.star })
  const about = [star, validityWords(product.status, product.validUntil, today, lang), product.producer?.name]
  return `${product.name}: ${about.filter(Boolean).join('; ')}.`
}

function Facts({
  product,
  place,
  around,
  today,
  lang,
}: Pick<ProductPageProps, 'product' | 'place' | 'around'> & { today: string; lang: Lang }) {
  const w = words(lang)
  const { producer, current } = product
  const keeper = current && keeperText(current, product, around, today, lang)
  return (
    <DescriptionList
      items={[
        {
          term: w.producer,
          value: producer ? (
            <a href={localPath(lang, `/chu-the/${producer.slug}`)} lang={lang === 'vi' ? undefined : 'vi'}>
              {producer.name}
            </a>
          ) : (
            w.producerNotStated
          ),
        },
        {
          term: w.placeToday,
          value: (
            <>
              <Vietnamese lang={lang}>{shownPlace(place, product.source) ?? '–'}</Vietnamese>
              {place.commune && place.formerly && (
                <span class="muted small">
                  <br />
                  {fill(w.placeFormer, { place: place.formerly })}
                </span>
              )}
            </>
          ),
        },
        {
          term: w.set,
          value:
            product.setNo === null ? (
              w.setNotStated
            ) : (
              <Vietnamese lang={lang}>
                {product.setNo}. {around.setName(product.setNo)}
              </Vietnamese>
            ),
        },
        { term: w.statedAs, value: current ? undefined : statedAs(product, lang) },
        { term: w.issuedOn, value: current?.issuedOn ? formatDay(current.issuedOn) : undefined },
        {
          term: w.decision,
          value: current ? (
            current.decisionNo === null ? (
              w.decisionNotStated
            ) : (
              <Vietnamese lang={lang}>{current.decisionNo}</Vietnamese>
            )
          ) : undefined,
        },
        {
          term: w.issuer,
          value: current?.issuer ? (
            <>
              <Vietnamese lang={lang}>{current.issuer}</Vietnamese>
              {keeper && (
                <span class="muted small">
                  <br />
                  {keeper}
                </span>
              )}
            </>
          ) : undefined,
        },
        { term: w.certificate, value: current?.certificateNumber ?? undefined },
      ]}
    />
  )
}

/** What sources say of a product that no recognition is on file of. */
function statedAs(product: ProductDetail, lang: Lang): string | undefined {
  const w = words(lang)
  const said = product.statements.flatMap(({ status }) => (status ? [w.stated[status] ?? status] : []))
  return said.length > 0 ? [...new Set(said)].join('; ') : undefined
}

function Told({ title, text, lang }: { title: string; text: { vi?: string; en?: string }; lang: Lang }) {
  const own = text[lang]
  const other: Lang = lang === 'vi' ? 'en' : 'vi'
  const shown = own ?? text[other]
  if (!shown) return null
  return (
    <Section title={title}>
      {!own && <p class="muted small">{words(lang).storyLanguage}</p>}
      <Article>
        <div lang={own ? undefined : other}>
          {shown.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </div>
      </Article>
    </Section>
  )
}

function History({
  product,
  around,
  today,
  lang,
}: {
  product: ProductDetail
  around: RegisterSurroundings
  today: string
  lang: Lang
}) {
  const w = words(lang)
  if (product.history.length === 0) return null
  return (
    <Section title={w.history}>
      <Timeline
        label={w.history}
        entries={product.history.map((term) => {
          const then = term.issuedOn ? around.places.called(product, term.issuedOn) : null
          const now = around.places.called(product, today)
          const keeper = keeperText(term, product, around, today, lang)
          // What only a source states keeps the source's words: nothing is concluded from its day.
          const regime =
            term.regime && term.origin !== 'public-source' ? around.regimeName(term.regime) : null
          return {
            when: whenOf(term, lang),
            title: (
              <span class="row">
                <Stars star={term.star} lang={lang} size="small" />
                <Validity status={term.status} validUntil={term.validUntil} today={today} lang={lang} />
              </span>
            ),
            detail: (
              <>
                {term.decisionNo ? (
                  <Vietnamese lang={lang}>{term.decisionNo}</Vietnamese>
                ) : (
                  w.decisionNotStated
                )}
                {term.level && ` · ${w.level[term.level] ?? ''}`}
                {term.issuer && ' · '}
                {term.issuer && <Vietnamese lang={lang}>{term.issuer}</Vietnamese>}
                {term.origin === 'public-source' && ` · ${w.byPublicSource}`}
                {regime && (
                  <span class="small" lang={lang === 'vi' ? undefined : 'vi'}>
                    <br />
                    {regime}
                  </span>
                )}
                {[keeper, then !== now && then ? fill(w.placeThen, { place: then }) : null]
                  .filter(Boolean)
                  .map((line) => (
                    <span class="small">
                      <br />
                      {line}
                    </span>
                  ))}
              </>
            ),
          }
        })}
      />
    </Section>
  )
}

/** Issuer then, successor now: a star outlives the authority that gave it (Điều 12 khoản 1). */
function keeperText(
  term: Pick<HistoryTerm, 'level' | 'issuedOn'>,
  product: ProductDetail,
  around: RegisterSurroundings,
  today: string,
  lang: Lang,
): string | null {
  const decided = { level: term.level, day: term.issuedOn, province: product.province_code }
  const keeper = around.keeperOf(decided, today)
  return keeper && fill(words(lang).keeper[keeper.why] ?? '', { name: keeper.name })
}

function whenOf(term: HistoryTerm, lang: Lang): string {
  const w = words(lang)
  if (term.issuedOn) return formatDay(term.issuedOn)
  return term.source?.year ? fill(w.historyYear, { year: term.source.year }) : w.historyNoDay
}

function Labels({ product, lang }: { product: ProductDetail; lang: Lang }) {
  const w = words(lang)
  if (product.labels.length === 0) return null
  return (
    <Section title={w.labels}>
      <div class="grid narrow">
        {product.labels.map((label) => {
          const caption = fill(w.labelVersion, { ordinal: label.ordinal, day: formatDay(label.usedFrom) })
          return (
            <figure class="label-version">
              <a href={pictureUrl(label.pictureHash, 1280)}>
                <Photo src={pictureUrl(label.pictureHash, 640)} alt={caption} width={320} height={320} />
              </a>
              <figcaption>
                <strong>{caption}</strong>
                {label.note && <span class="typed">{label.note}</span>}
              </figcaption>
            </figure>
          )
        })}
      </div>
    </Section>
  )
}

function Sources({ product, lang }: { product: ProductDetail; lang: Lang }) {
  const w = words(lang)
  if (product.statements.length === 0) return null
  return (
    <Section title={w.sources}>
      <p class="muted">{w.sourcesLead}</p>
      <ul>
        {product.statements.map((each) => {
          const day = each.statedOn && each.dateKind ? w.statedDay[each.dateKind] : undefined
          const said = [
            each.status ? (w.stated[each.status] ?? each.status) : null,
            each.star ? fill(w.stars, { star: each.star }) : null,
            each.year ? fill(w.historyYear, { year: each.year }) : null,
            each.decisionNo,
            day && each.statedOn ? fill(day, { day: formatDay(each.statedOn) }) : null,
            each.score ? fill(w.statedScore, { score: each.score }) : null,
            each.note,
          ]
          return (
            <li>
              {said.filter(Boolean).join('; ')}
              {each.url && (
                <>
                  {' — '}
                  <SourceLink url={each.url} />
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** A web address as a link with its host; anything else (a repository, a paper) as text. */
export function SourceLink({ url }: { url: string }) {
  const host = /^https?:\/\/([^/]+)/.exec(url)?.[1]
  if (!host) return <span class="small">{url}</span>
  return (
    <a href={url} rel="nofollow noopener external">
      {host}
    </a>
  )
}
