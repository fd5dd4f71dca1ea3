import { type Bilingual, fill, type Lang } from '../../platform/i18n/index.ts'
import type { AllotmentRule, AllottedLine, CallScope, Match } from '../../rules/promotion/index.ts'
import { words } from './words.ts'

/** The rule in sentences, as it stands in the call. */
export function ruleLines(
  { minimumStar, rotation, stars, spread, claim }: AllotmentRule,
  seed: string,
  lang: Lang,
): string[] {
  const w = words(lang)
  const last = rotation.points.length - 1
  const byStalls = rotation.points
    .map((points, count) =>
      fill(count === last ? w.ruleRotationLast : w.ruleRotationPoint, { count, points }),
    )
    .join('; ')
  const byStar = stars.map(({ star, points }) => fill(w.ruleStarPoint, { star, points })).join('; ')
  return [
    fill(w.ruleStar, { star: minimumStar }),
    fill(w.ruleRotation, { months: rotation.months, points: byStalls }),
    fill(w.ruleStars, { points: byStar }),
    fill(w.ruleSpread, { points: spread.perStall }),
    fill(w.ruleTie, { seed: seed || '–' }),
    ...(claim ? [fill(w.ruleClaim, { days: claim.days, leave: claim.leaveDays })] : []),
  ]
}

/** Whom a call is for, in a sentence. */
export function audienceText(
  { sectors, minimumStar }: CallScope,
  known: readonly { readonly code: string; readonly label: Bilingual }[],
  lang: Lang,
): string {
  const w = words(lang)
  return fill(w.audienceText, {
    star: minimumStar,
    sectors:
      sectors.length > 0 ? fill(w.audienceSectors, { sectors: sectorNames(sectors, known, lang) }) : '',
  })
}

export const sectorNames = (
  sectors: readonly string[],
  known: readonly { readonly code: string; readonly label: Bilingual }[],
  lang: Lang,
): string =>
  sectors.length === 0
    ? words(lang).allSectors
    : sectors.map((code) => known.find((each) => each.code === code)?.label[lang] ?? code).join(', ')

/** Why an application stands where it stands: every term of its sum. */
export function whyText(line: AllottedLine, lang: Lang): string {
  const w = words(lang)
  if (line.rank === null) return w.notEligible
  const templates = { rotation: w.termRotation, star: w.termStar, spread: w.termSpread }
  const signed = (points: number) => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0')
  const terms = line.terms
    .filter(({ criterion, points }) => criterion !== 'spread' || points !== 0)
    .map(({ criterion, fact, points }) => fill(templates[criterion], { fact, points: signed(points) }))
  return [...terms, ...(line.byDraw ? [w.byDraw] : [])].join('; ')
}

export function matchText({ points }: Match, lang: Lang): string {
  const w = words(lang)
  return points
    .map(({ criterion, percent }) =>
      percent === null
        ? fill(w.unknown, { criterion: w.criteria[criterion] })
        : fill(w.met, { criterion: w.criteria[criterion], percent }),
    )
    .join(', ')
}

/** “1–3, 9”: months that follow one another as one stretch. */
export function monthsText(months: readonly number[]): string {
  const sorted = [...months].sort((a, b) => a - b)
  const runs: number[][] = []
  for (const month of sorted) {
    const run = runs.at(-1)
    if (run && run.at(-1) === month - 1) run.push(month)
    else runs.push([month])
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}–${run.at(-1)}` : String(run[0]))).join(', ')
}
