import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testDatabase } from '../test/factories/index.ts'
import { openApplication } from './application.ts'
import { readConfig } from './platform/config/index.ts'
import type { Database } from './platform/db/index.ts'

async function start(database: Database, dataDir: string) {
  const config = readConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  if (!config.ok) throw new Error('no configuration')
  const application = await openApplication(config.value)
  await application.close()
}

const accounts = async ({ pool }: Database) =>
  (await pool.query('select count(*) as n from account')).rows[0].n

it('two that start at once load the demo province once; one killed halfway is loaded anew', async () => {
  const database = await testDatabase({ empty: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-demo-'))
  await Promise.all([start(database, dataDir), start(database, dataDir)])
  const whole = await accounts(database)
  expect(whole).toBeGreaterThan(5)
  const first = (await database.pool.query('select started_at from demo_load')).rows

  await start(database, dataDir)
  expect((await database.pool.query('select started_at from demo_load')).rows).toEqual(first)

  await database.pool.query('update demo_load set finished_at = null; delete from role_grant')
  await start(database, dataDir)
  expect(await accounts(database)).toBe(whole)
  expect((await database.pool.query('select count(*) as n from role_grant')).rows[0].n).toBeGreaterThan(5)
  await rm(dataDir, { recursive: true })
}, 240_000)
