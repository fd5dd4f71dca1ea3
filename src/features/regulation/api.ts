import { z } from 'zod'
import { leaves } from '../../rules/criteria/index.ts'
import type { Checked, Problem } from '../../rules/problem.ts'
import { whyNotScorable } from '../../rules/regimes/index.ts'
import { type Score, scoreSheet } from '../../rules/scoring/index.ts'
import type { Regulation } from './regulation.ts'

const choice = z.union([z.int(), z.object({ case: z.int(), option: z.int() })])

/** What `POST /api/v1/score` takes. Answers stay untyped here: the rules name what is wrong with each one. */
export const ScoreQuestion = z.object({
  regime: z.string().max(60),
  set: z.int(),
  answers: z.unknown().meta({
    description:
      'By criterion code: the option index counted from 0, {case, option} where the criterion has cases, or null. What is left out counts as nothing ticked.',
    example: { '1.1': 0, '5.1': 2, '8': { case: 0, option: 1 }, '6.1': null },
  }),
  findings: z
    .unknown()
    .optional()
    .meta({ description: 'Codes of criteria at which the printed knock-out was found.', example: ['2.1'] }),
})
export type ScoreQuestion = z.infer<typeof ScoreQuestion>

export const ScoreAnswer = z.object({
  points: z.int(),
  parts: z.record(z.string(), z.int()),
  starByPoints: z.int().nullable(),
  star: z.int().nullable().describe('null: eliminated or not judged'),
  eliminated: z.boolean(),
  blockedBy: z
    .array(z.object({ criterion: z.string(), star: z.int(), needsOption: choice }))
    .describe('Every star minimum missed for a star above the one reached; points are not counted here'),
  nextStar: z
    .object({
      star: z.int(),
      path: z.array(z.object({ criterion: z.string(), from: choice.nullable(), to: choice, gain: z.int() })),
    })
    .nullable(),
  knockOuts: z
    .array(z.object({ criterion: z.string(), effect: z.string(), by: z.string(), text: z.string() }))
    .describe('The knock-outs that hold, in the words of the sheet'),
})
export type ScoreAnswer = z.infer<typeof ScoreAnswer>

/** Scores by the law on file; a regime or set that cannot be scored is refused with the reason. */
export function answerScore(regulation: Regulation, question: ScoreQuestion): Checked<ScoreAnswer> {
  const regime = regulation.regime(question.regime)
  if (!regime) return refuse({ code: 'unknown-regime', field: '/regime', data: { regime: question.regime } })
  const reason = whyNotScorable(regime, question.set)
  if (reason) return refuse({ ...reason, field: '/set' })
  const compiled = regulation.compiled(regime.id, question.set)!
  const scored = scoreSheet(compiled, question.answers, {
    bands: regime.bands!,
    findings: question.findings,
  })
  return scored.ok ? { ok: true, value: answerOfScore(scored.value) } : scored
}

function answerOfScore(score: Score): ScoreAnswer {
  const { points, parts, starByPoints, star, eliminated, knockOuts } = score
  return {
    points,
    parts: { ...parts },
    starByPoints,
    star,
    eliminated,
    blockedBy: [...score.blockedBy],
    nextStar: score.nextStar && { star: score.nextStar.star, path: [...score.nextStar.path] },
    knockOuts: [...knockOuts],
  }
}

function refuse(problem: Problem): Checked<never> {
  return { ok: false, problems: [problem] }
}

export const SheetList = z.object({
  items: z.array(
    z.object({
      regime: z.string(),
      set: z.int(),
      slug: z.string(),
      name: z.string(),
      sector: z.string(),
      group: z.string(),
      subgroup: z.string().nullable(),
      leaves: z.int(),
      ref: z.string(),
    }),
  ),
  regimes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      scorable: z.boolean(),
      missing: z.string().nullable(),
    }),
  ),
})

/** Every sheet on file, and every regime with what is missing of it. */
export function sheetList(regulation: Regulation): z.infer<typeof SheetList> {
  const { regimes } = regulation.regimes
  return {
    items: regimes.flatMap(({ id }) =>
      regulation.sets(id).map((set) => {
        const sheet = regulation.sheet(id, set)!
        const { regime, slug, name, sector, group, subgroup, ref } = sheet
        return { regime, set, slug, name, sector, group, subgroup, leaves: leaves(sheet).length, ref }
      }),
    ),
    regimes: regimes.map((regime) => ({
      id: regime.id,
      name: regime.name,
      from: regime.inForce.from,
      to: regime.inForce.to,
      scorable: whyNotScorable(regime) === null,
      missing: regime.sheets.missing,
    })),
  }
}
