import { readFile } from 'node:fs/promises'
import { regulationDir } from '../../compose.ts'
import { loadRegulation, type Regulation } from '../../features/regulation/index.ts'
import { OperatorError } from '../../platform/problem.ts'
import { type Score, scoreSheet } from '../../rules/scoring/index.ts'
import { type Answer, type Verb, type Words, WrongUse } from '../verb.ts'

export const verb: Verb = {
  usage: 'score <regime>/<set> <answers.json>',
  about: 'score-about',
  takes: [2, 2],
  async run({ arguments: [sheet, path], words }) {
    const regulation = loadRegulation(regulationDir)
    const { compiled, bands } = findSheet(regulation, sheet!, words)
    const given = await readJson(path!, words)
    const { answers = given, findings } = given as { answers?: unknown; findings?: unknown }
    const scored = scoreSheet(compiled, answers, { bands, findings })
    if (!scored.ok) {
      const lines = scored.problems.map(
        ({ code, field, data }) => `${field ?? ''} ${code} ${JSON.stringify(data ?? {})}`,
      )
      return { good: false, result: { problems: scored.problems }, lines }
    }
    return answerOf(scored.value, words)
  },
}

function findSheet(regulation: Regulation, sheet: string, words: Words) {
  const match = /^([\w.-]+)\/(\d{1,2})$/.exec(sheet)
  const regime = match ? regulation.regime(match[1]!) : undefined
  const compiled = match ? regulation.compiled(match[1]!, Number(match[2])) : undefined
  if (regime?.bands && compiled) return { compiled, bands: regime.bands }
  if (regime?.sheets.missing) throw new OperatorError(regime.sheets.missing)
  const regimes = regulation.regimes.regimes.map(({ id }) => id).join(', ')
  throw new WrongUse(words('score-unknown', { sheet, regimes }))
}

async function readJson(path: string, words: Words): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, in one sentence.
  }
  throw new WrongUse(words('score-unreadable', { path }))
}

function answerOf(score: Score, words: Words): Answer {
  const stars = (star: number | null) =>
    star === null ? words('score-no-star') : words('score-star', { star })
  const parts = Object.entries(score.parts).map(([part, points]) => `${part} ${points}`)
  const lines = [
    words('score-points', {
      points: score.points,
      parts: parts.join(', '),
      starByPoints: stars(score.starByPoints),
      star: stars(score.star),
    }),
    ...score.knockOuts.map(({ criterion, text }) => words('score-out', { criterion, text })),
    ...score.blockedBy.map(({ criterion, star, needsOption }) =>
      words('score-block', { criterion, star, option: JSON.stringify(needsOption) }),
    ),
  ]
  if (score.nextStar) {
    const path = score.nextStar.path.map(({ criterion, gain }) => `${criterion} +${gain}`).join(', ')
    lines.push(words('score-next', { star: score.nextStar.star, path }))
  }
  return { good: true, result: score, lines }
}
