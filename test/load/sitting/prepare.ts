import { readFileSync } from 'node:fs'
import { migrationsDir } from '../../../src/application.ts'
import { buildKernel } from '../../../src/kernel.ts'
import { readConfig } from '../../../src/platform/config/index.ts'
import { migrate, openDatabase } from '../../../src/platform/db/index.ts'
import { worldToServe } from '../../factories/council-world.ts'
import { type Seat, seatsOf } from '../../factories/hall/index.ts'
import { readSheetFile, type SheetFile } from './compare.ts'

export interface Scene {
  readonly sittingId: string
  readonly itemIds: readonly string[]
  readonly people: readonly Seat[]
  readonly sheet: SheetFile
}

const sheetPath = 'regulation/qd26-2026/sheets/21-thu-cong-my-nghe.json'

/** A council with its sitting opened and everyone present, on a database that the server will then serve. */
export async function prepare(dataDir: string, voters: number, products: number): Promise<Scene> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', DATABASE_URL: '' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const database = await openDatabase(config.value)
  try {
    await migrate(database, migrationsDir)
    const { kernel } = buildKernel(config.value, database)
    const world = await worldToServe(kernel, voters)
    const producerId = await world.producer()
    const dossiers: string[] = []
    for (let n = 0; n < products; n++) dossiers.push(await world.dossier(producerId, { setNo: 21 }))
    const { sittingId, itemIds, memberIds } = await world.sitting(dossiers)
    const people = await seatsOf(kernel.db, memberIds)
    return { sittingId, itemIds, people, sheet: readSheetFile(readFileSync(sheetPath, 'utf8')) }
  } finally {
    await database.close()
  }
}
