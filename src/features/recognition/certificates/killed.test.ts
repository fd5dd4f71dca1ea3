import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fourStars, multiply, recognitionWorld } from '../../../../test/factories/recognition-world.ts'
import { proposeDecision } from '../decisions/draft.ts'
import { printOf } from './files.ts'

const many = 24
const writer = fileURLToPath(new URL('../../../../test/load/writers/issue.ts', import.meta.url))

/** Runs the issuing process and kills it `after` the line it says; null lets it end. Answers whether it ended by itself. */
function issue(args: readonly string[], after: { line: string; ms: number } | null): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', writer, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (text: Buffer) => {
      if (after && text.toString().includes(after.line)) setTimeout(() => child.kill('SIGKILL'), after.ms)
    })
    child.once('exit', (code) => resolve(code === 0))
  })
}

test('killed in the middle of issuing: run again gives the same certificates, no gap, no double', async () => {
  const database = await testDatabase()
  const world = await recognitionWorld(database)
  const dossiers = await multiply(database.db, await world.agreed(fourStars()), many)
  const { decisionId } = await world.draft(dossiers)
  await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
  const args = [database.url, world.kernel.config.dataDir, decisionId, JSON.stringify(world.leader)]
  await issue(args, { line: 'open', ms: 60 })
  const early = await database.db.selectFrom('certificate').select('number').execute()
  expect([0, many]).toContain(early.length)
  await issue(args, { line: 'released', ms: 40 })
  expect(await issue(args, null)).toBe(true)
  const rows = await database.db.selectFrom('certificate').selectAll().orderBy('number').execute()
  expect(rows.map((row) => row.number)).toEqual(
    rows.map((_, index) => `OCOP-46-2026-${String(index + 1).padStart(4, '0')}`),
  )
  expect(rows).toHaveLength(many)
  for (const row of rows) {
    const fresh = await printOf(world.kernel, {
      id: row.id,
      number: row.number,
      content: row.content as never,
      payload: row.payload,
      isDemo: row.is_demo,
      printHash: null,
    })
    expect(createHash('sha256').update(fresh).digest('hex')).toBe(row.print_hash)
  }
  const gap = world.recognition.feature.invariants!.find((each) => each.name.includes('without gap'))!
  expect(await gap.run(database.db)).toEqual([])
}, 120_000)
