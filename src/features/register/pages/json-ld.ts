import type { Lang } from '../../../platform/i18n/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { pictureUrl } from '../../products/index.ts'
import type { ProductDetail } from '../detail.ts'
import type { RegisterSurroundings } from '../surroundings.ts'

/**
 * schema.org Product. The star is no customer rating, so it stands as a certification with its issuer and term; only what is
 * on file is said.
 */
export function productJsonLd(
  product: ProductDetail,
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL },
  around: RegisterSurroundings,
): object {
  const { origin } = ctx.url
  const { current, producer } = product
  const about = product.description[ctx.lang] ?? product.story[ctx.lang]
  return {
    '@context': 'https://schema.org',
    '@type': around.isVisited(product.setNo) ? ['Product', 'TouristAttraction'] : 'Product',
    '@id': `${origin}/san-pham/${product.slug}`,
    name: product.name,
    ...(product.details.nameEn && { alternateName: product.details.nameEn }),
    url: `${origin}${localPath(ctx.lang, ctx.path)}`,
    ...(about && { description: about.slice(0, 500) }),
    ...(product.pictureHash && { image: `${origin}${pictureUrl(product.pictureHash, 1280)}` }),
    ...(product.setNo !== null && { category: around.setName(product.setNo) }),
    ...(producer && {
      manufacturer: {
        '@type': 'Organization',
        name: producer.name,
        url: `${origin}${localPath(ctx.lang, `/chu-the/${producer.slug}`)}`,
      },
    }),
    countryOfOrigin: { '@type': 'Country', name: 'VN' },
    ...(current &&
      product.star !== null && {
        hasCertification: {
          '@type': 'Certification',
          name: `OCOP ${product.star} sao`,
          certificationStatus: `https://schema.org/${product.status === 'valid' || product.status === 'expiring' ? 'CertificationActive' : 'CertificationInactive'}`,
          certificationRating: { '@type': 'Rating', ratingValue: product.star, bestRating: 5 },
          ...(current.certificateNumber && { certificationIdentification: current.certificateNumber }),
          ...(current.issuedOn && { datePublished: current.issuedOn, validFrom: current.issuedOn }),
          ...(product.validUntil && { expires: product.validUntil }),
          ...(current.issuer && { issuedBy: { '@type': 'GovernmentOrganization', name: current.issuer } }),
        },
      }),
  }
}
