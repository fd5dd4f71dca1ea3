import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { regulationDir } from '../../src/compose.ts'
import { createImports, type LineReport } from '../../src/features/imports/index.ts'
import { createPlaces } from '../../src/features/places/index.ts'
import { createProducts, productSurroundings } from '../../src/features/products/index.ts'
import { createRegister, registerSurroundings } from '../../src/features/register/index.ts'
import { loadRegulation } from '../../src/features/regulation/index.ts'
import { buildKernel, connectFeatures } from '../../src/kernel.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { fixedClock } from './clock.ts'
import { testDatabase } from './database.ts'

/** Products, register and imports over a database of this test file's own; the day is 1 September 2026 until it is set. */
export async function catalogueWorld(day = '2026-09-01') {
  const database = await testDatabase()
  const dir = mkdtempSync(join(tmpdir(), 'saolang-catalogue-'))
  const config = readConfig({ DATA_DIR: dir, DATABASE_URL: database.url, DEMO: '0', LOG_LEVEL: 'silent' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const clock = fixedClock(day)
  const { kernel } = buildKernel(config.value, database, clock)
  const regulation = loadRegulation(regulationDir)
  const places = createPlaces(regulation)
  const around = productSurroundings(regulation, places)
  const products = createProducts(kernel, around)
  const register = createRegister(kernel, registerSurroundings(regulation, places))
  const imports = createImports(kernel, products.importKinds)
  const features = [products.feature, register.feature, imports.feature]
  connectFeatures(kernel, features)
  let files = 0
  /** Imports a list given as lines of cells; answers the report and what became of each row. */
  async function importList(rows: readonly (readonly string[])[], options: { dryRun?: boolean } = {}) {
    const path = join(dir, `list-${files++}.csv`)
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    await writeFile(path, rows.map((row) => row.map(cell).join(',')).join('\n'))
    const reports: LineReport[] = []
    const done = await imports.importFile({
      kind: 'products',
      path,
      dryRun: options.dryRun ?? false,
      onReport: (report) => reports.push(report),
    })
    return { done, reports, path }
  }
  return {
    database,
    kernel,
    clock,
    regulation,
    places,
    around,
    products,
    register,
    imports,
    features,
    importList,
    dir,
  }
}
