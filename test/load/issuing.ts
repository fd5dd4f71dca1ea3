import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { migrationsDir } from '../../src/application.ts'
import { printOf } from '../../src/features/recognition/certificates/files.ts'
import { proposeDecision } from '../../src/features/recognition/decisions/draft.ts'
import { type Database, migrate, openDatabase } from '../../src/platform/db/index.ts'
import {
  fourStars,
  multiply,
  type RecognitionWorld,
  recognitionWorld,
} from '../factories/recognition-world.ts'
import { type Run, rounded } from './measure.ts'

const many = Number(process.env.ISSUING ?? 1000)
const kills = Number(process.env.ISSUING_KILLS ?? 8)
const writer = fileURLToPath(new URL('writers/issue.ts', import.meta.url))

/**
 * One decision of 1,000 products (`ISSUING`), released and printed by a process that is killed with kill −9 again and again
 * (`ISSUING_KILLS`): before the commit, in it, between two papers. Run again it goes on. At the end: is every certificate there
 * once, under numbers without gap, with the proof it had after the first commit, and is each paper byte for byte the one printed anew?
 */
export const run: Run = async (note) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-issuing-'))
  await chmod(dataDir, 0o711)
  const database = await openDatabase({ dataDir })
  try {
    await migrate(database, migrationsDir)
    const world = await recognitionWorld(database)
    const dossiers = await multiply(database.db, await world.agreed(fourStars()), many)
    const { decisionId } = await world.draft(dossiers)
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    note(`${many} results in one decision`)
    const args = [database.url, world.kernel.config.dataDir, decisionId, JSON.stringify(world.leader)]
    const began = Date.now()
    const killed = await issueUnderKills(database, args, note)
    const seconds = (Date.now() - began) / 1000
    return {
      issuing: {
        value: many,
        unit: 'certificates',
        kills: killed.count,
        kills_before_commit: killed.beforeCommit,
        ...(await compare(world, killed.first)),
        seconds: rounded(seconds),
      },
    }
  } finally {
    await database.close()
    const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
    if (home) await rm(home, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** What was issued, as soon as anything was: number by number with its proof. */
type Issued = ReadonlyMap<string, string>

async function issueUnderKills(database: Database, args: readonly string[], note: (text: string) => void) {
  let first: Issued | null = null
  let beforeCommit = 0
  for (let count = 0; ; count++) {
    const child = spawn(process.execPath, ['--import', 'tsx', writer, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    if (count < kills) await killSoon(child, first === null, count)
    const code = await ended
    if (code !== null && code !== 0) throw new Error(`the issuing process failed by itself (${code})`)
    const issued = await issuedNow(database)
    if (issued.size !== 0 && issued.size !== many) throw new Error(`${issued.size} of ${many} were committed`)
    if (issued.size === 0) beforeCommit += 1
    else first ??= issued
    const printed = await database.pool.query('SELECT 1 FROM certificate WHERE print_hash IS NOT NULL')
    note(
      `run ${count + 1}: ${code === 0 ? 'ended by itself' : 'killed'}, ${issued.size} issued, ${printed.rowCount} printed`,
    )
    if (code === 0) return { count, beforeCommit, first: first! }
  }
}

/** Half of the kills fall into the transaction that issues, the rest into the printing. */
async function killSoon(child: ChildProcess, isIssuing: boolean, count: number): Promise<void> {
  const inside = isIssuing && count < kills / 2
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const heard = new Promise<void>((resolve) => {
    createInterface(child.stdout!).on('line', (line) => {
      if (line === (inside ? 'open' : 'released')) resolve()
    })
  })
  await Promise.race([heard, gone])
  await Promise.race([sleep(100 + Math.random() * 1500), gone])
  child.kill('SIGKILL')
}

async function issuedNow({ pool }: Database): Promise<Issued> {
  const { rows } = await pool.query<{ number: string; proof: string }>(
    `SELECT number, recognition_id || ' ' || payload AS proof FROM certificate ORDER BY number`,
  )
  return new Map(rows.map((row) => [row.number, row.proof]))
}

async function compare(world: RecognitionWorld, first: Issued) {
  const rows = await world.kernel.db.selectFrom('certificate').selectAll().orderBy('number').execute()
  const numbers = new Set(rows.map((row) => row.number))
  const highest = Math.max(...rows.map((row) => Number(/(\d+)$/.exec(row.number)?.[1])))
  const doubled = rows.length - new Set(rows.map((row) => row.recognition_id)).size
  const moved = rows.filter((row) => first.get(row.number) !== `${row.recognition_id} ${row.payload}`).length
  let changed = 0
  for (const row of rows) {
    const fresh = await printOf(world.kernel, {
      id: row.id,
      number: row.number,
      content: row.content as never,
      payload: row.payload,
      isDemo: row.is_demo,
      printHash: null,
    })
    if (createHash('sha256').update(fresh).digest('hex') !== row.print_hash) changed += 1
  }
  return {
    lost: many - rows.length,
    doubled,
    gaps: highest - numbers.size,
    moved,
    papers_changed: changed,
    unprinted: rows.filter((row) => row.print_hash === null).length,
  }
}
