import sharp from 'sharp'
import { file, json, notFound, page, type Route } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { asset } from '../../../web/index.ts'
import type { Parts } from '../parts.ts'
import { words } from '../words.ts'

const sizes = [192, 512] as const

/** What makes the sheets installable and able to answer without network: worker, manifest, icons. */
export function offlineRoutes({ deps }: Parts): Route[] {
  const bytes = (name: string) => deps.assets?.get(asset(name))?.plain
  return [
    page({
      path: '/lam-viec/cham-diem.js',
      permission: 'sheet.read-own',
      audit: null,
      handler: (ctx) => {
        const script = bytes('sitting-worker.js')
        if (!script) return notFound()
        ctx.setHeader('service-worker-allowed', '/')
        return file(script, 'text/javascript; charset=utf-8')
      },
    }),
    page({
      path: '/lam-viec/cham-diem.webmanifest',
      permission: 'sheet.read-own',
      audit: null,
      handler: (ctx) => {
        const w = words(ctx.lang)
        return json({
          name: `Sao Làng – ${w.sheetTitle}`,
          short_name: w.sheetTitle,
          lang: ctx.lang,
          start_url: localPath(ctx.lang, '/lam-viec'),
          scope: localPath(ctx.lang, '/lam-viec/'),
          display: 'standalone',
          background_color: '#fcf9f2',
          theme_color: '#612f8d',
          icons: [
            ...sizes.map((size) => ({
              src: `/lam-viec/cham-diem-${size}.png`,
              sizes: `${size}x${size}`,
              type: 'image/png',
            })),
            { src: asset('icon.svg'), sizes: 'any', type: 'image/svg+xml' },
          ],
        })
      },
    }),
    ...sizes.map((size) =>
      page({
        path: `/lam-viec/cham-diem-${size}.png`,
        permission: 'sheet.read-own',
        audit: null,
        handler: async () => {
          const drawing = bytes('icon.svg')
          if (!drawing) return notFound()
          return file(await sharp(drawing, { density: 300 }).resize(size, size).png().toBuffer(), 'image/png')
        },
      }),
    ),
  ]
}
