import type { ComponentChildren } from 'preact'
import { fill, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  type Column,
  EmptyState,
  FormActions,
  LinkButton,
  Message,
  Section,
  Table,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { SpokenPlace } from '../../places/index.ts'
import { compareHref, mostCompared } from '../compare.ts'
import type { ProductDetail } from '../detail.ts'
import type { ListedProduct } from '../list.ts'
import { shownPlace } from '../refresh.ts'
import type { RegisterSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'
import { CompareBox, ProductPicture, Stars, Validity } from './card.tsx'
import { Shops } from './shops.tsx'
import { spokenIn, Vietnamese } from './spoken.tsx'

export interface Compared {
  readonly product: ProductDetail
  readonly place: SpokenPlace
}

export interface ComparePageProps {
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly today: string }
  around: RegisterSurroundings
  compared: readonly Compared[]
  /** Asked for by an address that is no product of the register. */
  unknown: readonly string[]
  beyond: boolean
  /** Others of the same set or sector, to lay beside. */
  others: readonly ListedProduct[]
}

interface Row {
  readonly term: string
  readonly of: (compared: Compared) => ComponentChildren
}

/** Two to four products side by side; on a phone each line becomes a card with the products below each other. */
export function ComparePage(props: ComparePageProps) {
  const { ctx, compared } = props
  const { lang } = ctx
  const w = words(lang)
  const list = localPath(lang, '/san-pham')
  return (
    <PublicPage
      ctx={ctx}
      title={w.compareTitle}
      description={w.compareLead}
      breadcrumbs={[{ label: w.products, href: list }, { label: w.compareTitle }]}
      noIndex
    >
      <header class="page-head">
        <h1>{w.compareTitle}</h1>
        <p class="page-lead">{w.compareLead}</p>
      </header>
      {props.unknown.map((slug) => (
        <Message tone="warning">{fill(w.compareUnknown, { slug })}</Message>
      ))}
      {props.beyond && (
        <Message tone="warning">{fill(w.compareBeyond, { most: formatNumber(mostCompared, lang) })}</Message>
      )}
      {compared.length === 0 ? (
        <EmptyState
          icon="basket"
          title={w.compareNone}
          actions={<LinkButton href={list}>{w.compareChoose}</LinkButton>}
        >
          {w.compareNoneHint}
        </EmptyState>
      ) : (
        <Side {...props} />
      )}
      {compared.length > 0 && compared.length < mostCompared && <Others {...props} />}
    </PublicPage>
  )
}

function Side({ ctx, around, compared }: ComparePageProps) {
  const { lang } = ctx
  const w = words(lang)
  const columns: Column<Row>[] = [
    { key: 'term', head: w.compareWhat, headHidden: true, main: true, cell: (row) => row.term },
    ...compared.map((each) => ({
      key: each.product.slug,
      head: each.product.name,
      headLang: lang === 'vi' ? undefined : 'vi',
      cell: (row: Row) => row.of(each) || <span class="muted">{w.notRecorded}</span>,
    })),
  ]
  return (
    <div class="compare">
      <Table caption={w.compareTitle} captionHidden columns={columns} rows={rowsOf(ctx, around, compared)} />
    </div>
  )
}

function rowsOf(
  { lang, today }: { readonly lang: Lang; readonly today: string },
  around: RegisterSurroundings,
  compared: readonly Compared[],
): Row[] {
  const w = words(lang)
  const spoken = lang === 'vi' ? undefined : 'vi'
  const sectorName = (set: number | null) => {
    const code = set === null ? null : around.sectorOf(set)
    return around.sectors.find((sector) => sector.code === code)?.label[lang]
  }
  return [
    {
      term: w.comparePicture,
      of: ({ product }) => (
        <ProductPicture
          name={product.name}
          hash={product.pictureHash}
          drawing={around.drawingOf(product.name, product.setNo)}
          lang={lang}
        />
      ),
    },
    { term: w.star, of: ({ product }) => <Stars star={product.star} lang={lang} size="small" /> },
    {
      term: w.status,
      of: ({ product }) => (
        <Validity status={product.status} validUntil={product.validUntil} today={today} lang={lang} />
      ),
    },
    {
      term: w.producer,
      of: ({ product: { producer } }) =>
        producer && (
          <a href={localPath(lang, `/chu-the/${producer.slug}`)} lang={spoken}>
            {producer.name}
          </a>
        ),
    },
    {
      term: w.placeToday,
      of: ({ product, place }) => {
        const shown = shownPlace(place, product.source)
        return shown && <span lang={spoken}>{shown}</span>
      },
    },
    { term: w.sector, of: ({ product }) => sectorName(product.setNo) },
    {
      term: w.set,
      of: ({ product: { setNo } }) =>
        setNo !== null && <Vietnamese lang={lang}>{around.setName(setNo)}</Vietnamese>,
    },
    {
      term: w.season,
      of: ({ product: { details } }) => spokenIn({ vi: details.season, en: details.seasonEn }, lang),
    },
    {
      term: w.capacity,
      of: ({ product: { details } }) => spokenIn({ vi: details.capacity, en: details.capacityEn }, lang),
    },
    {
      term: w.buy,
      of: ({ product: { details, shopChecks } }) =>
        details.whereToBuy?.length ? (
          <Shops shops={details.whereToBuy} checks={shopChecks} lang={lang} />
        ) : null,
    },
    {
      term: w.compareMore,
      of: ({ product }) => (
        <>
          {product.isDemo && <div class="muted small">{w.demo}</div>}
          <div>
            <a href={localPath(lang, `/san-pham/${product.slug}`)}>{w.compareOpen}</a>
          </div>
          <div>
            <a
              rel="nofollow"
              href={compareHref(
                lang,
                compared.map((each) => each.product.slug).filter((slug) => slug !== product.slug),
              )}
            >
              {w.compareDrop}
            </a>
          </div>
        </>
      ),
    },
  ]
}

function Others({ ctx, compared, others }: ComparePageProps) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <Section title={w.compareAdd}>
      {compared.length === 1 && <p>{w.compareOne}</p>}
      {others.length > 0 && (
        <form class="form" action={compareHref(lang, [])} method="get">
          {compared.map(({ product }) => (
            <input type="hidden" name="sp" value={product.slug} />
          ))}
          {others.map((other) => (
            <CompareBox slug={other.slug}>
              <Vietnamese lang={lang}>
                {[other.name, other.producerName].filter(Boolean).join(' – ')}
              </Vietnamese>
            </CompareBox>
          ))}
          <FormActions>
            <Button kind="secondary">{w.compareButton}</Button>
          </FormActions>
        </form>
      )}
      <p>
        <a href={localPath(lang, '/san-pham')}>{w.compareChoose}</a>
      </p>
    </Section>
  )
}
