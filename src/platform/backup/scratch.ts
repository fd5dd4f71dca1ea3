import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { alive, endAbandoned } from '../db/embedded/index.ts'

/** Where an instance lays what it needs for a moment only: beside its data, never in a place others may read. */
export const scratchOf = (dataDir: string): string => join(dataDir, 'tmp')

/** Folders of this process that are in use. */
const inUse = new Set<string>()

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
/** As named here, and as versions before this one named them beside a backup. */
const ours = /^\.saolang-([0-9a-f]{6}-\d+|backup|unsealed)-\w{6}$/
/** No backup and no drill takes longer: what is older belongs to nobody, whatever its name says. */
const longestHours = 12

/**
 * Lends a folder, for its owner only, until `work` ends. It says whose it is, so that what a killed process left behind
 * is taken away by the next one: at its start, and before each further run.
 */
export async function withScratch<T>(parent: string, work: (dir: string) => Promise<T>): Promise<T> {
  // Only to be passed through: the account an embedded database runs as must reach its own folder.
  await mkdir(parent, { recursive: true, mode: 0o711 })
  await sweepScratch(parent)
  const dir = await mkdtemp(join(parent, `.saolang-${machine}-${process.pid}-`))
  inUse.add(dir)
  try {
    return await work(dir)
  } finally {
    await clear(dir)
    inUse.delete(dir)
  }
}

/** Takes away what processes that are no more left in this folder, and ends the databases they left running there. */
export async function sweepScratch(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const dir = join(parent, name)
    if (ours.test(name) && !inUse.has(dir) && (await isAbandoned(dir, name))) await clear(dir)
  }
}

async function isAbandoned(dir: string, name: string): Promise<boolean> {
  const [, where, pid] = /^\.saolang-([0-9a-f]{6})-(\d+)-/.exec(name) ?? []
  if (where === machine && (Number(pid) === process.pid || !alive(Number(pid)))) return true
  const found = await stat(dir).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > longestHours * 3_600_000
}

/** A cluster may lie elsewhere, behind a link: docs/operations.md, “As root”. */
async function clear(dir: string): Promise<void> {
  const home = await realpath(join(dir, 'postgres')).catch(() => undefined)
  if (home) {
    await endAbandoned(home)
    await rm(home, { recursive: true, force: true })
  }
  await rm(dir, { recursive: true, force: true })
}
