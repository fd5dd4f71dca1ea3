import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSheet, type Sheet } from '../../src/rules/criteria/index.ts'
import { parseRegimes, type Regime } from '../../src/rules/regimes/index.ts'
import { type CompiledSheet, compileSheet } from '../../src/rules/scoring/index.ts'

const root = fileURLToPath(new URL('../../regulation/', import.meta.url))

/** One file of regulation/ as untyped JSON. */
export function lawFile(path: string): unknown {
  return JSON.parse(readFileSync(root + path, 'utf8'))
}

export const regimes = parseRegimes(lawFile('regimes.json'))

export function regime(id: string): Regime {
  const found = regimes.regimes.find((one) => one.id === id)
  if (!found) throw new RangeError(`no regime ${id}`)
  return found
}

export const r3 = regime('qd26-2026')
export const bands3 = r3.bands!

const evidence = lawFile('qd26-2026/evidence.json') as { rows: { id: string }[] }
export const around = { parts: r3.parts, evidenceIds: new Set(evidence.rows.map((row) => row.id)) }

/** The 26 sheets of QĐ 26/2026, Phụ lục II, in order. */
export const sheets: readonly Sheet[] = readdirSync(`${root}qd26-2026/sheets`)
  .sort()
  .map((file) => parseSheet(lawFile(`qd26-2026/sheets/${file}`), around, file))

export const compiledSheets: readonly CompiledSheet[] = sheets.map((sheet) => compileSheet(sheet))

export function sheetOf(set: number): Sheet {
  return sheets[set - 1]!
}

export function compiledOf(set: number): CompiledSheet {
  return compiledSheets[set - 1]!
}

/** Set 1 of QĐ 1048/2019: the only sheet of that decree on file. */
export const sheet1048: Sheet = parseSheet(
  lawFile('qd1048-2019/sheets/01-rau-cu-qua-hat-tuoi.json'),
  { ...around, parts: regime('qd1048-2019').parts },
  'qd1048-2019/01',
)
