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

type Take = (
  file: string,
  how: { readonly dryRun: boolean; readonly onProgress?: (rows: number) => void },
) => Promise<{ readonly rows: number; readonly refused: number }>

/** The nation's 17,316 products as one workbook: read, checked, matched, written, reported, in one transaction. */
export const run: Run = async (note) => {
  const dir = await mkdtemp(join(tmpdir(), 'saolang-import-'))
  try {
    const list = join(dir, 'nation.xlsx')
    await writeFile(list, nationWorkbook(nationwide))
    const small = join(dir, 'small.xlsx')
    await writeFile(small, nationWorkbook(400))
    const timed = await withApplication(join(dir, 'timed'), async (take) => {
      await take(small, { dryRun: true })
      return timeOf(take, list)
    })
    note(`${timed.counts.rows} rows in ${timed.seconds_17k} s`)
    // Collecting garbage takes time, so what stays is measured in an import of its own.
    const memory = await withApplication(join(dir, 'weighed'), async (take) => {
      await take(small, { dryRun: true })
      return memoryOf(take, list)
    })
    const { counts, ...figures } = timed
    return {
      import: {
        value: timed.seconds_17k,
        unit: 's',
        against: 'the same list once more, unchanged',
        ratio: rounded(timed.seconds_17k / timed.seconds_again),
        ...figures,
        rows: counts.rows,
        refused: counts.refused,
        ...memory,
      },
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** What is done with an instance of its own, empty at the beginning. */
async function withApplication<T>(dir: string, work: (take: Take) => Promise<T>): Promise<T> {
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent', DEMO: '0' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const application = await openApplication(config.value)
  try {
    return await work(async (path, how) => {
      const done = await application.house.imports.importFile({ kind: 'products', path, ...how })
      if (!done.ok) throw new Error(JSON.stringify(done.problems))
      return done.value.counts
    })
  } finally {
    await application.close()
  }
}

async function timeOf(take: Take, list: string) {
  const usedBefore = process.cpuUsage()
  let counts = { rows: 0, refused: 0 }
  const first = await time(async () => {
    counts = await take(list, { dryRun: false })
  })
  const used = process.cpuUsage(usedBefore)
  const again = await time(() => take(list, { dryRun: false }))
  return {
    counts,
    seconds_17k: rounded(first / 1000),
    seconds_again: rounded(again / 1000),
    own_cpu_seconds: rounded((used.user + used.system) / 1e6),
  }
}

async function memoryOf(take: Take, list: string) {
  const before = process.memoryUsage().rss
  let peak = before
  const liveBefore = live()
  let livePeak = liveBefore
  await take(list, {
    dryRun: false,
    onProgress: (rows) => {
      peak = Math.max(peak, process.memoryUsage().rss)
      if (rows % 4000 < 500) livePeak = Math.max(livePeak, live())
    },
  })
  // What is still needed, garbage collected: flat where it does not grow with the list.
  return { live_mb: Math.round((livePeak - liveBefore) / 1e6), peak_mb: Math.round((peak - before) / 1e6) }
}
