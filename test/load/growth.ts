import { Agent, get } from 'node:http'
import { certificateNumber } from '../factories/register-world.ts'
import { type Measured, median, type Run, rounded } from './measure.ts'
import { openWorld, type World } from './servers/world.ts'

const sizes = [2000, 200_000] as const
const rounds = Number(process.env.GROWTH_ROUNDS ?? 60)
/** An address this long is answered but never kept: the page is rendered anew, with its queries. */
const unkept = 'a'.repeat(450)

/** What is asked of both sizes; `n` makes the addresses of a round differ where readers' would. */
const asked: Readonly<Record<string, (n: number) => string>> = {
  list: () => '/san-pham',
  list_facets: (n) => `/san-pham?sao=${3 + (n % 2)}&nganh=thuc-pham&trang-thai=con-hieu-luc`,
  list_commune: () => '/san-pham?xa=19753&sap-xep=ten',
  list_deep: () => '/san-pham?trang=60',
  list_search: () => '/san-pham?q=mam+ruoc+hue',
  list_api: () => '/api/v1/products?per_page=100&star=4',
  verify_page: (n) => `/xac-thuc/${certificateNumber(1 + n * 29)}`,
  verify_api: (n) => `/api/v1/certificates/${certificateNumber(1 + n * 31)}`,
  figures: () => '/thong-ke',
}

/** These also right after something public changed: nothing is remembered. */
const changed = ['list', 'list_facets', 'figures'] as const

/**
 * Does what readers ask for grow with the register? The same addresses at 2,000 and at 200,000 products, by turns, one request
 * after the other, each page rendered anew; then the same right after a change, when counts are counted anew (the bar: list,
 * search and verify at most 1.5 times; search has a bench of its own).
 */
export const run: Run = async (note) => {
  const worlds: World[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    for (const products of sizes) worlds.push(await openWorld(products, note, { register: true }))
    const measure = async (
      name: string,
      times: number,
      before: (world: World) => void,
    ): Promise<Measured> => {
      const taken = worlds.map((): number[] => [])
      for (let round = -3; round < times; round++)
        for (const [index, world] of worlds.entries()) {
          before(world)
          const address = asked[name]!(Math.max(0, round))
          const time = await timed(world.address + address + (address.includes('?') ? '&' : '?'), agent)
          if (round >= 0) taken[index]!.push(time)
        }
      const [small, large] = [median(taken[0]!), median(taken[1]!)]
      return {
        value: rounded(large),
        unit: 'ms',
        small_ms: rounded(small),
        ratio: rounded(large / small),
        against: `the same at ${sizes[0]} products`,
      }
    }
    const figures: Record<string, Measured> = {}
    for (const name of Object.keys(asked))
      figures[`growth_${name}`] = await measure(name, rounds, () => undefined)
    for (const name of changed)
      figures[`growth_${name}_changed`] = await measure(name, Math.ceil(rounds / 6), ({ application }) =>
        application.kernel.cache.purge(['products', 'register']),
      )
    return figures
  } finally {
    agent.destroy()
    for (const world of worlds) await world.close()
  }
}

function timed(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    get(`${url}x=${unkept}`, { agent, headers: { 'user-agent': 'Mozilla/5.0 bench' } }, (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - start)
          : reject(new Error(`${url}: ${response.statusCode}`)),
      )
    }).on('error', reject)
  })
}
