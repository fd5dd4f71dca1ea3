import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { composeFeatures } from '../../src/compose.ts'
import { buildKernel } from '../../src/kernel.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { testDatabase } from '../factories/index.ts'

it('an empty house breaks no invariant, and each has a name of its own', async () => {
  const database = await testDatabase()
  const config = readConfig({
    DATA_DIR: join(tmpdir(), `saolang-${randomUUID()}`),
    DATABASE_URL: database.url,
  })
  if (!config.ok) throw new Error('no configuration')
  const { kernel } = buildKernel(config.value, database)
  const { features } = await composeFeatures(kernel)
  const invariants = features.flatMap((feature) => feature.invariants ?? [])
  const names = invariants.map((invariant) => invariant.name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, run } of invariants)
    expect({ name, found: await run(kernel.db) }).toEqual({ name, found: [] })
})
