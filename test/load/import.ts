import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openApplication } from '../../src/application.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { nationWorkbook, nationwide } from '../factories/nation.ts'
import { type Run, rounded, time } from './measure.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function live(): number {
  collect()
  return process.memoryUsage().heapUsed
}

/** The nation's 17,316 products as one workbook: read, checked, matched, written, reported, in one transaction. */
export const run: Run = async (note) => {
  const dir = await mkdtemp(join(tmpdir(), 'saolang-import-'))
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent', DEMO: '0' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const application = await openApplication(config.value)
  try {
    const path = join(dir, 'nation.xlsx')
    await writeFile(path, nationWorkbook(nationwide))
    const small = join(dir, 'small.xlsx')
    await writeFile(small, nationWorkbook(400))
    const take = async (
      file: string,
      dryRun: boolean,
      onProgress: (rows: number) => void = () => undefined,
    ) => {
      const done = await application.house.imports.importFile({
        kind: 'products',
        path: file,
        dryRun,
        onProgress,
      })
      if (!done.ok) throw new Error(JSON.stringify(done.problems))
      return done.value.counts
    }
    await take(small, true)
    const before = process.memoryUsage().rss
    let peak = before
    const liveBefore = live()
    let livePeak = liveBefore
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const usedBefore = process.cpuUsage()
    let counts: Awaited<ReturnType<typeof take>> | undefined
    const first = await time(async () => {
      counts = await take(path, false, (rows) => {
        if (rows % 4000 < 500) livePeak = Math.max(livePeak, live())
      })
    })
    clearInterval(watch)
    const used = process.cpuUsage(usedBefore)
    note(`${JSON.stringify(counts)} in ${(first / 1000).toFixed(2)} s`)
    const again = await time(() => take(path, false))
    return {
      import: {
        value: rounded(first / 1000),
        unit: 's',
        against: 'the same list once more, unchanged',
        ratio: rounded(first / again),
        seconds_17k: rounded(first / 1000),
        seconds_again: rounded(again / 1000),
        own_cpu_seconds: rounded((used.user + used.system) / 1e6),
        rows: counts?.rows,
        refused: counts?.refused,
        // What is still needed, garbage collected: flat where it does not grow with the list.
        live_mb: Math.round((livePeak - liveBefore) / 1e6),
        peak_mb: Math.round((peak - before) / 1e6),
      },
    }
  } finally {
    await application.close()
    await rm(dir, { recursive: true, force: true })
  }
}
