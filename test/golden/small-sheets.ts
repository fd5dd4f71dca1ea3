import fc from 'fast-check'
import type { Criterion, Option, Sheet } from '../../src/rules/criteria/index.ts'
import { flawsOf } from '../../src/rules/criteria/index.ts'
import type { Band } from '../../src/rules/regimes/index.ts'
import { type CompiledSheet, compileSheet } from '../../src/rules/scoring/index.ts'
import { answerSpace } from './answers.ts'
import type { Answers } from './reference.ts'

/** Bands of three stars over a small maximum: thirds, so that every star is met. */
export function smallBands(max: number): Band[] {
  const [two, three] = [Math.ceil(max / 3), Math.max(Math.ceil(max / 3) + 1, Math.ceil((2 * max) / 3))]
  const band = { printed: '', ref: 'a small decree' }
  return [
    { star: 3, min: three, max: Math.max(max, three), maxExclusive: false, ...band },
    { star: 2, min: two, max: three, maxExclusive: true, ...band },
    { star: 1, min: 0, max: two, maxExclusive: true, ...band },
  ]
}

const steps = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
const marked = fc.constantFrom([], [2], [3], [2, 3])

/** A scale that starts at `start`, climbs by `climbs`, and carries star marks on its last options. */
function scale(start: number, climbs: readonly number[], marks: readonly number[]): Option[] {
  const rise = (upTo: number) => climbs.slice(0, upTo).reduce((sum, climb) => sum + climb, start)
  const options: Option[] = [0, ...climbs].map((_, index) => ({ points: rise(index), label: 'a' }))
  const from = Math.max(0, options.length - marks.length)
  return options.map((option, index) => {
    const star = index >= from ? marks[index - from] : undefined
    return star === undefined ? option : { ...option, minimumForStar: star }
  })
}

const leaf = fc
  .record({
    start: fc.integer({ min: 0, max: 1 }),
    climbs: steps,
    marks: marked,
    shape: fc.constantFrom('plain', 'plain', 'plain', 'stops', 'depends', 'cases', 'found'),
  })
  .map(({ start, climbs, marks, shape }) => {
    const options = scale(start, climbs, marks)
    return { options: shape === 'stops' ? withStop(options) : options, shape }
  })

function withStop(options: Option[]): Option[] {
  return options.map((option, index) =>
    index === 0 ? { ...option, effect: 'stop-scoring' as const } : option,
  )
}

/** Small sound sheets with every feature the real ones have, answers and findings on them: small enough to try out every way. */
export const anySmallSheet: fc.Arbitrary<{ compiled: CompiledSheet; answers: Answers; findings: string[] }> =
  fc
    .record({
      leaves: fc.array(leaf, { minLength: 2, maxLength: 5 }),
      groups: fc.boolean(),
      picks: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
      scope: fc.constantFrom('following-leaves' as const, 'following-groups' as const),
      found: fc.boolean(),
    })
    .map(({ leaves, groups, picks, scope, found }) => {
      const sheet = sheetOf(leaves, groups)
      const compiled = compileSheet(sheet, scope)
      const spaces = answerSpace(compiled)
      const answers = Object.fromEntries(
        compiled.codes.map((code, index) => [code, spaces[index]![picks[index]! % spaces[index]!.length]!]),
      )
      return { compiled, answers, findings: found ? [...compiled.findings.keys()].slice(0, 1) : [] }
    })

/** A small sheet of plain leaves with these options. */
export function smallSheet(...leaves: Option[][]): CompiledSheet {
  const plain = leaves.map((options) => ({ options, shape: 'plain' }))
  return compileSheet(sheetOf(plain, false))
}

function sheetOf(leaves: readonly { options: Option[]; shape: string }[], groups: boolean): Sheet {
  const codes = leaves.map((_, index) =>
    groups ? `${1 + (index >= 2 ? 1 : 0)}.${(index % 2) + 1 + (index > 3 ? 2 : 0)}` : `${index + 1}`,
  )
  const criteria = leaves.map(({ options, shape }, index): Criterion => {
    const base = { code: codes[index]!, title: 'a', max: options.at(-1)!.points }
    if (shape === 'cases')
      return {
        ...base,
        cases: [
          { title: 'one', options },
          { title: 'two', options: options.slice(-2) },
        ],
      }
    if (shape === 'found') return { ...base, options, knockouts: [{ effect: 'stop-scoring', text: 'found' }] }
    if (shape === 'depends' && index > 0) return { ...base, options, dependsOn: codes[index - 1]! }
    return { ...base, options }
  })
  const max = criteria.reduce((sum, one) => sum + one.max, 0)
  const sheet: Sheet = {
    regime: 'small',
    set: 1,
    slug: 'small',
    ref: 'a small decree',
    name: 'small',
    sector: 'small',
    group: 'small',
    subgroup: null,
    leadAgencies: null,
    samples: 0,
    disqualifiers: null,
    starMarks: { legendPrinted: true, legend: null },
    parts: [{ code: 'A', title: 'a', max, criteria: groups ? grouped(criteria) : criteria }],
    errata: [],
  }
  const flaws = flawsOf(sheet, { parts: [{ code: 'A', max }], evidenceIds: new Set() })
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
  return sheet
}

function grouped(criteria: readonly Criterion[]): Criterion[] {
  return ['1', '2'].flatMap((code) => {
    const children = criteria.filter((one) => one.code.startsWith(`${code}.`))
    if (children.length === 0) return []
    return [{ code, title: 'a', max: children.reduce((sum, one) => sum + one.max, 0), children }]
  })
}
