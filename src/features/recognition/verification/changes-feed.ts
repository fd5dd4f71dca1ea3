import { sql } from 'kysely'
import type { Kernel } from '../../../platform/feature.ts'
import { api, file, type Route } from '../../../platform/http/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { words } from '../words.ts'

export const changesPath = '/xac-thuc/thay-doi.xml'
const mostEntries = 100

interface Change {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly day: string
  readonly at: Date
  readonly product: string
  readonly slug: string
  readonly star: number | null
  readonly number: string | null
  readonly decision: string | null
  readonly isDemo: boolean
}

/** What happened to recognitions, newest first, for shops and other portals that follow it: Atom, in the words of the register. */
export function changesFeed(kernel: Kernel): Route {
  return api({
    method: 'GET',
    path: changesPath,
    permission: 'register.read',
    audit: null,
    summary: 'Changes of recognitions (recognised, suspended, revoked, …) as an Atom feed',
    handler: async () => {
      const changes = await lastChanges(kernel)
      const { baseUrl } = kernel.config
      const w = words('vi')
      const entries = changes.map((each) => {
        const about = [
          w.changeKinds[each.kind] ?? each.kind,
          each.star === null ? null : `${each.star} sao`,
          each.decision && `Quyết định ${each.decision}`,
          `từ ngày ${formatDay(each.day)}`,
          each.isDemo ? w.demo : null,
        ]
        const link = each.number
          ? `${baseUrl}/xac-thuc/${encodeURIComponent(each.number)}`
          : `${baseUrl}/san-pham/${each.slug}`
        return `<entry><id>urn:uuid:${each.id}#${each.seq}</id><title>${escaped(`${each.product}: ${w.changeKinds[each.kind] ?? each.kind}`)}</title><updated>${each.at.toISOString()}</updated><link href="${escaped(link)}"/><summary>${escaped(about.filter(Boolean).join('; '))}</summary></entry>`
      })
      const updated = (changes[0]?.at ?? new Date(0)).toISOString()
      const feed = `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>${baseUrl}${changesPath}</id><title>${escaped(w.changesTitle)}</title><updated>${updated}</updated><link rel="self" href="${baseUrl}${changesPath}"/><link href="${baseUrl}/xac-thuc"/><author><name>Sao Làng</name></author>${entries.join('')}</feed>`
      return file(feed, 'application/atom+xml; charset=utf-8', { cache: ['register', 'products'] })
    },
  })
}

async function lastChanges({ db }: Pick<Kernel, 'db'>): Promise<Change[]> {
  const { rows } = await sql<Change>`
    SELECT r.id, e.seq, e.kind, e.day::text AS day, e.at, p.name AS product, p.slug, r.star, r.is_demo AS "isDemo",
      coalesce(d.number, CASE WHEN e.kind = 'issued' THEN r.decision_no END) AS decision,
      (SELECT c.number FROM certificate c WHERE c.recognition_id = r.id AND c.voided_at IS NULL LIMIT 1) AS number
    FROM recognition_event e JOIN recognition r ON r.id = e.recognition_id JOIN product p ON p.id = r.product_id
      LEFT JOIN decision d ON d.id = e.decision_id
    WHERE p.is_public ORDER BY e.at DESC, e.seq DESC, e.recognition_id LIMIT ${mostEntries}`.execute(db)
  return rows
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char]!)
