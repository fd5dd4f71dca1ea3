import { type Browser, chromium } from 'playwright-core'
import { chromiumLaunch } from '../factories/chromium-path.ts'
import { type Measured, median, type Run } from './measure.ts'
import { serve } from './servers/child.ts'

/** Slow 3G as Chromium's own tools name it, and a processor four times slower than this one. */
const line = { offline: false, latency: 400, downloadThroughput: 50 * 1024, uploadThroughput: 50 * 1024 }
const slower = 4
const runs = Number(process.env.PHONE_RUNS ?? 3)
/** After everything asked for has come, this long for what a page asks for late. */
const settle = 1_500
const bar = { kb: 100, lcp: 2_000 }

/** By what Chromium calls a thing of a page. */
const kinds = {
  Document: 'page',
  Stylesheet: 'style',
  Font: 'type',
  Script: 'script',
  Image: 'picture',
} as const
type Kind = (typeof kinds)[keyof typeof kinds] | 'other'
type Weight = Record<Kind, number>

interface Visit {
  readonly weight: Weight
  readonly lcp: number
}

/**
 * A first visit of each kind of public page on a phone: bytes carried over the line by kind, and when the largest text stands there.
 * `PHONE_RUNS` visits each (medians), `PHONE_URL` measures a portal that already runs.
 */
export const run: Run = async (note) => {
  const ours = process.env.PHONE_URL ? null : await serve('ours')
  const base = process.env.PHONE_URL ?? ours!.address
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const measured: Record<string, Measured> = {}
    const seen: { kb: number; lcp: number }[] = []
    for (const [name, path] of await pagesOf(base)) {
      const visits: Visit[] = []
      for (let count = 0; count < runs; count++) visits.push(await visit(browser, base + path))
      const lcp = median(visits.map((each) => each.lcp))
      const parts = Object.fromEntries(
        Object.keys(visits[0]!.weight).map((kind) => [
          `${kind}_kb`,
          kb(median(visits.map(({ weight }) => weight[kind as Kind]))),
        ]),
      )
      const total = kb(
        median(visits.map(({ weight }) => Object.values(weight).reduce((sum, each) => sum + each, 0))),
      )
      seen.push({ kb: total, lcp })
      note(`${path}: ${total} kB, largest text after ${lcp} ms`)
      measured[`phone.${name}`] = { value: total, unit: 'kB', lcp_ms: lcp, ...parts }
    }
    return {
      ...measured,
      phone: {
        value: Math.max(...seen.map((each) => each.kb)),
        unit: 'kB at most',
        lcp_ms: Math.max(...seen.map((each) => each.lcp)),
        pages: seen.length,
        over_100_kb: seen.filter((each) => each.kb > bar.kb).length,
        over_2_s: seen.filter((each) => each.lcp > bar.lcp).length,
      },
    }
  } finally {
    await browser.close()
    await ours?.stop()
  }
}

/** One page of each kind a visitor meets, named. */
async function pagesOf(base: string): Promise<readonly (readonly [name: string, path: string])[]> {
  const first = async (address: string, key: string) => {
    const { items } = (await (await fetch(base + address)).json()) as { items: Record<string, string>[] }
    return items[0]?.[key] ?? ''
  }
  const [article, document, product] = await Promise.all([
    first('/api/v1/articles', 'slug'),
    first('/api/v1/documents', 'slug'),
    first('/api/v1/products?status=valid', 'slug'),
  ])
  const html = await (await fetch(`${base}/san-pham/${product}`)).text()
  const producer = /\/chu-the\/[a-z0-9-]+/.exec(html)?.[0]
  return [
    ['home', '/'],
    ['news', '/tin-tuc'],
    ['news-of-a-day', '/tin-tuc?ngay=2024-03-28'],
    ['article', `/tin-tuc/${article}`],
    ['documents', '/van-ban'],
    ['document', `/van-ban/${document}`],
    ['products', '/san-pham'],
    ['product', `/san-pham/${product}`],
    ...(producer ? [['producer', producer] as const] : []),
    ['compare', `/san-pham/so-sanh?sp=${product}`],
    ['tourism', '/du-lich'],
    ['units', '/don-vi-ho-tro'],
    ['search', '/tim-kiem?q=ocop'],
    ['verify', '/xac-thuc'],
    ['plan', '/ke-hoach/2024'],
    ['statistics', '/thong-ke'],
    ['open-data', '/du-lieu-mo'],
    ['sheets', '/bo-tieu-chi'],
    ['misuse', '/bao-sai-pham'],
    ['english-home', '/en'],
  ]
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', line)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    const weight: Weight = { page: 0, style: 0, type: 0, script: 0, picture: 0, other: 0 }
    const kindOf = new Map<string, Kind>()
    devtools.on('Network.responseReceived', ({ requestId, type }) => {
      kindOf.set(requestId, kinds[type as keyof typeof kinds] ?? 'other')
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      weight[kindOf.get(requestId) ?? 'other'] += encodedDataLength
    })
    await page.addInitScript(() => {
      const watched = globalThis as unknown as { largest: number }
      watched.largest = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) watched.largest = entry.startTime
      }).observe({ type: 'largest-contentful-paint', buffered: true })
    })
    await page.goto(address, { waitUntil: 'load', timeout: 60_000 })
    await page.waitForTimeout(settle)
    const lcp = await page.evaluate(() => (globalThis as unknown as { largest: number }).largest)
    return { weight, lcp: Math.round(lcp) }
  } finally {
    await context.close()
  }
}

function kb(bytes: number): number {
  return Math.round(bytes / 100) / 10
}
