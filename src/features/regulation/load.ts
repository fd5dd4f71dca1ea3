import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { calendarOf, Holidays } from '../../rules/calendar/index.ts'
import {
  Classification,
  Erratum,
  LawDefect,
  parseSheet,
  readLaw,
  setsOf,
} from '../../rules/criteria/index.ts'
import { flawsOfLifecycle, Lifecycle, ProcedureLaw } from '../../rules/procedure/index.ts'
import { parseRegimes, type Regime, type RegimeChoice, regimeForDossier } from '../../rules/regimes/index.ts'
import { type CompiledSheet, CouncilRules, compileSheet } from '../../rules/scoring/index.ts'
import type { PlacedErratum, Regulation } from './regulation.ts'

const EvidenceFile = z.looseObject({
  rows: z.array(
    z.looseObject({
      id: z.string(),
      label: z.string(),
      requirement: z.string(),
      pii: z.string(),
      expires: z.boolean().optional(),
    }),
  ),
})
const ErrataFile = z.looseObject({ ref: z.string(), errata: z.array(Erratum) })
const CouncilRulesFile = z.union([z.array(CouncilRules).min(1), CouncilRules.transform((rules) => [rules])])

/**
 * Reads every pack of `dir` (regulation/), checks that the law on file adds up and freezes it. A file that does not add up stops
 * the start with a LawDefect naming every flaw of that file.
 */
export function loadRegulation(dir: string): Regulation {
  const files = new Map(jsonFiles(dir).map((path) => [path, freeze(readJson(join(dir, `${path}.json`)))]))
  const regimes = freeze(parseRegimes(required(files, 'regimes'), 'regimes.json'))
  const laws = new Map(regimes.regimes.map((regime) => [regime.id, readRegime(regime, files)]))
  const councils = readCouncilRules(files)
  const holidays = read(files, 'vietnam/holidays', Holidays)
  return Object.freeze<Regulation>({
    regimes,
    regime: (id) => laws.get(id)?.regime,
    regimeForDossier: (dossier): RegimeChoice => regimeForDossier(regimes, dossier),
    sets: (regime) => laws.get(regime)?.sets ?? [],
    sheet: (regime, set) => laws.get(regime)?.sheets.get(set)?.sheet,
    compiled: (regime, set) => laws.get(regime)?.sheets.get(set),
    classification: (regime) => laws.get(regime)?.classification,
    evidence: (regime) => laws.get(regime)?.evidence ?? [],
    procedure: (regime) => laws.get(regime)?.procedure,
    lifecycle: (regime) => laws.get(regime)?.lifecycle,
    forms: (regime) => files.get(`${regime}/forms`) as Readonly<Record<string, unknown>> | undefined,
    errata: (regime) =>
      [...laws.values()]
        .filter((law) => regime === undefined || law.regime.id === regime)
        .flatMap((law) => law.errata),
    councilRules: (province, day) =>
      councils
        .get(province)
        ?.find(
          (rules) =>
            !rules.withdrawn &&
            day >= rules.effectiveFrom &&
            (rules.effectiveTo === null || day <= rules.effectiveTo),
        ),
    councilRulesById: (id) => [...councils.values()].flat().find((rules) => rules.id === id),
    calendar: holidays && calendarOf(holidays),
    file: (path) => files.get(path),
  })
}

type Files = ReadonlyMap<string, unknown>

function readRegime(regime: Regime, files: Files) {
  const { id } = regime
  const classification = read(files, `${id}/classification`, Classification)
  const evidence = read(files, `${id}/evidence`, EvidenceFile)?.rows ?? []
  const lifecycle = read(files, `${id}/lifecycle`, Lifecycle)
  const wrong = lifecycle ? flawsOfLifecycle(lifecycle) : []
  if (wrong.length > 0) throw new LawDefect(`${id}/lifecycle.json`, wrong)
  const sheets = readSheets(regime, files, new Set(evidence.map((kind) => kind.id)))
  checkSets(regime, [...sheets.keys()], classification)
  const decreeErrata = read(files, `${id}/errata`, ErrataFile)
  return {
    regime,
    classification,
    evidence,
    lifecycle,
    sheets,
    sets: Object.freeze([...sheets.keys()]),
    procedure: read(files, `${id}/procedure`, ProcedureLaw),
    errata: freeze(erraRows(id, decreeErrata, sheets)),
  }
}

