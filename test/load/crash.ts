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
import { doneBy } from './writers/covered.ts'
import { sheetsSql } from './writers/procedures.ts'
import { allStories } from './writers/stories.ts'
import type { Story } from './writers/story.ts'

const victims = ['node', 'postgres', 'both'] as const
const sheets: Pick<Story, 'feature' | 'sql' | 'token' | 'stands'> = { feature: 'sheets', sql: sheetsSql }
const cli = fileURLToPath(new URL('../../bin/saolang.mjs', import.meta.url))
const writerPath = fileURLToPath(new URL('writers/crash.ts', import.meta.url))

/** What the killed process had said before it died. */
interface Memory {
  readonly acknowledged: Map<string, number>
  readonly unsure: Set<string>
  /** Keys in the order in which they were sent. */
  readonly sent: string[]
  /** When the first process served: what the log knows of earlier is the demo province. */
  began: string
  /** What did not stand although it was acknowledged and nothing sent later could have gone over it. */
  readonly overwritten: string[]
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
  const memory: Memory = { acknowledged: new Map(), unsure: new Set(), sent: [], began: '', overwritten: [] }
  const reopened: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const victim = victims[round % victims.length]!
      reopened.push(await oneRound(dataDir, round, victim, memory))
      note(`${round + 1}/${rounds} killed ${victim}: ${memory.acknowledged.size} deeds acknowledged`)
    }
    await look(dataDir, memory)
    const found = await compare(dataDir, memory)
    return {
      crash: {
        value: rounds,
        unit: 'rounds',
        rounds,
        acknowledged: memory.acknowledged.size,
        ...found,
        reopen_ms: rounded(median(reopened.length > 1 ? reopened.slice(1) : reopened)),
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
  const before = memory.acknowledged.size
  const child = writer(dataDir, [String(round), ...memory.unsure])
  const gone = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => resolve(signal)),
  )
  await listenTo(child, memory)
  const opened = Date.now() - began
  await sleep(1_000 + Math.random() * 4_000)
  // On a slow machine the deeds get further than their first steps before they are killed.
  await acknowledgedSince(memory, before, 50, 20_000)
  if (victim !== 'node') await killDatabase(dataDir)
  if (victim === 'postgres') {
    // It has to come back under the living process, and the writers go on.
    if (!(await acknowledgedSince(memory, memory.acknowledged.size, 20, 60_000)))
      throw new Error('the database did not come back')
  }
  child.kill('SIGKILL')
  if ((await gone) !== 'SIGKILL') throw new Error('a writer gave up by itself: CRASH_DEBUG=1 says why')
  return opened
}

/** Waits until so many more deeds are acknowledged; false when that takes too long. */
async function acknowledgedSince(
  { acknowledged }: Memory,
  before: number,
  more: number,
  longestMs: number,
): Promise<boolean> {
  const until = Date.now() + longestMs
  while (acknowledged.size < before + more && Date.now() < until) await sleep(50)
  return acknowledged.size >= before + more
}

const writer = (dataDir: string, about: readonly string[]) =>
  spawn(process.execPath, ['--import', 'tsx', writerPath, ...about], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      DEMO: '1',
      LOG_LEVEL: 'silent',
      DATABASE_URL: '',
      UPLOAD_LIMITS: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** What stands after the last kill. */
async function look(dataDir: string, memory: Memory): Promise<void> {
  const child = writer(dataDir, ['look'])
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve))
  listenTo(child, memory).catch(() => undefined)
  if ((await gone) !== 0) throw new Error('the process did not open')
}

/** Of deeds that go over one another the last acknowledged one stands, or one that was sent after it. */
function standing(feature: string, token: string, { acknowledged, sent, overwritten }: Memory): void {
  const { token: tokenOf = (key: string) => key } = allStories.find((story) => story.feature === feature)!
  const own = sent.filter((key) => key.startsWith(`crash-${feature}-`))
  const last = own.findLastIndex((key) => acknowledged.has(key))
  if (last < 0 || own.slice(last).some((key) => tokenOf(key) === token)) return
  process.stderr.write(`${feature}: ${token || 'nothing'} stands, ${own[last]} was acknowledged\n`)
  overwritten.push(own[last]!)
}

/** Notes what the process says; resolves once it serves and the writers begin, those deeds first whose outcome nobody learned. */
function listenTo(child: ChildProcess, memory: Memory): Promise<void> {
  const { acknowledged, unsure, sent } = memory
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the process did not open')))
    createInterface(child.stdout!).on('line', (line) => {
      const [word, key, number] = line.split(' ')
      if (word === 'open') {
        memory.began ||= new Date().toISOString()
        resolve()
      }
      if (word === 'stands') standing(key!, number ?? '', memory)
      if (word === 'try') {
        unsure.add(key!)
        sent.push(key!)
      }
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

async function compare(dataDir: string, { acknowledged, overwritten, began }: Memory) {
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
    lost += overwritten.length
    for (const { feature, sql: asked, token = (key: string) => key } of [...allStories, sheets]) {
      const said = [...acknowledged.keys()].filter((key) => key.startsWith(`crash-${feature}-`))
      byFeature[feature] = said.length
      if (!asked) continue
      const found = await database.pool.query<{ key: string; times: number }>(asked)
      const times = new Map(found.rows.map((row) => [row.key, row.times]))
      lost += said.filter((key) => !times.has(token(key))).length
      doubled += [...times.values()].filter((count) => count > 1).length
    }
    const claimed = new Set(Object.values(doneBy).flatMap((names) => names.split(' ')))
    const seen = await database.pool.query<{ action: string }>(
      'select distinct action from audit_entry where at >= $1 and action = any($2)',
      [began, [...claimed]],
    )
    const numbers = new Set(rows.map(({ number }) => number))
    const gaps = Math.max(0, ...numbers) - numbers.size
    const { fault } = await verifyAudit(database.db)
    const violations = await brokenInvariants(dataDir)
    return {
      lost,
      doubled,
      gaps,
      chain_faults: fault ? 1 : 0,
      violations,
      deeds: seen.rows.length,
      of_deeds: claimed.size,
      ...byFeature,
    }
  } finally {
    await database.close()
  }
}
