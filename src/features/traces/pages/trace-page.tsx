import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { shownGtin } from '../../../rules/gs1/index.ts'
import { isInForce } from '../../../rules/validity/index.ts'
import {
  DescriptionList,
  EmptyState,
  LinkButton,
  Message,
  Photo,
  Section,
  StatusMark,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { lookUpCertificate } from '../../recognition/index.ts'
import { statusName } from '../../recognition/index.ts'
import type { Traced, TracedLot } from '../queries.ts'
import { words } from '../words.ts'

export interface LotPages {
  page: number
  more: boolean
  hrefOf: (page: number) => string
}

interface Props {
  ctx: RequestContext
  product: Traced
  place: string | null
  certificate: Awaited<ReturnType<typeof lookUpCertificate>>
  lots: readonly TracedLot[]
  /** The lot that was scanned; null for the product's own page. */
  lot: string | null
  pages: LotPages
}

/** Where the thing in the hand comes from. */
export function TracePage(props: Props) {
  const { ctx, product, lots, lot } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const scanned = lots.find((each) => each.lot === lot)
  const title = lot
    ? fill(w.lotOf, { product: product.name, lot })
    : fill(w.traceOf, { product: product.name })
  return (
    <PublicPage ctx={ctx} title={title} description={w.lead} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{title}</h1>
        {product.isDemo && <p class="demo-mark">{w.demo}</p>}
      </header>
      {lot && !scanned && (
        <Message tone="error" title={w.lotUnknown}>
          {fill(w.lotUnknownWords, { lot, product: product.name })}
        </Message>
      )}
      {scanned?.withdrawnAt && (
        <Message tone="error" title={w.withdrawn}>
          {fill(w.withdrawnWords, {
            day: formatDay(plainDate(scanned.withdrawnAt)),
            reason: scanned.withdrawReason ?? '',
          })}
        </Message>
      )}
      {scanned?.bestBefore && scanned.bestBefore < ctx.today && (
        <Message tone="warning">{fill(w.past, { day: formatDay(scanned.bestBefore) })}</Message>
      )}
      <Facts {...props} scanned={scanned} />
      <div class="row">
        <LinkButton href={to(`/san-pham/${product.slug}`)} kind="secondary">
          {w.seeProduct}
        </LinkButton>
        {product.certificate && (
          <LinkButton
            href={to(`/xac-thuc/${encodeURIComponent(product.certificate)}`)}
            kind="secondary"
            icon="shield"
          >
            {w.verify}
          </LinkButton>
        )}
        <LinkButton href={to(`/bao-sai-pham?san-pham=${product.slug}`)} kind="quiet" icon="flag">
          {w.report}
        </LinkButton>
      </div>
      {!lot && <Lots {...props} />}
    </PublicPage>
  )
}

function Facts({ ctx, product, place, certificate, scanned }: Props & { scanned: TracedLot | undefined }) {
  const w = words(ctx.lang)
  return (
    <section class="flow">
      {product.pictureHash && (
        <Photo
          src={`/tap-tin/anh/${product.pictureHash}-640.webp`}
          alt={product.name}
          width={320}
          height={320}
        />
      )}
      <DescriptionList
        items={[
          {
            term: w.producer,
            value: product.producerSlug ? (
              <a href={localPath(ctx.lang, `/chu-the/${product.producerSlug}`)}>{product.producer}</a>
            ) : undefined,
          },
          { term: w.place, value: place ?? undefined },
          {
            term: w.star,
            value: certificate ? (
              <StatusMark tone={isInForce(certificate.status) ? 'good' : 'bad'}>
                {fill(w.stars, { star: certificate.star, status: statusName(certificate.status, ctx.lang) })}
              </StatusMark>
            ) : (
              w.noStar
            ),
          },
          { term: w.gtin, value: product.gtin ? shownGtin(product.gtin) : undefined },
          { term: w.lot, value: scanned?.lot },
          { term: w.madeOn, value: scanned?.madeOn ? formatDay(scanned.madeOn) : undefined },
          { term: w.bestBefore, value: scanned?.bestBefore ? formatDay(scanned.bestBefore) : undefined },
          { term: w.origin, value: scanned?.origin || undefined },
        ]}
      />
    </section>
  )
}

function Lots({ ctx, product, lots, pages }: Props) {
  const w = words(ctx.lang)
  return (
    <Section title={w.lots}>
      {lots.length === 0 ? (
        <EmptyState title={w.noLots}>{w.noLotsHint}</EmptyState>
      ) : (
        <ul class="plain-list">
          {lots.map((each) => (
            <li class="row">
              <a href={localPath(ctx.lang, `/truy-xuat/${product.slug}/${encodeURIComponent(each.lot)}`)}>
                {each.lot}
              </a>
              {each.madeOn && <span>{formatDay(each.madeOn)}</span>}
              <StatusMark tone={each.withdrawnAt ? 'bad' : 'good'}>
                {each.withdrawnAt ? w.withdrawn : w.open}
              </StatusMark>
            </li>
          ))}
        </ul>
      )}
      <LotsOn lang={ctx.lang} {...pages} />
    </Section>
  )
}

/** The way to newer and older lots. */
export function LotsOn({ lang, page, more, hrefOf }: LotPages & { lang: 'vi' | 'en' }) {
  const w = words(lang)
  if (page === 1 && !more) return null
  return (
    <p class="row">
      {page > 1 && <a href={hrefOf(page - 1)}>{w.newer}</a>}
      {more && <a href={hrefOf(page + 1)}>{w.older}</a>}
    </p>
  )
}
