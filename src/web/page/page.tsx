import type { ComponentChildren } from 'preact'
import { asset } from '../asset-urls.ts'
import { preloadedFont } from '../fonts.ts'
import { type Lang, LangContext, wordsOf } from '../words.ts'

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
  const { lang, title, siteName, description, canonical, alternates, feeds } = props
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === siteName ? title : `${title} – ${siteName}`}</title>
        <link rel="preload" href={asset(preloadedFont)} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={asset('site.css')} />
        <script type="module" async src={asset('theme.js')} />
        <script type="module" src={asset('entry.js')} />
        {description && <meta name="description" content={description} />}
        {props.noIndex && <meta name="robots" content="noindex" />}
        {canonical && <link rel="canonical" href={canonical} />}
        {alternates?.vi && <link rel="alternate" hreflang="vi" href={alternates.vi} />}
        {alternates?.en && <link rel="alternate" hreflang="en" href={alternates.en} />}
        {alternates?.vi && <link rel="alternate" hreflang="x-default" href={alternates.vi} />}
        {feeds?.map((feed) => (
          <link
            rel="alternate"
            type={feed.type ?? 'application/atom+xml'}
            href={feed.href}
            title={feed.title}
          />
        ))}
        <meta name="theme-color" content="#fcf9f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#160f1d" media="(prefers-color-scheme: dark)" />
        <link rel="icon" type="image/svg+xml" href={asset('icon.svg')} />
        {props.manifest && <link rel="manifest" href={props.manifest} crossorigin="use-credentials" />}
        {props.og && <OpenGraph {...props} />}
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

function OpenGraph({ lang, title, siteName, description, canonical, og }: PageProps) {
  return (
    <>
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:type" content={og?.type ?? 'website'} />
      <meta property="og:locale" content={lang === 'vi' ? 'vi_VN' : 'en_GB'} />
      {description && <meta property="og:description" content={description} />}
      {canonical && <meta property="og:url" content={canonical} />}
      {og?.image && <meta property="og:image" content={og.image} />}
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
