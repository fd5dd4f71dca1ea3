import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromiumLaunch } from '../../../test/factories/chromium-path.ts'

let browser: Browser
let server: Server
let base: string
let context: BrowserContext
let tab: Page
let worker: string
/** The page as the server has it now. */
let text: string

const heavy = 'x'.repeat(600_000)

beforeAll(async () => {
  const built = await build({
    stdin: {
      contents: `import { serveWithoutNetwork } from './offline-worker.ts'
        serveWithoutNetwork({
          name: 'proof',
          version: 1,
          belongs: (path) => path.startsWith('/giay/') || path === '/to-khai',
          alongside: () => false,
          leaves: (path) => path.startsWith('/giay/'),
        })`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
  })
  worker = built.outputFiles[0]!.text
  server = createServer((request, response) => {
    if (request.url === '/worker.js')
      return void response.setHeader('content-type', 'text/javascript').end(worker)
    if (request.url?.startsWith('/assets/'))
      return void response.setHeader('content-type', 'text/javascript').end(`/* ${text} ${heavy} */`)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<title>${text}</title>${request.url === '/to-khai' ? heavy : ''}`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  browser = await chromium.launch(chromiumLaunch())
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

beforeEach(async () => {
  text = 'cũ'
  context = await browser.newContext({ baseURL: base })
  tab = await context.newPage()
  await tab.goto('/')
  await tab.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
  })
  await tab.waitForFunction(() => navigator.serviceWorker.controller !== null)
})

afterEach(() => context.close())

const held = () =>
  tab.evaluate(async () => {
    const cache = await caches.open('proof-pages-1')
    return (await cache.keys()).map(({ url }) => new URL(url).pathname)
  })

it('answers with what was kept when there is no network', async () => {
  await tab.goto('/to-khai')
  await expect.poll(held).toEqual(['/to-khai'])
  await context.setOffline(true)
  await tab.goto('/to-khai')
  expect(await tab.title()).toBe('cũ')
})

it('hands on the new page and its scripts on a device that is full', async () => {
  await tab.goto('/to-khai')
  await expect.poll(held).toEqual(['/to-khai'])
  const devtools = await context.newCDPSession(tab)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: base, quotaSize: 1_000 })
  text = 'mới'
  await tab.goto('/to-khai')
  expect(await tab.title()).toBe('mới')
  expect(await tab.evaluate(async () => (await fetch('/assets/one.js')).text())).toContain('mới')
})

it('keeps the newest leaves only, and every other page', async () => {
  await tab.goto('/to-khai')
  await tab.evaluate(async () => {
    for (let leaf = 1; leaf <= 130; leaf += 1) await (await fetch(`/giay/${leaf}`)).text()
  })
  await expect.poll(async () => (await held()).includes('/giay/130')).toBe(true)
  await expect.poll(async () => (await held()).length).toBe(121)
  const paths = await held()
  expect(paths).toContain('/to-khai')
  expect(paths).not.toContain('/giay/10')
  expect(paths).toContain('/giay/11')
})