function readSheets(
  regime: Regime,
  files: Files,
  evidenceIds: ReadonlySet<string>,
): Map<number, CompiledSheet> {
  const folder = regime.sheets.dir
  const paths = [...files.keys()].filter((path) => folder !== null && path.startsWith(`${folder}/`))
  const sheets = paths.map((path) => {
    const sheet = freeze(parseSheet(files.get(path), { parts: regime.parts, evidenceIds }, `${path}.json`))
    return compileSheet(sheet, regime.knockOuts?.stopScope.value)
  })
  return new Map(sheets.sort((a, b) => a.sheet.set - b.sheet.set).map((one) => [one.sheet.set, one]))
}

/** What regimes.json says is on file is on file, and the classification names the same sets. */
function checkSets(regime: Regime, found: readonly number[], classification: Classification | undefined) {
  const said = regime.sheets.available.join(', ')
  if (said !== found.join(', '))
    throw new LawDefect('regimes.json', [
      `regime ${regime.id}: sheets ${said} are said to be on file, found ${found}`,
    ])
  if (!classification) return
  const named = setsOf(classification).map((one) => one.set)
  if (named.join() !== found.join() || named.length !== classification.counts.sets)
    throw new LawDefect(`${regime.id}/classification.json`, [`names the sets ${named}, on file are ${found}`])
}

function erraRows(
  regime: string,
  decree: z.infer<typeof ErrataFile> | undefined,
  sheets: ReadonlyMap<number, CompiledSheet>,
): PlacedErratum[] {
  const outside = (decree?.errata ?? []).map((one) => ({ ...one, regime, set: null, ref: decree!.ref }))
  const inside = [...sheets.values()].flatMap(({ sheet }) =>
    sheet.errata.map((one) => ({ ...one, regime, set: sheet.set, ref: sheet.ref })),
  )
  return [...outside, ...inside]
}

function readCouncilRules(files: Files): Map<string, readonly CouncilRules[]> {
  const provinces = new Map<string, readonly CouncilRules[]>()
  for (const path of files.keys()) {
    const [province, name] = path.split('/')
    if (name !== 'council-rules' || province === undefined) continue
    const rules = readLaw(`${path}.json`, CouncilRulesFile, files.get(path))
    provinces.set(province, freeze(inForceInTurn(path, rules)))
  }
  return provinces
}

function inForceInTurn(path: string, rules: readonly CouncilRules[]): CouncilRules[] {
  const inTurn = rules
    .filter((pack) => !pack.withdrawn)
    .sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
  const clashes = inTurn.slice(1).flatMap((later, index) => {
    const { id, effectiveTo } = inTurn[index]!
    const clash = effectiveTo === null || effectiveTo >= later.effectiveFrom
    return clash ? [`${id} and ${later.id} are in force on the same day`] : []
  })
  if (clashes.length > 0) throw new LawDefect(`${path}.json`, clashes)
  return [...inTurn, ...rules.filter((pack) => pack.withdrawn)]
}

function read<T>(files: Files, path: string, schema: z.ZodType<T>): T | undefined {
  const json = files.get(path)
  return json === undefined ? undefined : freeze(readLaw(`${path}.json`, schema, json))
}

function required(files: Files, path: string): unknown {
  const json = files.get(path)
  if (json === undefined) throw new LawDefect(`${path}.json`, ['the file is missing'])
  return json
}

/** Paths of every JSON file below the folder, without .json, with forward slashes, in order. */
function jsonFiles(dir: string, below = ''): string[] {
  return readdirSync(join(dir, below))
    .sort()
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`
      if (statSync(join(dir, path)).isDirectory()) return jsonFiles(dir, path)
      return name.endsWith('.json') ? [path.slice(0, -'.json'.length)] : []
    })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new LawDefect(basename(path), [
      `is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    ])
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) freeze(inner)
  }
  return value
}
