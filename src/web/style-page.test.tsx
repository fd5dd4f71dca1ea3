import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumLaunch } from '../../test/factories/chromium-path.ts'
import { buildAssets } from './assets.ts'
import { StylePage } from './index.ts'

/** The policy the server sends: what breaks it breaks here first. */
const policy =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let server: Server
let base: string

beforeAll(async () => {
  const { files } = await buildAssets()
  server = createServer((request, response) => {
    const url = request.url ?? '/'
    response.setHeader('content-security-policy', policy)
    const file = files.get(url)
    if (file) return void response.setHeader('content-type', file.mediaType).end(file.plain)
    const page = (
      <StylePage
        lang={url.startsWith('/en') ? 'en' : 'vi'}
        frame={url.endsWith('work') ? 'work' : 'public'}
      />
    )
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!doctype html>${renderToString(page)}`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  browser = await chromium.launch(chromiumLaunch())
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

async function open(
  path: string,
  width: number,
  colorScheme: 'light' | 'dark',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    bypassCSP: false,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(base + path)
  await page.evaluate(() => document.fonts.ready)
  return { page, complaints }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe
    interface Violation {
      id: string
      nodes: { html: string; failureSummary?: string }[]
    }
    const found = await runner.run()
    return found.violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
    )
  })
}

describe.each([
  ['/', 360, 'light'],
  ['/', 1280, 'dark'],
  ['/work', 360, 'dark'],
  ['/en/work', 1280, 'light'],
] as const)('style page %s at %i px, %s', (path, width, scheme) => {
  it('has no accessibility violation, no sideways scroll, and keeps the policy', async () => {
    const { page, complaints } = await open(path, width, scheme)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

it('brings a living part to life with the props the server gave it', async () => {
  const { page, complaints } = await open('/', 768, 'light')
  const button = page.locator('[data-island=sample-counter] button')
  expect(await button.textContent()).toBe('Đếm thử: 7')
  await page.waitForLoadState('networkidle')
  await button.click()
  expect(await button.textContent()).toBe('Đếm thử: 8')
  expect(complaints).toEqual([])
  await page.context().close()
})

it.each(['/', '/work'])('reflows %s at 320 px: 1280 magnified four times', async (path) => {
  const { page } = await open(path, 320, 'light')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.context().close()
})

it('lets the keyboard skip to the content, open a menu and close it again', async () => {
  const { page } = await open('/work', 1280, 'light')
  await page.evaluate(() => {
    document.querySelector('[data-focus-first]')?.removeAttribute('data-focus-first')
    ;(document.activeElement as HTMLElement | null)?.blur()
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('.skip')?.focus()
  })
  expect(await page.locator('.skip').boundingBox()).toMatchObject({ y: 8 })
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page.focus('.user-menu > summary')
  await page.keyboard.press('Enter')
  expect(await page.isVisible('.user-sheet')).toBe(true)
  await page.keyboard.press('Escape')
  expect(await page.isVisible('.user-sheet')).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.parentElement?.className)).toBe('user-menu')
  await page.context().close()
})
