import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { administer, urlOfDatabase } from '../factories/server.ts'
import { percentile, type Run, rounded } from './measure.ts'
import { startInstance } from './servers/instance.ts'

interface Answer {
  readonly status: number
  readonly ms: number
  readonly retryAfter: boolean
}

const seconds = Number(process.env.OVERLOAD_SECONDS ?? 15)
const clients = Number(process.env.OVERLOAD_CLIENTS ?? 1_500)

/**
 * Far more clients than the server has room for, each asking for pages that nobody asked for before (nothing comes from the
 * cache), again as soon as it is answered. Then they stop. Counted: what was answered in the rush and how fast a 503 is; then
 * how long until one who asks quietly waits no longer than twice as before.
 */
export const run: Run = async (note) => {
  const root = await mkdtemp(join(tmpdir(), 'saolang-overload-'))
  await chmod(root, 0o711)
  const cluster = await joinEmbedded(join(root, 'db'), 'guest')
  try {
    await administer(cluster.url, (client) => client.query('create database overload'))
    const instance = await startInstance({
      DATABASE_URL: urlOfDatabase(cluster.url, 'overload'),
      DATA_DIR: join(root, 'data'),
      BASE_URL: 'http://localhost:3000',
    })
    try {
      return { overload: await rush(instance.url, note) }
    } finally {
      instance.process.kill('SIGKILL')
      await instance.gone
    }
  } finally {
    await cluster.leave()
    await rm(root, { recursive: true, force: true })
  }
}

async function rush(url: string, note: (text: string) => void) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  let asked = 0
  const ask = () => one(`${url}/san-pham?q=rush${asked++}`, agent)
  for (let n = 0; n < 30; n++) await ask()
  const quiet = await several(40, ask)
  const before = percentile(quiet, 50)
  note(`quiet: ${rounded(before)} ms; now ${clients} clients for ${seconds} s`)
  const answers: Answer[] = []
  let failed = 0
  const until = performance.now() + seconds * 1_000
  const client = async () => {
    while (performance.now() < until) {
      const answer = await ask().catch(() => undefined)
      if (!answer) failed += 1
      else answers.push(answer)
      // As a client that hears Retry-After, only far less patient: one that asks at once would only measure itself.
      if (answer?.status === 503) await sleep(250)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const over = performance.now()
  let recovered = Number.NaN
  while (Number.isNaN(recovered) && performance.now() - over < 60_000) {
    if (percentile(await several(5, ask), 50) <= before * 2) recovered = (performance.now() - over) / 1_000
  }
  agent.destroy()
  const served = answers.filter(({ status }) => status === 200)
  const shed = answers.filter(({ status }) => status === 503)
  const ms = (list: readonly Answer[], share: number) =>
    list.length > 0
      ? rounded(
          percentile(
            list.map((each) => each.ms),
            share,
          ),
        )
      : undefined
  return {
    value: rounded(recovered),
    unit: 's until quiet again',
    clients,
    served: served.length,
    served_p99_ms: ms(served, 99),
    shed_503: shed.length,
    shed_p50_ms: ms(shed, 50),
    shed_p99_ms: ms(shed, 99),
    without_retry_after: shed.filter(({ retryAfter }) => !retryAfter).length,
    other_answers: answers.length - served.length - shed.length,
    broken: failed,
    quiet_ms: rounded(before),
  }
}

async function several(count: number, ask: () => Promise<Answer>): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n++) taken.push((await ask()).ms)
  return taken
}

function one(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    get(url, { agent, timeout: 60_000 }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          ms: performance.now() - began,
          retryAfter: answer.headers['retry-after'] !== undefined,
        }),
      )
    }).once('error', reject)
  })
}
