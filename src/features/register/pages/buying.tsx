import type { Lang } from '../../../platform/i18n/index.ts'
import { DescriptionList, Section } from '../../../web/index.ts'
import type { ProductDetail } from '../detail.ts'
import type { RegisterSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'
import { Shops, spacedPhone } from './shops.tsx'
import { spokenIn } from './spoken.tsx'

/** What a buyer or a guest needs: where, when, how much; of a service that is visited also how to get there and whom to ring. */
export function Buying({
  product,
  around,
  lang,
}: {
  product: ProductDetail
  around: RegisterSurroundings
  lang: Lang
}) {
  const w = words(lang)
  const { whereToBuy, season, seasonEn, capacity, capacityEn, arrive, arriveEn, bookingPhone } =
    product.details
  const isVisited = around.isVisited(product.setNo)
  if (
    !whereToBuy?.length &&
    !season &&
    !seasonEn &&
    !capacity &&
    !capacityEn &&
    !arrive &&
    !arriveEn &&
    !bookingPhone
  )
    return null
  return (
    <Section title={isVisited ? w.visit : w.buy}>
      <DescriptionList
        items={[
          {
            term: isVisited ? w.bookOnline : w.buy,
            value: whereToBuy?.length ? (
              <Shops shops={whereToBuy} checks={product.shopChecks} lang={lang} />
            ) : undefined,
          },
          {
            term: isVisited ? w.visitSeason : w.season,
            value: spokenIn({ vi: season, en: seasonEn }, lang),
          },
          {
            term: isVisited ? w.visitCapacity : w.capacity,
            value: spokenIn({ vi: capacity, en: capacityEn }, lang),
          },
          { term: w.arrive, value: spokenIn({ vi: arrive, en: arriveEn }, lang) },
          {
            term: w.bookingPhone,
            value: bookingPhone && <a href={`tel:${bookingPhone}`}>{spacedPhone(bookingPhone)}</a>,
          },
        ]}
      />
    </Section>
  )
}
