import type { ComponentChildren } from 'preact'
import { Breadcrumbs, type Crumb } from '../content/navigation.tsx'
import { Icon } from '../icons/icon.tsx'
import { spoken } from '../spoken.ts'
import { useLang, useWords } from '../words.ts'
import {
  Brand,
  type LanguageLink,
  LanguageSwitch,
  type NavItem,
  NavLink,
  NavList,
  NavSections,
  SearchBox,
  type SearchBoxProps,
  type Site,
  ThemeSwitch,
} from './site-parts.tsx'

export interface WorkLayoutProps {
  site: Site
  user: {
    name: string
    /** Role and place, as the user would say it. */
    role?: string | undefined
    links: readonly NavItem[]
    signOut: { action: string; label: string }
  }
  /** The person's own tasks come first. */
  nav: readonly NavItem[]
  search?: SearchBoxProps | undefined
  /** What this person has been told; `count`: not yet read. */
  inbox?: { href: string; label: string; count: number; countLabel: string } | undefined
  language?: LanguageLink | undefined
  breadcrumbs?: readonly Crumb[] | undefined
  /** Above the page: demo notice, acting on behalf of. */
  notice?: ComponentChildren
  children: ComponentChildren
}

/** How many places the bottom bar of a phone holds beside “more”. */
const barPlaces = 4

/** The work area: a rail on a desk, a bar at the bottom of a phone. */
export function WorkLayout(props: WorkLayoutProps) {
  const words = useWords()
  const lang = useLang()
  const { site, user, nav, search, breadcrumbs } = props
  return (
    <div class="work">
      <header class="work-top">
        <Brand site={site} />
        {search && <SearchBox {...search} />}
        {props.inbox && <InboxLink inbox={props.inbox} />}
        <UserMenu user={user} language={props.language} />
      </header>
      <nav class="work-rail" aria-label={words.mainMenu}>
        <NavSections class="work-rail-list" items={nav} />
      </nav>
      <main id="main" tabindex={-1} class="work-body">
        {props.notice}
        {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
        {spoken(props.children, lang)}
      </main>
      <nav class="work-bar" aria-label={words.menu}>
        {nav.slice(0, barPlaces).map((item) => (
          <NavLink item={item} />
        ))}
        {nav.length > barPlaces && (
          <details class="work-more">
            <summary class="nav-link">
              <Icon name="more" />
              <span class="nav-word">{words.more}</span>
            </summary>
            <div class="work-more-sheet">
              {search && <SearchBox {...search} />}
              <NavSections class="work-rail-list" items={nav.slice(barPlaces)} />
            </div>
          </details>
        )}
      </nav>
    </div>
  )
}

function InboxLink({ inbox }: { inbox: NonNullable<WorkLayoutProps['inbox']> }) {
  return (
    <a class="inbox-link" href={inbox.href}>
      <Icon name="bell" />
      <span class="hidden-visually">{inbox.count > 0 ? inbox.countLabel : inbox.label}</span>
      {inbox.count > 0 && (
        <span class="inbox-count" aria-hidden="true">
          {inbox.count > 99 ? '99+' : inbox.count}
        </span>
      )}
    </a>
  )
}

function UserMenu({ user, language }: Pick<WorkLayoutProps, 'user' | 'language'>) {
  const words = useWords()
  return (
    <details class="user-menu">
      <summary>
        <Icon name="user" />
        <span class="user-words">
          <span class="hidden-visually">{words.account}: </span>
          <span class="user-name" lang="vi">
            {user.name}
          </span>
          {user.role && <span class="user-role">{user.role}</span>}
        </span>
        <Icon name="chevronDown" class="user-caret" />
      </summary>
      <div class="user-sheet">
        <NavList class="work-rail-list" items={user.links} />
        <div class="row user-switches">
          {language && <LanguageSwitch to={language} />}
          <ThemeSwitch />
        </div>
        <form method="post" action={user.signOut.action} data-sign-out={words.unsentAtSignOut}>
          <button class="button secondary" type="submit">
            <Icon name="signOut" />
            {user.signOut.label}
          </button>
        </form>
      </div>
    </details>
  )
}
