import type { Criterion, Erratum, Option, Sheet } from './sheet.ts'
import { criteriaOf, isLeaf, leaves, type Placed, scalesOf } from './walk.ts'

/** What a sheet must agree with, beyond itself: its regime's parts (Điều 3 khoản 1) and the kinds of evidence on file. */
export interface SheetSurroundings {
  readonly parts: readonly { readonly code: string; readonly max: number }[]
  readonly evidenceIds: ReadonlySet<string>
}

type Say = (where: string, what: string) => void

/** Everything in a well-formed sheet that does not add up, one line each, saying where and what; empty = sound. */
export function flawsOf(sheet: Sheet, around: SheetSurroundings): string[] {
  const flaws: string[] = []
  const say: Say = (where, what) => flaws.push(`${where}: ${what}`)
  const placed = [...criteriaOf(sheet)]
  checkParts(sheet, around, say)
  checkCodes(placed, say)
  for (const { criterion } of placed) {
    if (isLeaf(criterion)) checkLeaf(criterion, sheet.errata, say)
    else checkGroup(criterion, say)
    for (const id of criterion.evidence ?? [])
      if (!around.evidenceIds.has(id)) say(`criterion ${criterion.code}`, `evidence '${id}' is not on file`)
  }
  checkDependencies(sheet, say)
  for (const erratum of sheet.errata) checkErratum(sheet, placed, erratum, say)
  return flaws
}

function checkParts(sheet: Sheet, around: SheetSurroundings, say: Say) {
  const wanted = around.parts.map((part) => `${part.code} ${part.max}`).join(', ')
  const found = sheet.parts.map((part) => `${part.code} ${part.max}`).join(', ')
  if (wanted !== found) say('parts', `the regime asks for ${wanted}, the sheet has ${found}`)
  for (const part of sheet.parts) {
    const sum = sumOf(part.criteria)
    if (sum !== part.max) say(`part ${part.code}`, `its criteria make ${sum}, not ${part.max}`)
  }
}

function checkCodes(placed: readonly Placed[], say: Say) {
  const seen = new Set<string>()
  for (const { criterion, above } of placed) {
    const where = `criterion ${criterion.code}`
    if (seen.has(criterion.code)) say(where, 'the code is used twice')
    seen.add(criterion.code)
    const parent = above.at(-1)
    const depth = criterion.code.split('.').length - 1
    if (depth !== above.length || (parent && !criterion.code.startsWith(`${parent.code}.`)))
      say(where, `the code does not nest under ${parent ? parent.code : 'its part'}`)
  }
}

function checkGroup(group: Criterion, say: Say) {
  const where = `criterion ${group.code}`
  if (group.options || group.cases) say(where, 'has both children and options')
  if (group.dependsOn) say(where, 'only a leaf may depend on another criterion')
  const sum = sumOf(group.children ?? [])
  if (sum !== group.max) say(where, `its children make ${sum}, not ${group.max}`)
}

function checkLeaf(leaf: Criterion, errata: readonly Erratum[], say: Say) {
  if ((leaf.options === undefined) === (leaf.cases === undefined)) {
    say(`criterion ${leaf.code}`, 'a leaf has either options or cases')
    return
  }
  const about = errata.filter((erratum) => erratum.at === leaf.code && !erratum.applied)
  for (const [index, { options }] of scalesOf(leaf).entries()) {
    const where = `criterion ${leaf.code}${leaf.cases ? `, case ${index + 1}` : ''}`
    const best = Math.max(...options.map((option) => option.points))
    if (best > leaf.max || (best !== leaf.max && !about.some(({ kind }) => kind === 'case-max')))
      say(where, `the best option gives ${best}, not the maximum ${leaf.max}`)
    checkAscent(
      where,
      options,
      about.some(({ kind }) => kind === 'points'),
      say,
    )
  }
}

/** Points rise from option to option (a recorded, unapplied erratum of points excuses a level stretch) and so do marks. */
function checkAscent(where: string, options: readonly Option[], excused: boolean, say: Say) {
  let mark = 0
  for (const [index, option] of options.entries()) {
    const before = options[index - 1]
    if (before && (excused ? option.points < before.points : option.points <= before.points))
      say(
        where,
        `option ${index + 1} (${option.points}) does not rise above option ${index} (${before.points})`,
      )
    if (option.minimumForStar === undefined) continue
    if (option.minimumForStar <= mark)
      say(where, `the mark of option ${index + 1} does not rise above ${mark}`)
    mark = option.minimumForStar
  }
}

function checkDependencies(sheet: Sheet, say: Say) {
  const before = new Set<string>()
  for (const { criterion } of leaves(sheet)) {
    const where = `criterion ${criterion.code}`
    if (criterion.dependsOn !== undefined && !before.has(criterion.dependsOn))
      say(where, `depends on '${criterion.dependsOn}', which is no earlier leaf`)
    const effects = scalesOf(criterion).some(({ options }) => options.some(({ effect }) => effect))
    if (criterion.dependsOn !== undefined && effects)
      say(where, 'depends on another criterion and has an option with an effect: which goes first is open')
    before.add(criterion.code)
  }
}

function checkErratum(sheet: Sheet, placed: readonly Placed[], erratum: Erratum, say: Say) {
  const where = `erratum at ${erratum.at} (${erratum.kind})`
  const criterion = placed.find((one) => one.criterion.code === erratum.at)?.criterion
  const part = sheet.parts.find((one) => one.code === erratum.at)
  if (!criterion && !part && erratum.at !== 'head' && erratum.at !== 'tail') {
    say(where, 'there is no such place on the sheet')
    return
  }
  if (erratum.kind === 'max' && erratum.applied && (criterion ?? part)?.max !== erratum.corrected)
    say(where, 'is said to be applied, but the maximum is another')
  if (erratum.kind === 'no-options' && !criterion?.options?.every((option) => option.implied))
    say(where, 'its options are not marked as implied')
  if (erratum.kind === 'points') checkPointsErratum(where, criterion, erratum, say)
}

function checkPointsErratum(where: string, criterion: Criterion | undefined, erratum: Erratum, say: Say) {
  const options =
    criterion && isLeaf(criterion) ? scalesOf(criterion).flatMap((scale) => [...scale.options]) : []
  const option = options.find(({ label }) => label === erratum.option)
  if (!option) say(where, `no option is labelled '${erratum.option ?? ''}'`)
  else if (
    erratum.applied &&
    (option.points !== erratum.corrected || option.printedPoints !== erratum.printed)
  )
    say(where, 'is said to be applied, but the option carries other points')
  else if (!erratum.applied && option.points !== erratum.printed)
    say(where, 'is said not to be applied, but the option does not carry the printed points')
}

function sumOf(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, criterion) => sum + criterion.max, 0)
}
