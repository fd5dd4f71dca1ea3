import { fill, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  type Facet,
  FacetList,
  Message,
  Pagination,
  SearchBox,
  Toolbar,
} from '../../../web/index.ts'
import { keptPart } from '../../../web/page/kept.tsx'
import { PublicPage } from '../../frame/index.ts'
import { type AskedList, hrefWith, type ListAddress, sortChoices, statusChoices } from '../address.ts'
import { compareHref } from '../compare.ts'
import { deepest, type Listing } from '../list.ts'
import type { RegisterSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'
import { ProductCard } from './card.tsx'

export interface ListPageProps {
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly today: string }
  around: RegisterSurroundings
  address: ListAddress
  asked: AskedList
  listing: Listing
  perPage: number
}

/** The catalogue: search, facets as plain links, cards, pages. */
export function ListPage({ ctx, around, address, asked, listing, perPage }: ListPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const path = localPath(lang, '/san-pham')
  const { page } = asked
  const pages = Math.max(1, Math.ceil(Math.min(listing.total, deepest) / perPage))
  const isFiltered = filters(address)
  return (
    <PublicPage
      ctx={ctx}
      title={w.products}
      description={w.lead}
      breadcrumbs={[{ label: w.products }]}
      query={address.q}
      noIndex={isFiltered || page > 1}
    >
      <div class="flow loose">
        <header class="page-head">
          <h1>{w.products}</h1>
          <p class="page-lead">{w.lead}</p>
        </header>
        <SearchBox
          action={path}
          label={w.searchLabel}
          placeholder={w.searchPlaceholder}
          value={address.q}
          keep={keptOf(address)}
          large
        />
        {asked.unknown.map((value) => (
          <Message tone="warning">{fill(w.unknownFilter, { value })}</Message>
        ))}
        <div class="sides start">
          <Facets path={path} address={address} asked={asked} around={around} lang={lang} today={today} />
          <div class="flow">
            <ListBar path={path} address={address} asked={asked} listing={listing} lang={lang} />
            {listing.near && <Message>{w.near}</Message>}
            {listing.items.length > 0 ? (
              <form class="flow" action={compareHref(lang, [])} method="get">
                <div class="grid">
                  {listing.items.map((product) => (
                    <ProductCard key={product.id} product={product} today={today} lang={lang} isComparable />
                  ))}
                </div>
                <div class="row">
                  <Button kind="secondary">{w.compareButton}</Button>
                  <span class="muted small">{w.compareHint}</span>
                </div>
              </form>
            ) : (
              <EmptyState icon="basket" title={isFiltered || page > 1 ? w.none : w.empty}>
                {isFiltered || page > 1 ? w.noneHint : w.emptyHint}
              </EmptyState>
            )}
            {page === pages && listing.total > deepest && (
              <Message>{fill(w.tooDeep, { deepest: formatNumber(deepest, lang) })}</Message>
            )}
            <Turning path={path} address={address} page={Math.min(page, pages)} pages={pages} lang={lang} />
          </div>
        </div>
      </div>
    </PublicPage>
  )
}

interface ListBarProps {
  path: string
  address: ListAddress
  asked: AskedList
  listing: Listing
  lang: Lang
}

/** How many, and in which order: the same while that and the address are. */
function ListBar({ path, address, asked, listing, lang }: ListBarProps) {
  const w = words(lang)
  const isFiltered = filters(address)
  const count = countWords(listing, lang)
  return keptPart(lang, 'list-bar', { count, href: hrefWith(path, address, {}) }, () => (
    <Toolbar
      end={
        <>
          <span class="muted">{w.sort}:</span>
          {sortChoices.map(({ word, sort }) =>
            (asked.filter.sort ?? 'newest') === sort ? (
              <strong aria-current="true">{w.sorts[sort]}</strong>
            ) : (
              <a
                href={hrefWith(path, address, { 'sap-xep': word === 'moi' ? undefined : word })}
                rel="nofollow"
              >
                {w.sorts[sort]}
              </a>
            ),
          )}
        </>
      }
    >
      <strong>{count}</strong>
      {isFiltered && <a href={path}>{w.clear}</a>}
    </Toolbar>
  ))
}

