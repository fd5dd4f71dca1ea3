import { setTimeout as sleep } from 'node:timers/promises'
import { Crowd } from './crowd.ts'
import { percentile, type Run, rounded } from './measure.ts'
import { serve } from './servers/child.ts'

/** As many as the former portal said were reading at once. VISITORS and VISITORS_SECONDS set other figures. */
const visitors = Number(process.env.VISITORS ?? 11_073)
/** Seconds during which all of them are there. */
const seconds = Number(process.env.VISITORS_SECONDS ?? 40)
const newASecond = 1_000
const think = { leastMs: 10_000, mostMs: 30_000 }
const pages = ['/', '/san-pham', '/tin-tuc', '/tin-tuc?ngay=2024-03-28', '/van-ban', '/en']

/**
 * 11,073 visitors connected at once, each with a connection of its own kept alive, each asking for a page every 10 to 30 seconds
 * (the bar: 0 errors, p99 ≤ 500 ms, memory on a plateau). They come 1,000 a second: a rush of all at once measures the kernel's
 * queue of connections, not the server. Both processes need a file limit above 11,200 (`ulimit -n`).
 */
export const run: Run = async (note) => {
  const server = await serve('ours')
  try {
    const crowd = new Crowd(new URL(server.address), pages, think)
    for (let from = 0; from < visitors; from += newASecond) {
      for (let place = from; place < Math.min(visitors, from + newASecond); place++) crowd.join()
      await sleep(1_000)
    }
    const early = (await server.usage()).rss
    note(`${crowd.connected()} connected, server ${Math.round(early / 1e6)} MB`)
    crowd.forget()
    await sleep(seconds * 1_000)
    const connected = crowd.connected()
    const late = (await server.usage()).rss
    const { times, errors } = crowd
    crowd.leave()
    const p99 = times.length > 0 ? percentile(times, 99) : Number.NaN
    note(
      `${times.length} pages in ${seconds} s, p50 ${rounded(percentile(times, 50))} ms, p99 ${rounded(p99)} ms, ${errors.size} kinds of error`,
    )
    for (const [error, count] of errors) note(`  ${error}: ${count}`)
    return {
      visitors: {
        value: connected,
        unit: 'connected',
        connected,
        pages: times.length,
        p50_ms: rounded(percentile(times, 50)),
        p99_ms: rounded(p99),
        errors: [...errors.values()].reduce((sum, count) => sum + count, 0),
        rss_mb: Math.round(late / 1e6),
        rss_growth_mb: Math.round((late - early) / 1e6),
      },
    }
  } finally {
    await server.stop()
  }
}
