import { file, notFound, page, type Route, type StaticAsset } from '../../platform/http/index.ts'
import { asset } from '../../web/index.ts'
import { ROOT } from './paths.ts'

/** The worker that lets a draft be filled in without network; its scope must lie below its own address. */
export function offlineRoutes(assets: ReadonlyMap<string, StaticAsset> | undefined): Route[] {
  return [
    page({
      path: `${ROOT}/ngoai-tuyen.js`,
      permission: 'dossier.read',
      audit: null,
      handler: (ctx) => {
        const script = assets?.get(asset('draft-worker.js'))
        if (!script) return notFound()
        ctx.setHeader('service-worker-allowed', '/')
        return file(script.plain, 'text/javascript; charset=utf-8')
      },
    }),
  ]
}
