import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../platform/i18n/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { daysBetween } from '../../../rules/calendar/index.ts'
import { Card, type DrawingName, DrawnPicture, Photo, StarRow, StatusMark, Tag } from '../../../web/index.ts'
import { keptPart } from '../../../web/page/kept.tsx'
import { pictureUrl } from '../../products/index.ts'
import type { ListedProduct } from '../list.ts'
import type { ProductStatus } from '../status.ts'
import { words } from '../words.ts'

const tones = {
  valid: 'good',
  expiring: 'warn',
  expired: 'bad',
  suspended: 'bad',
  revoked: 'bad',
  superseded: 'neutral',
  'not-stated': 'neutral',
  'not-yet-valid': 'info',
} as const

/** Validity in words: “Còn hiệu lực đến 14/03/2028”. */
export function validityWords(
  status: ProductStatus | 'not-yet-valid',
  validUntil: string | null,
  today: string,
  lang: Lang,
): string {
  const w = words(lang)
  const day = validUntil ? formatDay(validUntil) : ''
  if (status === 'valid') return fill(w.until, { day })
  if (status === 'expiring' && validUntil) {
    const days = daysBetween(today, validUntil)
    return days === 0 ? fill(w.lastDay, { day }) : fill(w.untilSoon, { day, days })
  }
  if (status === 'expired') return validUntil ? fill(w.endedOn, { day }) : w.ended
  if (status === 'suspended') return w.suspendedWords
  if (status === 'revoked') return w.revokedWords
  if (status === 'superseded') return w.supersededWords
  return status === 'not-stated' ? w.notStatedWords : (w.statuses[status] ?? '')
}

export function Validity(props: {
  status: ProductStatus | 'not-yet-valid'
  validUntil: string | null
  today: string
  lang: Lang
}) {
  return (
    <StatusMark tone={tones[props.status]}>
      {validityWords(props.status, props.validUntil, props.today, props.lang)}
    </StatusMark>
  )
}

export function Stars({
  star,
  lang,
  size,
}: {
  star: number | null
  lang: Lang
  size?: 'small' | 'medium' | 'large'
}) {
  const w = words(lang)
  if (star === null) return <Tag>{w.starNotStated}</Tag>
  return <StarRow count={star} label={fill(w.stars, { star })} size={size} />
}

export function ProductPicture({
  name,
  hash,
  drawing,
  lang,
  large,
}: {
  name: string
  hash: string | null
  drawing: DrawingName
  lang: Lang
  large?: boolean
}) {
  if (hash === null) return <DrawnPicture drawing={drawing} caption={words(lang).illustration} />
  return (
    <Photo
      src={pictureUrl(hash, large ? 640 : 320)}
      alt={name}
      width={large ? 640 : 320}
      height={large ? 480 : 240}
      srcset={`${pictureUrl(hash, 320)} 320w, ${pictureUrl(hash, 640)} 640w, ${pictureUrl(hash, 1280)} 1280w`}
      sizes={large ? '(min-width: 60rem) 40rem, 100vw' : '(min-width: 60rem) 18rem, 50vw'}
      first={large}
    />
  )
}

/** A product in a list: picture, stars, name, who and where, and how long it is valid. */
export function ProductCard(props: CardProps) {
  const { product, today, heading, isComparable } = props
  return keptPart(
    props.lang,
    `product ${today} ${heading} ${isComparable}`,
    product as unknown as Parameters<typeof keptPart>[2],
    () => <CardAnew {...props} />,
  )
}

interface CardProps {
  product: ListedProduct
  today: string
  lang: Lang
  heading?: 'h2' | 'h3'
  /** Inside a form that leads to the comparison. */
  isComparable?: boolean
}

function CardAnew({ product, today, lang, heading = 'h2', isComparable }: CardProps) {
  const w = words(lang)
  const spoken = lang === 'vi' ? undefined : 'vi'
  return (
    <Card
      heading={heading}
      title={spoken ? <span lang={spoken}>{product.name}</span> : product.name}
      href={localPath(lang, `/san-pham/${product.slug}`)}
      picture={<ProductPicture name="" hash={product.pictureHash} drawing={product.drawing} lang={lang} />}
      above={<Stars star={product.star} lang={lang} size="small" />}
      foot={
        <>
          <Validity status={product.status} validUntil={product.validUntil} today={today} lang={lang} />
          {product.isDemo && <Tag>{w.demo}</Tag>}
          {isComparable && (
            <CompareBox slug={product.slug}>
              {w.compare}
              <span class="hidden-visually" lang={spoken}>
                {` ${product.name}`}
              </span>
            </CompareBox>
          )}
        </>
      }
    >
      {lang === 'en' && product.nameEn && <p>{product.nameEn}</p>}
      {product.producerName === null ? (
        <p class="muted">{w.producerNotStated}</p>
      ) : (
        <p lang={spoken}>{product.producerName}</p>
      )}
      {product.place && (
        <p class="muted small" lang={spoken}>
          {product.place}
        </p>
      )}
    </Card>
  )
}

/** Chooses a product for the comparison; the form around it is the page's. */
export function CompareBox({ slug, children }: { slug: string; children: ComponentChildren }) {
  return (
    <div class="choice">
      <input type="checkbox" name="sp" id={`sp-${slug}`} value={slug} />
      <label for={`sp-${slug}`}>{children}</label>
    </div>
  )
}

/** A few products for the front page. */
export function NewestProducts({
  products,
  today,
  lang,
}: {
  products: readonly ListedProduct[]
  today: string
  lang: Lang
}) {
  return (
    <div class="grid">
      {products.map((product) => (
        <ProductCard key={product.id} product={product} today={today} lang={lang} heading="h3" />
      ))}
    </div>
  )
}
