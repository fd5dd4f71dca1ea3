import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { connect } from '../../src/platform/db/index.ts'
import { administer, urlOfDatabase } from '../factories/server.ts'
import { type Run, rounded } from './measure.ts'
import { type Instance, isReady, sessionAt, startInstance } from './servers/instance.ts'
import { compareDeeds, keepWriting, type Seen } from './servers/writing.ts'
import { featureDeeds } from './writers/deeds.ts'

/**
 * Two instances over one PostgreSQL, under reading and writing load, each stopped (SIGTERM) and started again in turn,
 * as in a rolling update. The client plays the balancer: it asks `/readyz` and sends where it is answered. Counted: requests
 * that failed for good, deeds lost or doubled, and how long a page kept by the other instance stays stale.
 */
export const run: Run = async (note) => {
  const root = await mkdtemp(join(tmpdir(), 'saolang-instances-'))
  await chmod(root, 0o711)
  const cluster = await joinEmbedded(join(root, 'db'), 'guest')
  const instances: Instance[] = []
  try {
    await administer(cluster.url, (client) => client.query('create database two'))
    const databaseUrl = urlOfDatabase(cluster.url, 'two')
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: join(root, 'data'), BASE_URL: 'http://localhost:3000' }
    instances.push(await startInstance(env))
    instances.push(await startInstance(env))
    note('two instances serve')
    const figures = await rollingRestart(instances, env, note)
    const database = connect(databaseUrl, 2)
    const rows = (await database.pool.query(units.sql)).rows
    const jobs = await database.pool.query(
      `select coalesce(max(n), 0)::int as most from (select count(*) as n from pgboss.archive
        where name = 'audit.seal' group by singleton_key, date_trunc('minute', created_on)) x`,
    )
    await database.close()
    const { lost, doubled } = compareDeeds(figures.seen, rows)
    return {
      instances: {
        value: figures.failedReads + figures.seen.failed.length,
        unit: 'failed requests',
        reads: figures.reads,
        sent_elsewhere: figures.again,
        writes: figures.seen.acknowledged.length,
        lost,
        doubled,
        stale_ms: rounded(figures.staleMs),
        same_job_twice: Math.max(0, Number(jobs.rows[0].most) - 1),
      },
    }
  } finally {
    for (const { process: child } of instances) child.kill('SIGKILL')
    await Promise.all(instances.map(({ gone }) => gone))
    await cluster.leave()
    await rm(root, { recursive: true, force: true })
  }
}

const units = featureDeeds.find(({ feature }) => feature === 'units')!

async function rollingRestart(
  instances: Instance[],
  env: Readonly<Record<string, string>>,
  note: (text: string) => void,
) {
  const urls = instances.map(({ url }) => url)
  const ready = new Set(urls)
  let over = false
  const balancer = (async () => {
    while (!over) {
      for (const url of urls) {
        if (await isReady(url)) ready.add(url)
        else ready.delete(url)
      }
      await sleep(200)
    }
  })()
  let turn = 0
  const where = () => [...ready][turn++ % Math.max(1, ready.size)] ?? urls[0]!
  const cookie = await sessionAt(urls[0]!, units.login!)
  const staleMs = await staleness(urls[0]!, urls[1]!, cookie)
  const seen: Seen = { acknowledged: [], failed: [], lastAt: 0 }
  let reads = 0
  let failedReads = 0
  const again = 0
  const reader = async () => {
    while (!over) {
      // A balancer tries a reading request elsewhere once when its connection breaks.
      const ask = () => fetch(`${where()}/don-vi-ho-tro`, { signal: AbortSignal.timeout(20_000) })
      const answer = await ask()
        .catch(ask)
        .catch(() => undefined)
      await answer?.arrayBuffer().catch(() => undefined)
      reads++
      if (!answer?.ok) failedReads++
    }
  }
  const load = [
    ...[0, 1, 2, 3].map(reader),
    ...[0, 1].map((n) =>
      keepWriting(units, `two-${n}`, cookie, where, { until: () => over, seen, patience: 40 }),
    ),
  ]
  for (const index of [0, 1]) {
    await sleep(1_000)
    instances[index]!.process.kill('SIGTERM')
    await instances[index]!.gone
    note(`instance ${index + 1} stopped; ${reads} pages, ${seen.acknowledged.length} deeds so far`)
    instances[index] = await startInstance(env, Number(new URL(urls[index]!).port))
    while (!ready.has(urls[index]!)) await sleep(100)
    note(`instance ${index + 1} is back`)
  }
  await sleep(1_000)
  over = true
  await Promise.all([...load, balancer])
  return { seen, reads, failedReads, again, staleMs }
}

/** Milliseconds from a deed on one instance until the other one's kept page shows it. */
async function staleness(writer: string, reader: string, cookie: string): Promise<number> {
  const page = async () => (await fetch(`${reader}/don-vi-ho-tro`)).text()
  await page()
  const key = `crash-units-stale-${Date.now()}`
  const answer = await fetch(writer + units.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams(units.fields(key)),
  })
  if (answer.status !== 303) throw new Error(`the deed was answered ${answer.status}`)
  const began = performance.now()
  while (!(await page()).includes(key)) {
    if (performance.now() - began > 10_000) throw new Error('the other instance never showed it')
    await sleep(2)
  }
  return performance.now() - began
}
