import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { Crowd } from './crowd.ts'
import { median, percentile, type Run, rounded } from './measure.ts'
import { type Served, serve } from './servers/child.ts'

/** Seconds of load for each figure, and rounds by turns, so that a noisy machine is noisy for both sides. */
const seconds = 3
const rounds = 5
/** Readers connected when an answer's slowest hundredth is taken; each asks for a page about once a second. */
const crowd = 200
const think = { leastMs: 500, mostMs: 1_500 }
/** An address this long is answered but never kept: the page is rendered anew, with its queries. */
const unkept = `?x=${'a'.repeat(450)}`
const pages = ['/', '/san-pham', '/tin-tuc', '/van-ban'] as const

/**
 * Public pages: an unchanged one against raw node:http sending the same bytes, and four rendered anew with their queries.
 * Figures are processor time a request of the server's own process, which other work on the machine does not add to.
 */
export const run: Run = async (note) => {
  const ours = await serve('ours')
  const raw = await serve('raw')
  try {
    await ours.settled()
    await received(ours.address)
    const home = await received(ours.address)
    await raw.tell({ body: home.body.toString('base64'), headers: home.headers })
    note(`home page ${home.body.length} bytes, compressed`)
    const taken: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
    for (let round = 0; round < rounds; round++) {
      taken.ours.push((await load(ours, '/')).cpu)
      taken.raw.push((await load(raw, '/')).cpu)
    }
    const cached = { ours: median(taken.ours), raw: median(taken.raw) }
    note(`unchanged: ours ${cached.ours.toFixed(1)} µs, raw ${cached.raw.toFixed(1)} µs a request`)
    const keptSlow = await slowest(ours, '/')
    note(`unchanged, ${crowd} connections, each a page a second: p99 ${keptSlow} ms`)
    const fresh: Record<string, number> = {}
    const p99: number[] = []
    const rush: number[] = []
    for (const path of pages) {
      await load(ours, path + unkept, { duration: 1 })
      const { cpu } = await load(ours, path + unkept)
      fresh[path] = cpu / 1000
      p99.push(await slowest(ours, path + unkept))
      rush.push((await load(ours, path + unkept, { connections: crowd, overallRate: crowd })).slow)
      note(
        `${path} anew: ${(cpu / 1000).toFixed(2)} ms; ${crowd} connections, each a page a second: p99 ${p99.at(-1)} ms, all in one moment of it: ${rush.at(-1)} ms`,
      )
    }
    const worst = Math.max(...Object.values(fresh))
    return {
      pages: {
        value: Number((cached.raw / cached.ours).toFixed(3)),
        unit: '× raw node:http',
        against: 'raw node:http sending the same bytes',
        ratio: Number((cached.raw / cached.ours).toFixed(3)),
        cached_ratio: Number((cached.raw / cached.ours).toFixed(3)),
        fresh_cpu_ms: Number(worst.toFixed(3)),
        fresh_home_cpu_ms: Number(fresh['/']!.toFixed(3)),
        fresh_list_cpu_ms: Number(fresh['/san-pham']!.toFixed(3)),
        p99_ms: Math.max(...p99),
        rush_p99_ms: Math.max(...rush),
        kept_p99_ms: keptSlow,
      },
    }
  } finally {
    await Promise.all([ours.stop(), raw.stop()])
  }
}

/** The slowest hundredth, in milliseconds, of what readers wait who each hold a connection and ask when they have read. */
async function slowest(server: Served, path: string): Promise<number> {
  const readers = new Crowd(new URL(server.address), [path], think)
  for (let place = 0; place < crowd; place++) readers.join()
  await sleep(2 * think.mostMs)
  readers.forget()
  await sleep(seconds * 2_000)
  readers.leave()
  if (readers.errors.size > 0) throw new Error(`${path}: ${[...readers.errors.keys()].join(', ')}`)
  return rounded(percentile(readers.times, 99))
}

/** Load on one address; microseconds of the server's processor a request, and the slowest hundredth in milliseconds. */
async function load(
  server: Served,
  path: string,
  how: { connections?: number; duration?: number; overallRate?: number } = {},
): Promise<{ cpu: number; slow: number }> {
  const before = await server.usage()
  const result = await autocannon({
    url: server.address + path,
    connections: 50,
    duration: seconds,
    ...how,
    headers: { 'accept-encoding': 'br', 'user-agent': 'Mozilla/5.0 bench' },
  })
  const after = await server.usage()
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(`${path}: ${result.errors} errors, ${result.non2xx} refusals`)
  return { cpu: (after.cpu - before.cpu) / result.requests.total, slow: result.latency.p99 }
}

/** One answer as it goes over the wire, brotli bytes and all: fetch would unpack it. */
async function received(url: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const headers = Object.entries(response.headers as Record<string, string>).filter(
          ([name]) =>
            !['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name),
        )
        const body = Buffer.concat(parts)
        resolve({ body, headers: { ...Object.fromEntries(headers), 'content-length': String(body.length) } })
      })
    }).on('error', reject)
  })
}
