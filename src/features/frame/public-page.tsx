import type { ComponentChildren } from 'preact'
import { fill, type Lang, localPath } from '../../platform/i18n/index.ts'
import type { Crumb } from '../../web/content/navigation.tsx'
import { Page, type PageProps } from '../../web/page/page.tsx'
import { PublicLayout, type Surround } from '../../web/page/public-layout.tsx'
import { hasVisitNumbers, VisitFigures, visitHoles } from './visit-figures.tsx'
import { frameWords } from './words.ts'

export interface PublicPageProps {
  /** Any object with language and path: a request context, or the parts of one. */
  ctx: { readonly lang: Lang; readonly path: string; readonly url: URL; readonly isPage?: boolean }
  title: string
  description?: string | undefined
  breadcrumbs?: readonly Crumb[] | undefined
  jsonLd?: readonly object[] | undefined
  og?: { type?: 'website' | 'article'; image?: string | undefined } | undefined
  noIndex?: boolean | undefined
  /** Besides the news: what this page offers to machines. */
  feeds?: PageProps['feeds']
  /** What stands in the search box already. */
  query?: string | undefined
  hero?: ComponentChildren
  children?: ComponentChildren
}

const nav = [
  ['home', '/'],
  ['news', '/tin-tuc'],
  ['products', '/san-pham'],
  ['verify', '/xac-thuc'],
  ['plan', '/ke-hoach'],
  ['documents', '/van-ban'],
  ['statistics', '/thong-ke'],
] as const

/** A page of the portal: title, description and languages in the head, the frame around what the feature shows. */
export function PublicPage(props: PublicPageProps) {
  const { ctx } = props
  const { lang, path, url } = ctx
  const words = frameWords(lang)
  const here = path + url.search
  const other: Lang = lang === 'vi' ? 'en' : 'vi'
  const section = nav.find(([, target]) => isWithin(path, target))?.[1] ?? 'none'
  return (
    <Page
      lang={lang}
      title={props.title}
      siteName={words.siteName}
      description={props.description}
      canonical={`${url.origin}${localPath(lang, path)}`}
      alternates={{ vi: `${url.origin}${path}`, en: `${url.origin}${localPath('en', path)}` }}
      og={props.og ?? {}}
      jsonLd={props.jsonLd}
      noIndex={props.noIndex}
      feeds={[{ href: '/feed.xml', title: words.feed }, ...(props.feeds ?? [])]}
    >
      <PublicLayout
        surround={() => surroundOf(lang, section)}
        keptAs={`${section} ${hasVisitNumbers()}`}
        holes={visitHoles(lang)}
        query={props.query}
        language={
          ctx.isPage === false ? undefined : { lang: other, href: localPath(other, here), label: words.other }
        }
        breadcrumbs={
          props.breadcrumbs && [{ label: words.home, href: localPath(lang, '/') }, ...props.breadcrumbs]
        }
        hero={props.hero}
      >
        {props.children}
      </PublicLayout>
    </Page>
  )
}

function isWithin(path: string, target: string): boolean {
  return path === target || (target !== '/' && path.startsWith(`${target}/`))
}

/** Head and foot of the pages of a section. */
function surroundOf(lang: Lang, section: string): Surround {
  const words = frameWords(lang)
  const to = (target: string) => localPath(lang, target)
  return {
    site: { name: words.siteName, tagline: words.tagline, homeHref: to('/') },
    nav: nav.map(([key, target]) => ({ href: to(target), label: words[key], current: target === section })),
    search: {
      action: to('/tim-kiem'),
      label: words.search,
      placeholder: words.searchPlaceholder,
      suggest: suggestAddress(lang),
    },
    account: { href: to('/lam-viec'), label: words.work },
    footer: {
      about: (
        <>
          <p>
            <strong lang="vi">{words.siteName}</strong>
          </p>
          <p>{words.about}</p>
          <p>{words.demoNote}</p>
        </>
      ),
      columns: [
        {
          title: words.footProgramme,
          links: links(['news', 'plan', 'documents', 'criteria', 'units'], words, to),
        },
        {
          title: words.footPublic,
          links: links(
            ['products', 'tourism', 'sellingPoints', 'fairs', 'buyers', 'verify', 'statistics'],
            words,
            to,
          ),
        },
        {
          title: words.footOpen,
          links: [
            { href: to('/du-lieu-mo'), label: words.openData },
            { href: to('/du-lieu-ca-nhan'), label: words.personalData },
            { href: to('/niem-phong-nhat-ky'), label: words.auditSeals },
            { href: '/feed.xml', label: words.feed },
            { href: to('/api-docs'), label: words.api },
          ],
        },
      ],
      visits: <VisitFigures lang={lang} words={words} />,
    },
  }
}

/** Where a search box of the portal asks for names and titles while one types. */
export function suggestAddress(lang: Lang): string {
  return `/api/v1/search/suggestions?lang=${lang}`
}

const paths = {
  news: '/tin-tuc',
  plan: '/ke-hoach',
  documents: '/van-ban',
  criteria: '/bo-tieu-chi',
  units: '/don-vi-ho-tro',
  products: '/san-pham',
  tourism: '/du-lich',
  verify: '/xac-thuc',
  sellingPoints: '/diem-ban',
  fairs: '/xuc-tien',
  buyers: '/nguoi-mua',
  statistics: '/thong-ke',
} as const

function links(
  keys: readonly (keyof typeof paths)[],
  words: ReturnType<typeof frameWords>,
  to: (path: string) => string,
) {
  return keys.map((key) => ({ href: to(paths[key]), label: words[key] }))
}

export { fill }
