import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApplication, testDatabase } from '../../../test/factories/index.ts'
import { migrationsDir } from '../../application.ts'
import { openFileStore } from '../files/index.ts'
import { exportOpen, importOpen } from './index.ts'

const dir = await mkdtemp(join(tmpdir(), 'saolang-export-'))
afterAll(() => rm(dir, { recursive: true, force: true }))
const application = await testApplication()
const { kernel } = application

async function emptyPlace(name: string) {
  const database = await testDatabase({ empty: true })
  return {
    pool: database.pool,
    db: database.db,
    files: openFileStore({ kind: 'file', dir: join(dir, name) }, database.db),
    keysDir: join(dir, `${name}-keys`),
    migrationsDir,
  }
}

test('a whole instance in open formats, imported into an empty one, is the same to the byte', async () => {
  const out = join(dir, 'first')
  const taken = await exportOpen(kernel, out)
  expect(taken.tables.find(({ name }) => name === 'public.product')!.rows).toBeGreaterThan(20)
  const csv = await readFile(join(out, 'tables', 'public.product.csv'), 'utf8')
  expect(csv.split('\n', 1)[0]).toContain('name_folded')
  await expect(exportOpen(kernel, out)).rejects.toThrow(/not empty/)

  const place = await emptyPlace('second')
  const given = await importOpen(place as never, out)
  expect(given.digest).toBe(taken.digest)
  const again = await exportOpen(place as never, join(dir, 'third'))
  expect(again.digest).toBe(taken.digest)
  await expect(importOpen(place as never, out)).rejects.toThrow(/empty/)
})

test('an export somebody touched is refused whole', async () => {
  const out = join(dir, 'touched')
  await exportOpen(kernel, out)
  await appendFile(join(out, 'tables', 'public.plan.csv'), '\n')
  const place = await emptyPlace('fourth')
  await expect(importOpen(place as never, out)).rejects.toThrow(/does not match|cannot be loaded/)
  expect((await place.pool.query('select count(*)::int as n from product')).rows[0].n).toBe(0)
})
