import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { Breadcrumbs, type Crumb } from '../content/navigation.tsx'
import { escaped } from '../drawn.ts'
import { Icon } from '../icons/icon.tsx'
import { spoken } from '../spoken.ts'
import { LangContext, useLang, useWords } from '../words.ts'
import { type Holes, hole, keptMarkup } from './kept.tsx'
import {
  Brand,
  type LanguageLink,
  LanguageSwitch,
  type NavItem,
  NavList,
  SearchBox,
  type SearchBoxProps,
  type Site,
  ThemeSwitch,
} from './site-parts.tsx'

export interface FooterColumn {
  title: string
  links: readonly { href: string; label: string }[]
}

/** What stands around the pages of a site. */
export interface Surround {
  site: Site
  nav: readonly NavItem[]
  search?: SearchBoxProps | undefined
  /** Sign-in, or the way into the work area. */
  account?: NavItem | undefined
  footer: {
    /** Name, address, telephone of the office. */
    about: ComponentChildren
    columns: readonly FooterColumn[]
    visits?: ComponentChildren
    /** The day's root of the audit log. */
    transparency?: ComponentChildren
    closing?: ComponentChildren
  }
}

export interface PublicLayoutProps {
  surround: () => Surround
  /** Given: head and foot are drawn once under this name; `holes` fills what changes in the foot. */
  keptAs?: string | undefined
  holes?: Holes | undefined
  /** What stands in the search box already: this head is drawn for itself. */
  query?: string | undefined
  language?: LanguageLink | undefined
  breadcrumbs?: readonly Crumb[] | undefined
  /** A broad opening above the page's width: `Hero`. */
  hero?: ComponentChildren
  children?: ComponentChildren
}

/** What every visitor sees around a page. */
export function PublicLayout(props: PublicLayoutProps) {
  const lang = useLang()
  return (
    <>
      <KeptHead {...props} />
      {props.breadcrumbs && props.breadcrumbs.length > 0 && (
        <div class="wrap">
          <Breadcrumbs items={props.breadcrumbs} />
        </div>
      )}
      <main id="main" tabindex={-1} class="site-main">
        {props.hero}
        {props.children && <div class="wrap site-page">{spoken(props.children, lang)}</div>}
      </main>
      <KeptFoot {...props} />
    </>
  )
}

/** The head is the same for every page of a section, but for what stands in its search box and the way to the other language. */
function KeptHead(props: PublicLayoutProps) {
  const { surround, keptAs, language, query } = props
  const lang = useContext(LangContext)
  if (!keptAs || query) return <SiteHead {...surround()} language={language} query={query} />
  const open = language && { ...language, href: hole('other') }
  return keptMarkup(
    lang,
    `head ${keptAs} ${language !== undefined}`,
    () => <SiteHead {...surround()} language={open} />,
    {
      other: escaped(language?.href ?? ''),
    },
  )
}

function SiteHead({
  site,
  nav,
  search,
  account,
  language,
  query,
}: Surround & Pick<PublicLayoutProps, 'language' | 'query'>) {
  const words = useWords()
  const tools = (
    <>
      {language && <LanguageSwitch to={language} />}
      <ThemeSwitch />
      {account && (
        <a class="switch" href={account.href}>
          <Icon name={account.icon ?? 'signIn'} />
          {account.label}
        </a>
      )}
    </>
  )
  return (
    <header class="site-head">
      <div class="wrap site-head-top">
        <Brand site={site} />
        {search && <SearchBox {...search} value={query} />}
        <div class="site-tools">{tools}</div>
        <details class="site-menu">
          <summary>
            <Icon name="menu" />
            <span>{words.menu}</span>
          </summary>
          <div class="site-menu-sheet">
            <nav aria-label={words.mainMenu}>
              <NavList class="site-menu-list" items={nav} />
            </nav>
            <div class="site-menu-tools">{tools}</div>
          </div>
        </details>
      </div>
      <nav class="site-nav" aria-label={words.mainMenu}>
        <div class="wrap">
          <NavList class="site-nav-list" items={nav} />
        </div>
      </nav>
      <div class="tiles" aria-hidden="true" />
    </header>
  )
}

function KeptFoot({ surround, keptAs, holes }: PublicLayoutProps) {
  const lang = useContext(LangContext)
  const anew = () => <SiteFoot footer={surround().footer} />
  return keptAs ? keptMarkup(lang, `foot ${keptAs}`, anew, holes) : anew()
}

function SiteFoot({ footer }: Pick<Surround, 'footer'>) {
  return (
    <footer class="site-foot">
      <div class="tiles" aria-hidden="true" />
      <div class="wrap">
        <div class="site-foot-columns">
          <div class="site-foot-about flow tight">{footer.about}</div>
          {footer.columns.map((column) => (
            <div>
              <h2 class="site-foot-title">{column.title}</h2>
              <ul class="site-foot-list">
                {column.links.map((link) => (
                  <li>
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          {footer.visits && <div class="site-foot-visits">{footer.visits}</div>}
        </div>
        {(footer.transparency || footer.closing) && (
          <div class="site-foot-end">
            {footer.closing && <div>{footer.closing}</div>}
            {footer.transparency && <div class="site-foot-root">{footer.transparency}</div>}
          </div>
        )}
      </div>
    </footer>
  )
}

/** The opening of a front page: one line, what to do, and a quiet drawing. */
export function Hero({
  title,
  lead,
  children,
  side,
}: {
  title: ComponentChildren
  lead?: ComponentChildren
  children?: ComponentChildren
  side?: ComponentChildren
}) {
  return (
    <section class="hero">
      <div class="wrap hero-inner">
        <div class="hero-words flow">
          <h1>{title}</h1>
          {lead && <p class="page-lead">{lead}</p>}
          {children}
        </div>
        {side && <div class="hero-side">{side}</div>}
      </div>
    </section>
  )
}
