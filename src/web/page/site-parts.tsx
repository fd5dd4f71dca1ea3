import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icons/icon.tsx'
import { Logo } from '../icons/logo.tsx'
import { spoken } from '../spoken.ts'
import { type Lang, useLang, useWords } from '../words.ts'

/** A place one can go to. */
export interface NavItem {
  href: string
  label: string
  icon?: IconName | undefined
  /** The page, or a page above it, is the present one. */
  current?: boolean | undefined
  /** Things that wait there. */
  count?: number | undefined
  /** Entries of one section stand together under its name. */
  section?: string | undefined
}

/** Whose site it is. */
export interface Site {
  name: string
  /** The office's line beneath the name. */
  tagline?: string | undefined
  homeHref: string
}

export interface SearchBoxProps {
  action: string
  /** Spoken name of the box. */
  label: string
  placeholder?: string | undefined
  value?: string | undefined
  name?: string | undefined
  large?: boolean | undefined
  /** JSON address that answers with suggestions while one types. */
  suggest?: string | undefined
  /** Further hidden fields, such as the present facets. */
  keep?: Readonly<Record<string, string>> | undefined
}

/** A GET form with one box; works without script. */
export function SearchBox({
  action,
  label,
  placeholder,
  value,
  name = 'q',
  large,
  keep,
  suggest,
}: SearchBoxProps) {
  const words = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to older browsers
    <form
      class={large ? 'search large' : 'search'}
      action={action}
      method="get"
      role="search"
      aria-label={label}
      data-suggest={suggest}
    >
      {keep && Object.entries(keep).map(([key, kept]) => <input type="hidden" name={key} value={kept} />)}
      <input
        class="search-input"
        type="search"
        name={name}
        value={value}
        placeholder={placeholder ?? label}
        aria-label={label}
        autocomplete="off"
        enterkeyhint="search"
      />
      <button class="search-button" type="submit">
        <Icon name="search" />
        <span class={large ? 'search-word' : 'hidden-visually'}>{words.search}</span>
      </button>
    </form>
  )
}

export function Brand({ site }: { site: Site }) {
  return (
    <a class="brand" href={site.homeHref}>
      <Logo />
      <span class="brand-words">
        <span class="brand-name" lang="vi">
          {site.name}
        </span>
        {site.tagline && <span class="brand-line">{site.tagline}</span>}
      </span>
    </a>
  )
}

/** The other language, named in itself: `{lang: 'en', href: '/en/…', label: 'English'}`. */
export interface LanguageLink {
  lang: Lang
  href: string
  label: string
}

export function LanguageSwitch({ to }: { to: LanguageLink }) {
  return (
    <a class="switch" href={to.href} lang={to.lang} hreflang={to.lang}>
      <Icon name="globe" />
      {to.label}
    </a>
  )
}

/** Shown once the script is there; without it the theme follows the device. */
export function ThemeSwitch() {
  const words = useWords()
  return (
    <button class="switch only-script" type="button" data-theme-switch>
      <Icon name="theme" />
      <span class="switch-word">{words.themeSwitch}</span>
    </button>
  )
}

export function NavList({ items, class: name }: { items: readonly NavItem[]; class: string }) {
  return (
    <ul class={name}>
      {items.map((item) => (
        <li>
          <NavLink item={item} />
        </li>
      ))}
    </ul>
  )
}

/** A long menu in sections: what has none stands first. */
export function NavSections({ items, class: name }: { items: readonly NavItem[]; class: string }) {
  const sections = [...new Set(items.map((item) => item.section))]
  return (
    <div class={name}>
      {sections.map((section) => (
        <>
          {section && <p class="nav-section">{section}</p>}
          <ul aria-label={section}>
            {items
              .filter((item) => item.section === section)
              .map((item) => (
                <li>
                  <NavLink item={item} />
                </li>
              ))}
          </ul>
        </>
      ))}
    </div>
  )
}

export function NavLink({ item }: { item: NavItem }) {
  return (
    <a class="nav-link" href={item.href} aria-current={item.current ? 'page' : undefined}>
      {item.icon && <Icon name={item.icon} />}
      <span class="nav-word">{item.label}</span>
      {item.count ? <span class="nav-count">{item.count}</span> : null}
    </a>
  )
}

/** A title of the page with its lead and what can be done here. */
export function PageHead({
  title,
  lead,
  above,
  actions,
  note,
}: {
  title: ComponentChildren
  lead?: ComponentChildren
  /** A short line over the title: kind, number. */
  above?: ComponentChildren
  note?: ComponentChildren
  actions?: ComponentChildren
}) {
  const lang = useLang()
  return (
    <div class="page-head">
      <div class="page-head-words">
        {above && <p class="page-note">{spoken(above, lang)}</p>}
        <h1>{spoken(title, lang)}</h1>
        {lead && <p class="page-lead">{spoken(lead, lang)}</p>}
        {note && <p class="page-note">{spoken(note, lang)}</p>}
      </div>
      {actions && <div class="row no-print">{actions}</div>}
    </div>
  )
}
