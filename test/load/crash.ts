import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { verifyAudit } from '../../src/platform/audit/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { median, type Run, rounded } from './measure.ts'
import { sheetsSql } from './writers/procedures.ts'
import { allStories, type Story } from './writers/stories.ts'

const victims = ['node', 'postgres', 'both'] as const
const sheets: Pick<Story, 'feature' | 'sql' | 'token'> = { feature: 'sheets', sql: sheetsSql }
const cli = fileURLToPath(new URL('../../bin/saolang.mjs', import.meta.url))
const writerPath = fileURLToPath(new URL('writers/crash.ts', import.meta.url))

/** What the killed process had said before it died. */
interface Memory {
  readonly acknowledged: Map<string, number>
  readonly unsure: Set<string>
}

/**
 * kill −9 under write load: the serving process, its database, or both, at a random moment of each round
 * (`ROUNDS`, 21 if not said). Then: is every acknowledged deed of every writing feature there, once, with its number,
 * the chain whole, and does `saolang check` agree?
 */
export const run: Run = async (note) => {
  const rounds = Number(process.env.CRASH_ROUNDS ?? process.env.ROUNDS ?? 21)
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-crash-'))
  await chmod(dataDir, 0o711)
  const memory: Memory = { acknowledged: new Map(), unsure: new Set() }
  const reopened: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const victim = victims[round % victims.length]!
      reopened.push(await oneRound(dataDir, round, victim, memory))
      note(`${round + 1}/${rounds} killed ${victim}: ${memory.acknowledged.size} deeds acknowledged`)
    }
    const found = await compare(dataDir, memory)
    return {
      crash: {
        value: rounds,
        unit: 'rounds',
        rounds,
        acknowledged: memory.acknowledged.size,
        ...found,
        reopen_ms: rounded(median(reopened.slice(1))),
      },
    }
  } finally {
    const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
    if (home) await rm(home, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function oneRound(
  dataDir: string,
  round: number,
  victim: (typeof victims)[number],
  memory: Memory,
): Promise<number> {
  const began = Date.now()
  const child = spawn(process.execPath, ['--import', 'tsx', writerPath, String(round), ...memory.unsure], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', DEMO: '1', LOG_LEVEL: 'silent', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => resolve(signal)),
  )
  await listenTo(child, memory)
  const opened = Date.now() - began
  await sleep(500 + Math.random() * 2_500)
  if (victim !== 'node') await killDatabase(dataDir)
  if (victim === 'postgres') {
    // It has to come back under the living process, and the writers go on.
    const before = memory.acknowledged.size
    for (let i = 0; i < 400 && memory.acknowledged.size <= before + 20; i++) await sleep(50)
    if (memory.acknowledged.size <= before + 20) throw new Error('the database did not come back')
  }
  child.kill('SIGKILL')
  if ((await gone) !== 'SIGKILL') throw new Error('a writer gave up by itself: CRASH_DEBUG=1 says why')
  return opened
}

/** Notes what the process says; resolves once it serves. */
function listenTo(child: ChildProcess, { acknowledged, unsure }: Memory): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the process did not open')))
    createInterface(child.stdout!).on('line', (line) => {
      const [word, key, number] = line.split(' ')
      if (word === 'load') resolve()
      if (word === 'try') unsure.add(key!)
      if (word === 'done') {
        unsure.delete(key!)
        acknowledged.set(key!, Number(number))
      }
    })
  })
}

/** What `saolang check` finds wrong afterwards. */
async function brokenInvariants(dataDir: string): Promise<number> {
  const { status, stdout } = spawnSync(process.execPath, [cli, 'check', '--json'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    encoding: 'utf8',
  })
  if (status === 0) return 0
  const { invariants = [] } = JSON.parse(stdout) as {
    invariants?: { name: string; violations: { subject: string; message: string }[] }[]
  }
  const broken = invariants.filter(({ violations }) => violations.length > 0)
  for (const { name, violations } of broken)
    process.stderr.write(`${name}: ${violations.length}, ${JSON.stringify(violations[0])}\n`)
  return Math.max(1, broken.length)
}

async function killDatabase(dataDir: string): Promise<void> {
  const text = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  process.kill(Number(text.split('\n')[0]), 'SIGKILL')
}

async function compare(dataDir: string, { acknowledged }: Memory) {
  const database = await openDatabase({ dataDir })
  try {
    const { rows } = await sql<{ key: string; number: number }>`
      select subject_id as key, (detail->>'number')::int as number from audit_entry where subject_kind = 'crash'`.execute(
      database.db,
    )
    const byKey = new Map<string, number[]>()
    for (const { key, number } of rows) byKey.set(key, [...(byKey.get(key) ?? []), number])
    const numbered = [...acknowledged].filter(([key]) => !key.startsWith('crash-'))
    let lost = numbered.filter(([key, number]) => !byKey.get(key)?.includes(number)).length
    let doubled = [...byKey.values()].filter((list) => list.length > 1).length
    const byFeature: Record<string, number> = {}
    for (const { feature, sql: asked, token = (key: string) => key } of [...allStories, sheets]) {
      const found = await database.pool.query<{ key: string; times: number }>(asked)
      const times = new Map(found.rows.map((row) => [row.key, row.times]))
      const said = [...acknowledged.keys()].filter((key) => key.startsWith(`crash-${feature}-`))
      lost += said.filter((key) => !times.has(token(key))).length
      doubled += [...times.values()].filter((count) => count > 1).length
      byFeature[feature] = said.length
    }
    const numbers = new Set(rows.map(({ number }) => number))
    const gaps = Math.max(0, ...numbers) - numbers.size
    const { fault } = await verifyAudit(database.db)
    const violations = await brokenInvariants(dataDir)
    return { lost, doubled, gaps, chain_faults: fault ? 1 : 0, violations, ...byFeature }
  } finally {
    await database.close()
  }
}
