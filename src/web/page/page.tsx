import type { ComponentChildren, VNode } from 'preact'
import { asset } from '../asset-urls.ts'
import { escaped } from '../drawn.ts'
import { preloadedFont } from '../fonts.ts'
import { type Lang, LangContext, wordsOf } from '../words.ts'
import { hole, keptMarkup } from './kept.tsx'

export interface PageProps {
  lang: Lang
  /** Of this page alone; the site's name is put behind it. */
  title: string
  siteName: string
  description?: string | undefined
  /** Absolute addresses of the same page: its canonical one and its languages. */
  canonical?: string | undefined
  alternates?: Partial<Record<Lang, string>> | undefined
  og?: { type?: 'website' | 'article'; image?: string | undefined } | undefined
  /** schema.org objects. */
  jsonLd?: readonly object[] | undefined
  noIndex?: boolean | undefined
  /** Address of a web app manifest: this page can be installed. */
  manifest?: string | undefined
  /** Other shapes of what is here: a feed (Atom unless said), a catalogue for machines. */
  feeds?: readonly { href: string; title: string; type?: string | undefined }[] | undefined
  /** Class of `body`: `plain` for sign-in and errors, `hall` for a screen in a room. */
  class?: string | undefined
  /** Whose page this is: what is kept on the device is kept under it. */
  account?: string | undefined
  children: ComponentChildren
}

/** The whole document. No inline script or style: the policy of the server forbids both. */
export function Page(props: PageProps) {
  const { lang } = props
  return (
    <html lang={lang}>
      <head>
        {headOf(props)}
        {props.jsonLd?.map((thing) => (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: jsonText({ '@context': 'https://schema.org', ...thing }) }}
          />
        ))}
      </head>
      <body class={props.class} data-account={props.account}>
        <a class="skip" href="#main">
          {wordsOf(lang).skipToContent}
        </a>
        <LangContext.Provider value={lang}>{props.children}</LangContext.Provider>
      </body>
    </html>
  )
}

/** What the head says is the same on every page but for some words and addresses: drawn once for each set of lines it has. */
function headOf(props: PageProps): VNode {
  const { title, siteName, alternates, og, feeds = [] } = props
  const words: Record<string, string | undefined> = {
    title,
    fullTitle: title === siteName ? title : `${title} – ${siteName}`,
    siteName,
    description: props.description,
    canonical: props.canonical,
    vi: alternates?.vi,
    en: alternates?.en,
    image: og?.image,
    manifest: props.manifest,
  }
  feeds.forEach(({ href, title }, index) => {
    words[`feedHref${index}`] = href
    words[`feedTitle${index}`] = title
  })
  const lines: HeadLines = {
    robots: props.noIndex ? 'noindex' : undefined,
    og: og && (og.type ?? 'website'),
    feeds: feeds.map(({ type = 'application/atom+xml' }) => type),
  }
  const present = Object.keys(words).filter((name) => words[name])
  const holes = Object.fromEntries(present.map((name) => [name, escaped(words[name]!)]))
  const key = `page ${lines.robots} ${lines.og} ${lines.feeds} ${present}`
  const said = (name: string) => (words[name] ? hole(name) : undefined)
  return keptMarkup(props.lang, key, () => <HeadTags lang={props.lang} said={said} {...lines} />, holes)
}

interface HeadLines {
  readonly robots: string | undefined
  readonly og: string | undefined
  /** Media types of the feeds. */
  readonly feeds: readonly string[]
}

function HeadTags({
  lang,
  said,
  robots,
  og,
  feeds,
}: HeadLines & { lang: Lang; said: (name: string) => string | undefined }) {
  const [canonical, vi, en] = [said('canonical'), said('vi'), said('en')]
  return (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{said('fullTitle')}</title>
      <link rel="preload" href={asset(preloadedFont)} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={asset('site.css')} />
      <script type="module" async src={asset('theme.js')} />
      <script type="module" src={asset('entry.js')} />
      {said('description') && <meta name="description" content={said('description')} />}
      {robots && <meta name="robots" content={robots} />}
      {canonical && <link rel="canonical" href={canonical} />}
      {vi && <link rel="alternate" hreflang="vi" href={vi} />}
      {en && <link rel="alternate" hreflang="en" href={en} />}
      {vi && <link rel="alternate" hreflang="x-default" href={vi} />}
      {feeds.map((type, index) => (
        <link rel="alternate" type={type} href={said(`feedHref${index}`)} title={said(`feedTitle${index}`)} />
      ))}
      <meta name="theme-color" content="#fcf9f2" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#160f1d" media="(prefers-color-scheme: dark)" />
      <link rel="icon" type="image/svg+xml" href={asset('icon.svg')} />
      {said('manifest') && <link rel="manifest" href={said('manifest')} crossorigin="use-credentials" />}
      {og && (
        <>
          <meta property="og:title" content={said('title')} />
          <meta property="og:site_name" content={said('siteName')} />
          <meta property="og:type" content={og} />
          <meta property="og:locale" content={lang === 'vi' ? 'vi_VN' : 'en_GB'} />
          {said('description') && <meta property="og:description" content={said('description')} />}
          {canonical && <meta property="og:url" content={canonical} />}
          {said('image') && <meta property="og:image" content={said('image')} />}
        </>
      )}
    </>
  )
}

/** JSON that cannot end the script element it stands in. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
}