interface TurningProps {
  path: string
  address: ListAddress
  page: number
  pages: number
  lang: Lang
}

function Turning({ path, address, page, pages, lang }: TurningProps) {
  return keptPart(lang, 'turning', { page, pages, href: hrefWith(path, address, {}) }, () => (
    <Pagination
      page={page}
      pages={pages}
      hrefOf={(to) => hrefWith(path, address, { trang: to === 1 ? undefined : String(to) })}
    />
  ))
}

/** Whether the address narrows the list. */
function filters(address: ListAddress): boolean {
  return Object.entries(address).some(([name, value]) => value && name !== 'sap-xep' && name !== 'trang')
}

function countWords({ total, more, near }: Listing, lang: Lang): string {
  const w = words(lang)
  if (near) return fill(w.count, { count: 0 })
  if (more) return fill(w.countMore, { count: formatNumber(total, lang) })
  return total === 1 ? w.countOne : fill(w.count, { count: formatNumber(total, lang) })
}

/** The facets in force, for the search box to keep. */
function keptOf(address: ListAddress): Record<string, string> {
  return Object.fromEntries(
    Object.entries(address).flatMap(([name, value]) =>
      value && name !== 'q' && name !== 'trang' ? [[name, value]] : [],
    ),
  )
}

interface FacetsProps {
  path: string
  address: ListAddress
  asked: AskedList
  around: RegisterSurroundings
  lang: Lang
  today: string
}

/** Facets carry no figures, so they depend on the address alone: written once for each, whatever happens to the products. */
function Facets(props: FacetsProps) {
  const { lang, today, path, address } = props
  return keptPart(lang, 'facets', { today, href: hrefWith(path, address, {}) }, () => (
    <div>
      <FacetList label={words(lang).filters} facets={facetsOf(props)} />
    </div>
  ))
}

function facetsOf({ path, address, asked, around, lang, today }: FacetsProps): Facet[] {
  const w = words(lang)
  const option = (name: keyof ListAddress, value: string, label: string, on: boolean) => ({
    label,
    on,
    href: hrefWith(path, address, { [name]: on ? undefined : value }),
  })
  const { filter } = asked
  const statusLabels: Readonly<Record<string, string | undefined>> = {
    'con-hieu-luc': w.inForce,
    'sap-het-han': w.statuses.expiring,
    'het-hieu-luc': w.statuses.expired,
    'tam-dung': w.statuses.suspended,
    'da-thu-hoi': w.statuses.revoked,
    'chua-neu': w.statuses['not-stated'],
  }
  return [
    {
      title: w.star,
      options: [
        ...[5, 4, 3].map((star) =>
          option('sao', String(star), fill(w.stars, { star }), filter.star === star),
        ),
        option('sao', 'chua-neu', w.starNotStated, filter.star === 'not-stated'),
      ],
    },
    {
      title: w.status,
      open: address['trang-thai'] !== undefined,
      options: statusChoices.map((choice) =>
        option('trang-thai', choice, statusLabels[choice] ?? choice, address['trang-thai'] === choice),
      ),
    },
    {
      title: w.sector,
      open: filter.sector !== undefined,
      options: around.sectors.map((sector) =>
        option('nganh', sector.slug, sector.label[lang], filter.sector === sector.code),
      ),
    },
    {
      title: w.commune,
      lang: lang === 'vi' ? undefined : 'vi',
      open: filter.commune !== undefined,
      options: around.places
        .communes(around.places.home, today)
        .map(({ code, name }) => option('xa', code, name, filter.commune === code)),
    },
    {
      title: w.province,
      lang: lang === 'vi' ? undefined : 'vi',
      open: filter.province !== undefined,
      options: around.places
        .provinces(today)
        .map(({ code, name }) => option('tinh', code, name, filter.province === code)),
    },
  ]
}
