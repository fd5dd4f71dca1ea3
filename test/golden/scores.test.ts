import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scoreSheet } from '../../src/rules/scoring/index.ts'
import { fixedAnswers } from './answers.ts'
import { bands3, compiledSheets } from './law.ts'

const file = new URL('./scores.golden.json', import.meta.url)
const patterns = [0, 1, 2, 3]

/** One line a sheet and pattern, short enough to be read in a diff: what the law as data makes of fixed answers. */
function scoreEverything(): Record<string, unknown> {
  const rows = compiledSheets.flatMap((compiled) =>
    patterns.map((pattern) => {
      const scored = scoreSheet(compiled, fixedAnswers(compiled.sheet, pattern), { bands: bands3 })
      if (!scored.ok) throw new Error(JSON.stringify(scored.problems))
      const { points, parts, starByPoints, star, blockedBy, nextStar } = scored.value
      const path = nextStar?.path.map(({ criterion, gain }) => `${criterion}+${gain}`).join(' ') ?? null
      const row = {
        points,
        parts,
        starByPoints,
        star,
        blocked: blockedBy.length,
        next: nextStar?.star ?? null,
        path,
      }
      return [`set ${compiled.sheet.set}, answers ${pattern}`, row] as const
    }),
  )
  return Object.fromEntries(rows)
}

/**
 * Golden scores of all 26 sheets. A change here means that the law as data, or its reading, changed: look at every line, then write
 * the file anew with GOLDEN=write.
 */
test('fixed answers on the 26 sheets score as on file', () => {
  const scores = scoreEverything()
  if (process.env.GOLDEN === 'write') {
    const lines = Object.entries(scores).map(
      ([key, row]) => `  ${JSON.stringify(key)}: ${JSON.stringify(row)}`,
    )
    writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
  }
  expect(scores).toEqual(JSON.parse(readFileSync(file, 'utf8')))
})
