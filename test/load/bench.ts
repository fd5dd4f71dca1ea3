import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measured, Run } from './measure.ts'

/**
 * `npm run bench [-- NAME…] [-- --json]`: runs test/load/NAME.ts (all of them when none is named), one after the other in this
 * process, prints a table or one JSON object, and keeps the figures under bench/results. A file beside this one is a bench when
 * it exports `run`.
 */
const here = fileURLToPath(new URL('.', import.meta.url))
const benches = readdirSync(here)
  .filter(
    (file) =>
      file.endsWith('.ts') && file !== 'bench.ts' && file !== 'measure.ts' && !file.endsWith('.test.ts'),
  )
  .map((file) => file.slice(0, -'.ts'.length))

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const asJson = process.argv.includes('--json')
const note = (text: string) => process.stderr.write(`${text}\n`)

const unknown = wanted.filter((name) => !benches.includes(name))
if (unknown.length > 0) {
  note(`no bench named ${unknown.join(', ')}; there are: ${benches.join(', ')}`)
  process.exit(2)
}

const results: Record<string, Measured> = {}
for (const name of wanted.length > 0 ? wanted : benches) {
  note(`${name} …`)
  const bench = (await import(`./${name}.ts`)) as { run?: Run }
  if (bench.run) Object.assign(results, await bench.run((text) => note(`  ${text}`)))
}
keep(results)
process.stdout.write(asJson ? `${JSON.stringify(results)}\n` : table(results))
process.exit(0)

function keep(figures: Record<string, Measured>) {
  const folder = fileURLToPath(new URL('../../bench/results/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  for (const [name, measured] of Object.entries(figures))
    writeFileSync(
      `${folder}${name}.json`,
      `${JSON.stringify({ at, node: process.version, ...measured }, null, 2)}\n`,
    )
}

function table(figures: Record<string, Measured>): string {
  const plain = new Set(['value', 'unit', 'against', 'ratio'])
  const rows = Object.entries(figures).map(([name, { value, unit, against, ratio, ...more }]) => [
    name,
    `${value.toLocaleString('en')} ${unit}`,
    ratio === undefined ? '' : `${ratio} × ${against ?? ''}`,
    Object.entries(more)
      .filter(([key]) => !plain.has(key))
      .map(([key, figure]) => `${key} ${figure?.toLocaleString('en')}`)
      .join(', '),
  ])
  const head = ['bench', 'measured', 'ratio to', 'also']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  return `${[head, ...rows].map(line).join('\n')}\n`
}
