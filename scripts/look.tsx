/**
 * Takes pictures of the style page: `npx tsx scripts/look.tsx <folder> [width …]`, light and dark, public and work area;
 * `npx tsx scripts/look.tsx serve <port>` shows it in a browser.
 * To look at while changing the look; the tests hold what can be held by rule.
 */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { buildAssets } from '../src/web/assets.ts'
import { StylePage } from '../src/web/index.ts'
import { chromiumLaunch } from '../test/factories/chromium-path.ts'

const [folder = '.', ...given] = process.argv.slice(2)
const { files } = await buildAssets()
const server = createServer((request, response) => {
  const url = request.url ?? '/'
  const file = files.get(url)
  if (file) return void response.setHeader('content-type', file.mediaType).end(file.plain)
  const frame = url.includes('work') ? 'work' : 'public'
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(
    `<!doctype html>${renderToString(<StylePage lang={url.startsWith('/en') ? 'en' : 'vi'} frame={frame} />)}`,
  )
})
const port = folder === 'serve' ? Number(given[0] ?? 3000) : 0
await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
if (folder === 'serve') console.log(`${base}/public ${base}/work ${base}/en/public`)
else await takePictures(given.length > 0 ? given.map(Number) : [360, 768, 1280])

async function takePictures(widths: readonly number[]): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch())
  for (const width of widths) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const frame of ['public', 'work']) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
        await page.goto(`${base}/${frame}`)
        await page.evaluate(() => document.fonts.ready)
        await page.evaluate(() => scrollTo(0, 0))
        const name = join(folder, `${frame}-${width}-${colorScheme}`)
        await page.screenshot({ path: `${name}-top.png` })
        await page.screenshot({ path: `${name}.png`, fullPage: true })
        await page.close()
      }
    }
  }
  await browser.close()
  server.close()
}
