import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../platform/http/index.ts'
import { fill, type Lang, localPath } from '../../platform/i18n/index.ts'
import type { Crumb } from '../../web/content/navigation.tsx'
import type { IconName } from '../../web/icons/icon.tsx'
import { Page } from '../../web/page/page.tsx'
import { WorkLayout } from '../../web/page/work-layout.tsx'
import { menuFor } from './collected.ts'
import { frameWords } from './words.ts'

export interface WorkPageProps {
  ctx: Pick<RequestContext, 'lang' | 'path' | 'url' | 'isPage' | 'actor' | 'today'>
  title: string
  breadcrumbs?: readonly Crumb[] | undefined
  /** Above the page: demo notice, acting on behalf of. */
  notice?: ComponentChildren
  /** Address of a web app manifest: this page can be installed. */
  manifest?: string | undefined
  children: ComponentChildren
}

/** A page of the work area: the person's own menu, “Việc của tôi” first. */
export function WorkPage({ ctx, title, breadcrumbs, notice, manifest, children }: WorkPageProps) {
  const { lang, path, url, actor } = ctx
  const words = frameWords(lang)
  const other: Lang = lang === 'vi' ? 'en' : 'vi'
  const to = (target: string) => localPath(lang, target)
  const entries = [
    { href: to('/lam-viec'), label: words.desk, icon: 'tasks' as IconName, current: path === '/lam-viec' },
    ...menuFor(actor, ctx.today).map((item) => ({
      href: to(item.path),
      label: item.label[lang],
      icon: item.icon as IconName,
      section: words.sections[Math.floor(item.order / 100)],
      current: path === item.path || path.startsWith(`${item.path}/`),
    })),
  ]
  return (
    <Page
      lang={lang}
      title={title}
      siteName={words.siteName}
      noIndex
      manifest={manifest}
      account={actor.accountId ?? undefined}
    >
      <WorkLayout
        site={{ name: words.siteName, homeHref: to('/') }}
        user={{
          name: actor.name,
          links: [{ href: to('/lam-viec/tai-khoan'), label: words.account, icon: 'user' as IconName }],
          signOut: { action: to('/dang-xuat'), label: words.signOut },
        }}
        nav={entries}
        search={{ action: to('/tim-kiem'), label: words.search, placeholder: words.searchPlaceholder }}
        inbox={{
          href: to('/lam-viec/thong-bao'),
          label: words.inbox,
          count: actor.unread ?? 0,
          countLabel: fill(words.inboxUnread, { count: actor.unread ?? 0 }),
        }}
        language={
          ctx.isPage
            ? { lang: other, href: localPath(other, path + url.search), label: words.other }
            : undefined
        }
        breadcrumbs={breadcrumbs && [{ label: words.desk, href: to('/lam-viec') }, ...breadcrumbs]}
        notice={notice}
      >
        {children}
      </WorkLayout>
    </Page>
  )
}
