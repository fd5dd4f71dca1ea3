import { Icon } from '../icons/icon.tsx'
import { langOf } from '../spoken.ts'
import { fillIn, useLang, useWords } from '../words.ts'

export interface Crumb {
  label: string
  /** Absent on the present page. */
  href?: string | undefined
}

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const lang = useLang()
  return (
    <nav class="breadcrumbs" aria-label={useWords().breadcrumbs}>
      <ol class="breadcrumbs-list">
        {items.map((item) => (
          <li>
            {item.href ? (
              <a href={item.href} lang={langOf(item.label, lang)}>
                {item.label}
              </a>
            ) : (
              <span aria-current="page" lang={langOf(item.label, lang)}>
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export interface TabItem {
  href: string
  label: string
  current?: boolean | undefined
  count?: number | undefined
}

/** Parts of one page as links, each with an address of its own. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul class="tabs-list">
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="tab-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface PaginationProps {
  /** Names this list of pages when there are several on a page. */
  label?: string | undefined
  page: number
  pages: number
  /** Address of a page of the list, with its facets. */
  hrefOf: (page: number) => string
}

/** First, last, and the neighbours of the present page; nothing when there is one page only. */
export function Pagination({ label, page, pages, hrefOf }: PaginationProps) {
  const words = useWords()
  if (pages <= 1) return null
  return (
    <nav class="pagination" aria-label={label ?? words.pagination}>
      {page > 1 && (
        <a class="pagination-step" href={hrefOf(page - 1)} rel="prev">
          <Icon name="chevronLeft" />
          {words.previous}
        </a>
      )}
      <span class="pagination-now" aria-hidden="true">
        {fillIn(words.pageOf, { page, pages })}
      </span>
      <ol class="pagination-list">
        {pagesShown(page, pages).map((shown) =>
          shown === null ? (
            <li class="pagination-gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li>
              <a
                href={hrefOf(shown)}
                aria-label={fillIn(words.goToPage, { page: shown })}
                aria-current={shown === page ? 'page' : undefined}
              >
                {shown}
              </a>
            </li>
          ),
        )}
      </ol>
      {page < pages && (
        <a class="pagination-step" href={hrefOf(page + 1)} rel="next">
          {words.next}
          <Icon name="chevronRight" />
        </a>
      )}
    </nav>
  )
}

/** `1 … 4 5 6 … 9`; null stands for a gap. A gap of one page is that page. */
export function pagesShown(page: number, pages: number): readonly (number | null)[] {
  const wanted = new Set([1, pages, page - 1, page, page + 1])
  const shown = [...wanted].filter((each) => each >= 1 && each <= pages).sort((a, b) => a - b)
  return shown.flatMap((each, index) => {
    const before = shown[index - 1]
    if (before === undefined || each === before + 1) return [each]
    return each === before + 2 ? [each - 1, each] : [null, each]
  })
}

export interface FacetOption {
  label: string
  /** Address of the list with this choice put on, or taken off when it is on. */
  href: string
  on?: boolean | undefined
  count?: number | undefined
}

export interface Facet {
  title: string
  /** Language of the options, where it is another than the page's. */
  lang?: string | undefined
  options: readonly FacetOption[]
  open?: boolean | undefined
}

/** Ways to narrow a list, as plain links. */
export function FacetList({ label, facets }: { label: string; facets: readonly Facet[] }) {
  return (
    <nav class="facets" aria-label={label}>
      {facets.map((facet) => (
        <details class="facet" open={facet.open ?? true}>
          <summary>{facet.title}</summary>
          <ul class="facet-list" lang={facet.lang}>
            {facet.options.map((option) => (
              <li>
                <a
                  class="facet-link"
                  href={option.href}
                  aria-current={option.on ? 'true' : undefined}
                  rel="nofollow"
                >
                  <span class="facet-box" aria-hidden="true">
                    {option.on && <Icon name="check" />}
                  </span>
                  <span>{option.label}</span>
                  {option.count !== undefined && <span class="facet-count">{option.count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  )
}
