import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApplication } from '../../src/application.ts'
import { definitionOf } from '../../src/features/reports/definitions/index.ts'
import { makeReport } from '../../src/features/reports/made.ts'
import { readParams } from '../../src/features/reports/params.ts'
import { takeCut } from '../../src/features/reports/records/take.ts'
import { reportPaper } from '../../src/features/reports/render/paper.ts'
import { reportWorkbook } from '../../src/features/reports/render/workbook.ts'
import { today } from '../../src/platform/clock/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { statePaperDocx } from '../../src/platform/papers/index.ts'
import { nationWorkbook, nationwide } from '../factories/nation.ts'
import { median, type Run, rounded, time } from './measure.ts'

/** The year report over the nation's 17,316 products: from the question to the DOCX and the XLSX in hand. */
export const run: Run = async (note) => {
  const dir = await mkdtemp(join(tmpdir(), 'saolang-report-'))
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'silent', DEMO: '0' })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const application = await openApplication(config.value)
  const { kernel, house } = application
  try {
    const path = join(dir, 'nation.xlsx')
    await writeFile(path, nationWorkbook(nationwide))
    const filled = await house.imports.importFile({ kind: 'products', path, dryRun: false })
    if (!filled.ok) throw new Error(JSON.stringify(filled.problems))
    await kernel.pool.query('analyze')
    const definition = definitionOf('year')!
    const day = today(kernel.clock)
    const params = readParams({ ky: '2025', tinh: 'tat-ca' }, day, house.reports.sources.home)
    if (!params.ok) throw new Error(JSON.stringify(params.problems))
    const asked = params.value
    const parts: Record<string, number[]> = { cut: [], build: [], xlsx: [], docx: [] }
    let sizes = { xlsx: 0, docx: 0, products: 0 }
    const whole: number[] = []
    for (let round = 0; round < 4; round++) {
      const taken = await time(async () => {
        let cut: Awaited<ReturnType<typeof takeCut>> | undefined
        parts.cut!.push(
          await time(async () => {
            cut = await takeCut(kernel, house.reports.sources, definition.reads, asked, day)
          }),
        )
        let made: ReturnType<typeof makeReport> | undefined
        parts.build!.push(
          await time(() => {
            made = makeReport(definition, asked, cut!)
          }),
        )
        parts.xlsx!.push(
          await time(() => {
            sizes = {
              ...sizes,
              xlsx: reportWorkbook(made!, 'vi', new Date(0)).length,
              products: cut!.products.length,
            }
          }),
        )
        parts.docx!.push(
          await time(async () => {
            sizes = {
              ...sizes,
              docx: (
                await statePaperDocx(
                  reportPaper(made!, { issuer: { own: 'Sở Nông nghiệp và Môi trường', seat: 'Huế' } }),
                )
              ).length,
            }
          }),
        )
      })
      note(`round ${round + 1}: ${(taken / 1000).toFixed(2)} s`)
      if (round > 0) whole.push(taken)
    }
    const seconds = rounded(median(whole) / 1000)
    const part = (name: string) => rounded(median(parts[name]!.slice(1)))
    return {
      report: {
        value: seconds,
        unit: 's',
        seconds_17k: seconds,
        products: sizes.products,
        cut_ms: part('cut'),
        build_ms: part('build'),
        xlsx_ms: part('xlsx'),
        docx_ms: part('docx'),
        xlsx_kb: Math.round(sizes.xlsx / 1000),
        docx_kb: Math.round(sizes.docx / 1000),
      },
    }
  } finally {
    await application.close()
    await rm(dir, { recursive: true, force: true })
  }
}
