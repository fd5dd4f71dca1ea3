import { Agent, get } from 'node:http'
import { goldQueries } from '../factories/search-world.ts'
import { type Measured, median, percentile, type Run, rounded } from './measure.ts'
import { openWorld, type World } from './servers/world.ts'

/** SEARCH_SIZE=2000 measures one size only. */
const sizes = (process.env.SEARCH_SIZE ?? '2000,200000').split(',').map(Number)
const rounds = 3

interface Taken {
  readonly times: number[]
  readonly byWay: Map<string, number[]>
  found: number
}

/**
 * The one search over HTTP with the gold set of questions (every way they are typed), one after the other, the sizes by turns:
 * 2,000 products with 500 articles, and 200,000 with 50,000 (the bar: 10/30/60 ms, recall ≥ 95 %, growth ≤ 1.5).
 */
export const run: Run = async (note) => {
  const worlds: World[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    for (const products of sizes) worlds.push(await openWorld(products, note))
    const taken = new Map<World, Taken>()
    for (const world of worlds) {
      for (const { q } of goldQueries.slice(0, 60)) await ask(world, q, agent)
      taken.set(world, { times: [], byWay: new Map(), found: 0 })
    }
    for (let round = 0; round < rounds; round++)
      for (const world of worlds) await askAll(world, taken.get(world)!, round === 0 ? note : () => {}, agent)
    const figures = worlds.map((world) => figuresOf(world, taken.get(world)!, note))
    const [small, large] = [figures[0]!, figures.at(-1)!]
    const growth = rounded(large.value / small.value)
    return {
      search: { ...large, ratio: growth, against: `the same at ${sizes[0]} products` },
      ...(sizes.length > 1 && { search_2k: small }),
    }
  } finally {
    agent.destroy()
    for (const world of worlds) await world.close()
  }
}

async function askAll(world: World, taken: Taken, note: (text: string) => void, agent: Agent): Promise<void> {
  for (const { q, way, kind, finds } of goldQueries) {
    const start = performance.now()
    const { items } = await ask(world, q, agent)
    const time = performance.now() - start
    taken.times.push(time)
    taken.byWay.set(way, [...(taken.byWay.get(way) ?? []), time])
    if (items.some((item) => item.kind === kind && item.title === finds)) taken.found++
    else if (process.env.SHOW_MISSED) note(`missed: ${q} (${way}) → ${finds}; got ${items[0]?.title}`)
  }
}

function figuresOf(
  { products }: World,
  { times, byWay, found }: Taken,
  note: (text: string) => void,
): Measured {
  note(`${products} products`)
  for (const [way, list] of byWay)
    note(`  ${way}: p50 ${rounded(median(list))}, worst ${rounded(Math.max(...list))} ms`)
  const figures = {
    value: rounded(median(times)),
    unit: 'ms',
    products,
    p50_ms: rounded(median(times)),
    p95_ms: rounded(percentile(times, 95)),
    p99_ms: rounded(percentile(times, 99)),
    recall_pct: rounded((100 * found) / times.length, 4),
  }
  note(`p50 ${figures.p50_ms} p95 ${figures.p95_ms} p99 ${figures.p99_ms} ms, recall ${figures.recall_pct} %`)
  return figures
}

function ask(
  { address }: World,
  q: string,
  agent: Agent,
): Promise<{ items: { kind: string; title: string }[] }> {
  return new Promise((resolve, reject) => {
    const url = `${address}/api/v1/search?${new URLSearchParams({ q })}`
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
