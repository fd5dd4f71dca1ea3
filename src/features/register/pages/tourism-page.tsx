import { type Lang, localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, EmptyState } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { hrefWith } from '../address.ts'
import type { RegisterSurroundings } from '../surroundings.ts'
import type { Destination } from '../tourism.ts'
import { words } from '../words.ts'
import { ProductPicture, Stars, Validity } from './card.tsx'
import { Shops, spacedPhone } from './shops.tsx'
import { spokenIn, Vietnamese } from './spoken.tsx'

export interface TourismPageProps {
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly today: string }
  around: RegisterSurroundings
  destinations: readonly Destination[]
}

/** Where one may go: each place with its season, how to get there and whom to ask. */
export function TourismPage({ ctx, around, destinations }: TourismPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const catalogue = localPath(lang, '/san-pham')
  const sector = around.sectors.find(({ code }) => code === around.visitedSector)
  return (
    <PublicPage
      ctx={ctx}
      title={w.tourism}
      description={w.tourismLead}
      breadcrumbs={[{ label: w.products, href: catalogue }, { label: w.tourism }]}
    >
      <header class="page-head">
        <h1>{w.tourism}</h1>
        <p class="page-lead">{w.tourismLead}</p>
        {sector && (
          <p>
            <a href={hrefWith(catalogue, {}, { nganh: sector.slug })}>{w.tourismAll}</a>
          </p>
        )}
      </header>
      {destinations.length === 0 ? (
        <EmptyState icon="basket" title={w.tourismNone}>
          {w.tourismNoneHint}
        </EmptyState>
      ) : (
        <div class="flow loose">
          {destinations.map((each) => (
            <Place each={each} ctx={ctx} />
          ))}
        </div>
      )}
    </PublicPage>
  )
}

function Place({ each, ctx }: { each: Destination; ctx: TourismPageProps['ctx'] }) {
  const { lang, today } = ctx
  const w = words(lang)
  const { details } = each
  return (
    <article class="sides halves">
      <ProductPicture name={each.name} hash={each.pictureHash} drawing={each.drawing} lang={lang} />
      <div class="flow">
        <h2 lang={lang === 'en' ? 'vi' : undefined}>
          <a href={localPath(lang, `/san-pham/${each.slug}`)}>{each.name}</a>
        </h2>
        {lang === 'en' && details.nameEn && <p>{details.nameEn}</p>}
        <p class="row">
          <Stars star={each.star} lang={lang} size="small" />
          <Validity status={each.status} validUntil={each.validUntil} today={today} lang={lang} />
        </p>
        {each.isDemo && <p class="demo-mark">{w.demo}</p>}
        {spokenIn(each.description, lang) && <p>{spokenIn(each.description, lang)}</p>}
        <DescriptionList
          items={[
            {
              term: w.placeToday,
              value: each.place ? <Vietnamese lang={lang}>{each.place}</Vietnamese> : undefined,
            },
            {
              term: w.producer,
              value: each.producerSlug ? (
                <a
                  href={localPath(lang, `/chu-the/${each.producerSlug}`)}
                  lang={lang === 'vi' ? undefined : 'vi'}
                >
                  {each.producerName}
                </a>
              ) : undefined,
            },
            { term: w.visitSeason, value: spokenIn({ vi: details.season, en: details.seasonEn }, lang) },
            {
              term: w.visitCapacity,
              value: spokenIn({ vi: details.capacity, en: details.capacityEn }, lang),
            },
            { term: w.arrive, value: spokenIn({ vi: details.arrive, en: details.arriveEn }, lang) },
            {
              term: w.bookingPhone,
              value: details.bookingPhone && (
                <a href={`tel:${details.bookingPhone}`}>{spacedPhone(details.bookingPhone)}</a>
              ),
            },
            {
              term: w.bookOnline,
              value: details.whereToBuy?.length ? (
                <Shops shops={details.whereToBuy} checks={each.shopChecks} lang={lang} />
              ) : undefined,
            },
          ]}
        />
      </div>
    </article>
  )
}
