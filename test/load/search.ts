import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApplication } from '../../src/application.ts'
import { countWords } from '../../src/features/search/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { fillSearchWorld, goldQueries } from '../factories/search-world.ts'
import { type Measured, percentile, type Run, rounded } from './measure.ts'

/** SEARCH_SIZE=2000 measures one size only. */
const sizes = (process.env.SEARCH_SIZE ?? '2000,200000').split(',').map(Number)
const rounds = 3

interface Taken {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly recall: number
}

/**
 * The one search over HTTP with the gold set of questions (every way they are typed), one after the other: at 2,000 products
 * with 500 articles and at 200,000 with 50,000 (QUALITY.md: 10/30/60 ms, recall ≥ 95 %, growth ≤ 1.5).
 */
export const run: Run = async (note) => {
  const taken = new Map<number, Taken>()
  for (const products of sizes) taken.set(products, await measure(products, note))
  const named = (size: number, { p50, p95, p99, recall }: Taken): Measured => ({
    value: rounded(p50),
    unit: 'ms',
    products: size,
    p50_ms: rounded(p50),
    p95_ms: rounded(p95),
    p99_ms: rounded(p99),
    recall_pct: rounded(recall, 4),
  })
  const small = taken.get(sizes[0]!)!
  const large = taken.get(sizes.at(-1)!)!
  const growth = rounded(large.p50 / small.p50)
  return {
    search: { ...named(sizes.at(-1)!, large), ratio: growth, against: `the same at ${sizes[0]} products` },
    ...(sizes.length > 1 && { search_2k: named(sizes[0]!, small) }),
  }
}

async function measure(products: number, note: (text: string) => void): Promise<Taken> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saolang-search-'))
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', DEMO: '0' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const application = await openApplication(config.value)
  try {
    const began = performance.now()
    await fillSearchWorld(application.kernel.pool, { products, articles: products / 4 })
    await countWords(application.kernel)
    note(
      `${products} products, ${products / 4} articles: filled in ${Math.round((performance.now() - began) / 1000)} s`,
    )
    const address = (await application.listen()).replace('[::1]', 'localhost')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (q: string) => read(`${address}/api/v1/search?${new URLSearchParams({ q })}`, agent)
    for (const { q } of goldQueries.slice(0, 60)) await ask(q)
    const times: number[] = []
    const byWay = new Map<string, number[]>()
    let found = 0
    for (let round = 0; round < rounds; round++) {
      for (const { q, way, kind, finds } of goldQueries) {
        const start = performance.now()
        const { items } = await ask(q)
        const time = performance.now() - start
        times.push(time)
        byWay.set(way, [...(byWay.get(way) ?? []), time])
        if (items.some((item) => item.kind === kind && item.title === finds)) found++
        else if (process.env.SHOW_MISSED && round === 0)
          note(`missed: ${q} (${way}) → ${finds}; got ${items[0]?.title}`)
      }
    }
    agent.destroy()
    for (const [way, list] of byWay)
      note(`  ${way}: p50 ${rounded(percentile(list, 50))}, worst ${rounded(Math.max(...list))} ms`)
    const recall = (100 * found) / times.length
    note(
      `p50 ${rounded(percentile(times, 50))} p95 ${rounded(percentile(times, 95))} p99 ${rounded(percentile(times, 99))} ms, recall ${rounded(recall, 4)} %`,
    )
    return { p50: percentile(times, 50), p95: percentile(times, 95), p99: percentile(times, 99), recall }
  } finally {
    await application.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function read(url: string, agent: Agent): Promise<{ items: { kind: string; title: string }[] }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'user-agent': 'Mozilla/5.0 bench' } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(JSON.parse(text))
          : reject(new Error(`${response.statusCode} ${text}`)),
      )
    }).on('error', reject)
  })
}
