import { z } from 'zod'
import { file, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { canonicalJson } from './canonical.ts'
import { changesBetween, manifestsOf } from './manifest.ts'
import { FilingPage } from './pages/filing-page.tsx'
import { type Parts, readable } from './parts.ts'
import { ROOT } from './paths.ts'

const byFiling = z.object({ id: z.uuid(), filing: z.coerce.number().int().min(1).max(999) })
const read = { permission: 'dossier.read', audit: 'dossier.read' } as const

/** What was filed, as it was frozen. */
export function filingRoutes(parts: Parts): Route[] {
  const { db } = parts.kernel
  return [
    page({
      path: `${ROOT}/:id/ban-nop/:filing`,
      ...read,
      params: byFiling,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const manifests = shown ? await manifestsOf(db, shown.dossier.id) : []
        const manifest = manifests.find((one) => one.filing === ctx.params.filing)
        if (!shown || !manifest) return notFound()
        const before = manifests.find((one) => one.filing === manifest.filing - 1)
        const changes = before ? changesBetween(before.content, manifest.content) : null
        return show(<FilingPage ctx={ctx} {...shown} manifest={manifest} changes={changes} />)
      },
    }),
    page({
      path: `${ROOT}/:id/ban-nop/:filing/tep`,
      permission: 'dossier.read',
      audit: 'dossier.download-manifest',
      params: byFiling,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const manifests = shown ? await manifestsOf(db, shown.dossier.id) : []
        const manifest = manifests.find((one) => one.filing === ctx.params.filing)
        if (!shown || !manifest) return notFound()
        // The very bytes the hash was taken of, so that anyone can check it with sha256sum.
        return file(canonicalJson(manifest.content), 'application/json', {
          name: `ho-so-${shown.dossier.productCode ?? shown.dossier.id}-lan-${manifest.filing}.json`,
        })
      },
    }),
  ]
}
