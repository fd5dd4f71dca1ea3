import { daysBetween } from '../calendar/index.ts'
import { LawDefect, readLaw } from '../criteria/index.ts'
import { overlapsOf } from './bands.ts'
import { type Regime, Regimes } from './regime.ts'

/**
 * Reads regimes.json and checks that it adds up: days in force follow each other without overlap, bands do not overlap, the best
 * total is the top of the highest band, a tail's last day is its filing limit plus its days.
 */
export function parseRegimes(json: unknown, file = 'regimes.json'): Regimes {
  const read = readLaw(file, Regimes, json)
  const flaws = [...read.regimes.flatMap(flawsOfRegime), ...flawsInTime(read.regimes)]
  if (flaws.length > 0) throw new LawDefect(file, flaws)
  return read
}

function flawsOfRegime(regime: Regime): string[] {
  const flaws = overlapsOf(regime.bands ?? [])
  const best = regime.parts.reduce((sum, part) => sum + part.max, 0)
  const top = Math.max(...(regime.bands ?? []).map((band) => band.max))
  if (regime.bands && best !== top) flaws.push(`the parts make ${best}, the highest band ends at ${top}`)
  for (const tail of regime.tails)
    if (daysBetween(tail.filedBefore, tail.lastDay) !== tail.days)
      flaws.push(`the tail of ${tail.ref} does not last ${tail.days} days`)
  if (regime.sheets.available.length > 0 && regime.sheets.dir === null)
    flaws.push('sheets are said to be on file, but no folder is named')
  return flaws.map((flaw) => `regime ${regime.id}: ${flaw}`)
}

function flawsInTime(regimes: readonly Regime[]): string[] {
  const unknown = regimes.flatMap(({ id, becomes }) =>
    becomes && !regimes.some((one) => one.id === becomes.regime && one.inForce.from === becomes.from)
      ? [`regime ${id} becomes ${becomes.regime}, which does not begin on ${becomes.from}`]
      : [],
  )
  const broken = regimes.slice(1).flatMap((regime, index) => {
    const before = regimes[index]
    if (!before) return []
    const { to } = before.inForce
    const follows = to !== null && daysBetween(to, regime.inForce.from) === 1
    return follows ? [] : [`regime ${regime.id} does not begin the day after ${before.id} ends`]
  })
  return [...unknown, ...broken]
}
