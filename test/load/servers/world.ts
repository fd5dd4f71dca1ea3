import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Application, openApplication } from '../../../src/application.ts'
import { countWords } from '../../../src/features/search/index.ts'
import { readConfig } from '../../../src/platform/config/index.ts'
import { fillRegister } from '../../factories/register-world.ts'
import { fillSearchWorld } from '../../factories/search-world.ts'

/** An application over a portal of a given size. */
export interface World {
  readonly products: number
  readonly application: Application
  readonly address: string
  close(): Promise<void>
}

/**
 * A portal with so many invented products and a quarter as many articles, beside what the gold set asks for; `register`: with
 * recognitions and certificates behind the products. WORLDS_DIR keeps it there for the next run.
 */
export async function openWorld(
  products: number,
  note: (text: string) => void,
  { register = false } = {},
): Promise<World> {
  const kept = process.env.WORLDS_DIR
  const dataDir = kept ? join(kept, String(products)) : mkdtempSync(join(tmpdir(), 'saolang-world-'))
  mkdirSync(dataDir, { recursive: true })
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', DEMO: '0' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const application = await openApplication(config.value)
  const { pool } = application.kernel
  const fill = async (name: string, work: () => Promise<unknown>) => {
    const mark = join(dataDir, `filled-${name}`)
    if (existsSync(mark)) return
    const began = performance.now()
    await work()
    await pool.query('CHECKPOINT')
    writeFileSync(mark, '')
    note(`${products} products: ${name} filled in ${Math.round((performance.now() - began) / 1000)} s`)
  }
  await fill('portal', async () => {
    await fillSearchWorld(pool, { products, articles: products / 4 })
    await countWords(application.kernel)
  })
  if (register) await fill('register', () => fillRegister(pool))
  return {
    products,
    application,
    address: (await application.listen()).replace('[::1]', 'localhost'),
    close: async () => {
      await application.close()
      if (!kept) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
