import type { Feature, Kernel } from '../../platform/feature.ts'
import { api, file, type Route } from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'

/** Addresses a sitemap may hold (sitemaps.org). */
const mostAddresses = 50_000

/** `/sitemap.xml` from what every feature publishes, and `/robots.txt`: the work area is nobody's business. */
export function crawlerRoutes(kernel: Kernel, features: () => readonly Feature[]): readonly Route[] {
  const { baseUrl } = kernel.config
  return [
    api({
      method: 'GET',
      path: '/sitemap.xml',
      permission: 'portal.read',
      audit: null,
      summary: 'Public addresses, in both languages',
      handler: async () => {
        const lists = await Promise.all(features().map((feature) => feature.sitemap?.() ?? []))
        const entries = lists
          .flat()
          .slice(0, mostAddresses)
          .map(({ path, changedAt }) => {
            const changed = changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : ''
            const english = `<xhtml:link rel="alternate" hreflang="en" href="${baseUrl}${localPath('en', path)}"/>`
            return `<url><loc>${baseUrl}${path}</loc>${changed}${english}</url>`
          })
        const xml = `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.join('')}</urlset>`
        return file(xml, 'application/xml; charset=utf-8', {
          cache: ['articles', 'documents', 'products', 'register', 'units', 'plans', 'producers'],
        })
      },
    }),
    api({
      method: 'GET',
      path: '/robots.txt',
      permission: 'portal.read',
      audit: null,
      summary: 'What crawlers may read',
      handler: () =>
        file(
          `User-agent: *\nDisallow: /lam-viec\nDisallow: /en/lam-viec\nDisallow: /tim-kiem\nSitemap: ${baseUrl}/sitemap.xml\n`,
          'text/plain; charset=utf-8',
          { cache: ['articles'] },
        ),
    }),
  ]
}
