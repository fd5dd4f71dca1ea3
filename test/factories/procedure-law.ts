import { readFileSync } from 'node:fs'
import { calendarOf, Holidays } from '../../src/rules/calendar/index.ts'
import {
  type Action,
  type Facts,
  type Forward,
  Lifecycle,
  lifeOf,
  ProcedureLaw,
  type Status,
} from '../../src/rules/procedure/index.ts'

/** The law on file, read once for the tests of this folder. */
export const readRegulation = (file: string) => JSON.parse(readFileSync(`regulation/${file}`, 'utf8'))
export const regimes: {
  id: string
  forward: Forward[]
  recognisers: { level: string; stars: number[] }[]
}[] = readRegulation('regimes.json').regimes
export const procedure = readRegulation('qd26-2026/procedure.json')
export const law = ProcedureLaw.parse(procedure)
export const lifecycle = Lifecycle.parse(readRegulation('qd26-2026/lifecycle.json'))
export const life = lifeOf(lifecycle, law, regimes.find((r) => r.id === 'qd26-2026')?.forward)
export const calendar = calendarOf(Holidays.parse(readRegulation('vietnam/holidays.json')))

/** A first dossier that may be filed. */
export const ready: Facts = {
  today: '2026-06-05',
  kind: 'first',
  setNo: 1,
  ownerType: 'hop-tac-xa',
  sheetOnFile: true,
  items: { 'mau-01': 1, 'mau-02': 1 },
}

export const steps = (...actions: Action[]) => actions.map((action) => ({ action }))

/** Codes of everything that stands against an action; empty = it may be done. */
export function codes(status: Status, action: Action, facts: Facts): string[] {
  const allowed = life.can(status, action, facts)
  return allowed.ok ? [] : allowed.problems.map((p) => p.code)
}

/** From filing to a four-star recognition. */
export const WAY: Action[] = [
  'file',
  'receive-commune',
  'report-commune',
  'propose',
  'receive-province',
  'accept-into-round',
  'advisory-report',
  'put-before-council',
  'score',
  'agree-result',
  'decide-recognise',
]
