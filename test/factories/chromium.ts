import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import type { Application } from '../../src/application.ts'
import { chromiumLaunch } from './chromium-path.ts'

export interface Chromium {
  readonly url: string
  /** A page in a context of its own: other cookies than every other one. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** A browser of its own that keeps what it knows in a folder, and finds it there when it is opened again. */
  persistent(folder: string, options?: BrowserContextOptions): Promise<BrowserContext>
}

/** A real browser before the application, which listens on a free port of this machine unless one is named. */
export async function openChromium(
  application: Pick<Application, 'server'>,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<Chromium> {
  const browser = await chromium.launch(chromiumLaunch())
  afterAll(() => browser.close())
  const listening = await application.server.listen({ port, host })
  const url = port === 0 ? listening : `http://${host}:${port}`
  return {
    url,
    open: async (options = {}) =>
      (await browser.newContext({ baseURL: url, locale: 'vi-VN', ...options })).newPage(),
    persistent: (folder, options = {}) =>
      chromium.launchPersistentContext(folder, {
        ...chromiumLaunch(),
        baseURL: url,
        locale: 'vi-VN',
        ...options,
      }),
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA, one line a fault; empty = nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run(about: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
}
