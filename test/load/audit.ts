import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyAudit } from '../../src/platform/audit/index.ts'
import { systemClock } from '../../src/platform/clock/index.ts'
import { EventBus, ok, runCommand, system } from '../../src/platform/command/index.ts'
import { migrate, openDatabase, uuidv7 } from '../../src/platform/db/index.ts'
import { type Measured, percentile, type Run, rounded } from './measure.ts'

const writers = Number(process.env.AUDIT_WRITERS ?? 12)
const seconds = Number(process.env.AUDIT_SECONDS ?? 6)

/** Commands of one audit line each by many writers at once (fsync on): how far the chain lets them commit together. */
export const run: Run = async (note): Promise<Record<string, Measured>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-audit-'))
  const database = await openDatabase({ dataDir }, { connections: writers })
  try {
    await migrate(database, fileURLToPath(new URL('../../migrations', import.meta.url)))
    const host = { db: database.db, clock: systemClock, events: new EventBus() }
    const took: number[] = []
    note(`${writers} writers, ${seconds} s`)
    const end = performance.now() + seconds * 1000
    const write = async () => {
      while (performance.now() < end) {
        const began = performance.now()
        await runCommand(host, system, async (ctx) => {
          ctx.audit({ action: 'bench.deed', subjectKind: 'bench', subjectId: uuidv7() })
          return ok(null)
        })
        took.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: writers }, write))
    const { entries, fault } = await verifyAudit(database.db)
    if (fault || entries !== took.length) throw new Error('the chain is not whole')
    return {
      audit: {
        value: Math.round(took.length / seconds),
        unit: 'deeds/s',
        p50_ms: rounded(percentile(took, 50)),
        p95_ms: rounded(percentile(took, 95)),
      },
    }
  } finally {
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
