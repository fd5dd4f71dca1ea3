import type { Kernel } from '../../platform/feature.ts'
import { api, file, type Route } from '../../platform/http/index.ts'
import { listNews } from './queries.ts'
import { words } from './words.ts'

/** Atom (RFC 4287), newest first. */
export function feedRoutes(kernel: Kernel): readonly Route[] {
  return [
    api({
      method: 'GET',
      path: '/feed.xml',
      permission: 'portal.read',
      audit: null,
      summary: 'News as an Atom feed',
      handler: async (ctx) => {
        const { items } = await listNews(kernel.db, { page: 1, perPage: 30, now: ctx.now })
        const { baseUrl } = kernel.config
        const updated = `${items[0]?.updatedOn ?? ctx.today}T00:00:00+07:00`
        const entries = items.map(
          (item) =>
            `<entry><id>${baseUrl}/tin-tuc/${item.slug}</id><title>${xml(item.title)}</title><updated>${item.updatedOn}T00:00:00+07:00</updated><link href="${baseUrl}/tin-tuc/${item.slug}"/><summary>${xml(item.lead)}</summary></entry>`,
        )
        const feed = `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>${baseUrl}/feed.xml</id><title>Sao Làng – ${words('vi').news}</title><updated>${updated}</updated><link rel="self" href="${baseUrl}/feed.xml"/><link href="${baseUrl}/tin-tuc"/><author><name>Sao Làng</name></author>${entries.join('')}</feed>`
        return file(feed, 'application/atom+xml; charset=utf-8', { cache: ['articles'] })
      },
    }),
  ]
}

/** Text inside an XML element or attribute. */
export function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
