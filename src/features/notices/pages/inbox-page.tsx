import type { RequestContext } from '../../../platform/http/index.ts'
import { formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { Button, EmptyState, LinkButton, langOf, Pagination, StatusMark, Tabs } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type InboxLine, noticesPerPage } from '../queries.ts'
import { words } from '../words.ts'

export interface InboxPageProps {
  ctx: RequestContext
  items: readonly InboxLine[]
  total: number
  unread: number
  only: 'all' | 'unread'
  page: number
}

/** What this person has been told, newest first: what changed, why, what to do next. */
export function InboxPage({ ctx, items, total, unread, only, page }: InboxPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, '/lam-viec/thong-bao')
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <Tabs
        label={w.title}
        items={[
          { href: here, label: w.all, current: only === 'all' },
          { href: `${here}?loc=chua-doc`, label: w.unread, count: unread, current: only === 'unread' },
        ]}
      />
      {items.length === 0 ? (
        <EmptyState icon="bell" title={only === 'unread' ? w.noneUnread : w.none}>
          {only === 'unread' ? w.noneUnreadHint : w.noneHint}
        </EmptyState>
      ) : (
        <ol class="notices">
          {items.map((item) => (
            <NoticeItem item={item} lang={lang} />
          ))}
        </ol>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / noticesPerPage)}
        hrefOf={(each) => `${here}?${only === 'unread' ? 'loc=chua-doc&' : ''}trang=${each}`}
      />
      <div class="form-actions">
        {unread > 0 && (
          <form method="post" action={`${here}/da-doc`}>
            <Button icon="check">{w.markAll}</Button>
          </form>
        )}
        <LinkButton kind="quiet" icon="settings" href={`${here}/tuy-chon`}>
          {w.options}
        </LinkButton>
      </div>
    </WorkPage>
  )
}

function NoticeItem({ item, lang }: { item: InboxLine; lang: RequestContext['lang'] }) {
  const w = words(lang)
  const said = item.said[lang]
  return (
    <li class={item.read ? 'notice' : 'notice unread'}>
      <h2 class="notice-title">
        <a href={localPath(lang, `/lam-viec/thong-bao/${item.id}/mo`)}>{said.title}</a>
      </h2>
      <p class="notice-meta">
        <time datetime={item.at.toISOString()}>{formatInstant(item.at)}</time>
        {!item.read && <StatusMark tone="info">{w.isUnread}</StatusMark>}
      </p>
      <p class="typed" lang={langOf(said.body, lang)}>
        {said.body}
      </p>
      {said.next && (
        <p>
          <strong>{w.next}: </strong>
          {said.next}
        </p>
      )}
    </li>
  )
}
