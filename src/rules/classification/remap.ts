import { type Criterion, leaves, type Sheet, scalesOf } from '../criteria/index.ts'
import type { Answer } from '../scoring/index.ts'
import { matchKey, similarity } from '../vietnamese/index.ts'

/** What of a self-assessment does not come along to another set: shown before, so that it is a choice. */
export interface LostAnswer {
  readonly code: string
  readonly title: string
  /** The option that was chosen, and its points; null when only a description is lost. */
  readonly option: { readonly label: string; readonly points: number } | null
  readonly note: string
}

export interface RemappedAnswers {
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  /** Code on the old sheet → code on the new one, for papers that prove a criterion. */
  readonly codes: ReadonlyMap<string, string>
  readonly kept: number
  readonly lost: readonly LostAnswer[]
}

/** Titles this alike are one criterion in two sheets (“Nguồn nguyên liệu”, “Nguồn nguyên liệu chính”). */
const SAME_TITLE = 0.82

/**
 * Carries a self-assessment over to the sheet of another set (Phụ lục I, II): a criterion of the same title in the same part is the
 * same question; its option comes along when the other sheet has the same words, or the same points at the same place. The rest is
 * named, never guessed.
 */
export function remapAnswers(
  from: Pick<Sheet, 'parts'>,
  to: Pick<Sheet, 'parts'>,
  held: {
    readonly answers: Readonly<Record<string, Answer>>
    readonly notes: Readonly<Record<string, string>>
  },
): RemappedAnswers {
  const codes = matched(from, to)
  const targets = new Map(leaves(to).map(({ criterion }) => [criterion.code, criterion]))
  const answers: Record<string, Answer> = {}
  const notes: Record<string, string> = {}
  const lost: LostAnswer[] = []
  for (const { criterion } of leaves(from)) {
    const answer = held.answers[criterion.code] ?? null
    const note = held.notes[criterion.code]?.trim() ?? ''
    const target = targets.get(codes.get(criterion.code) ?? '')
    if (target && note) notes[target.code] = note
    const chosen = answer === null ? null : optionOf(criterion, answer)
    const moved = target && chosen ? sameOption(criterion, target, answer) : null
    if (target && moved !== null) answers[target.code] = moved
    if ((chosen && moved === null) || (!target && note))
      lost.push({
        code: criterion.code,
        title: criterion.title,
        option: chosen && moved === null ? { label: chosen.label, points: chosen.points } : null,
        note: target ? '' : note,
      })
  }
  return { answers, notes, codes, kept: Object.keys(answers).length, lost }
}

/** Each criterion of the new sheet stands for one of the old at most: equal titles first, then alike ones. */
function matched(from: Pick<Sheet, 'parts'>, to: Pick<Sheet, 'parts'>): Map<string, string> {
  const codes = new Map<string, string>()
  const mine = keyed(from)
  const free = new Set(keyed(to))
  const take = (fits: (one: Placed, other: Placed) => boolean) => {
    for (const one of mine) {
      if (codes.has(one.criterion.code)) continue
      const other = [...free].find(
        (candidate) => candidate.part.code === one.part.code && fits(one, candidate),
      )
      if (!other) continue
      codes.set(one.criterion.code, other.criterion.code)
      free.delete(other)
    }
  }
  const titles = (one: Placed, other: Placed) => one.key === other.key
  const codesEqual = (one: Placed, other: Placed) => one.criterion.code === other.criterion.code
  take((one, other) => codesEqual(one, other) && titles(one, other))
  take(titles)
  take((one, other) => similarity(one.criterion.title, other.criterion.title) >= SAME_TITLE)
  return codes
}

type Placed = ReturnType<typeof keyed>[number]

/** The leaves with their titles folded once: each is compared with many. */
function keyed(sheet: Pick<Sheet, 'parts'>) {
  return leaves(sheet).map((leaf) => ({ ...leaf, key: matchKey(leaf.criterion.title) }))
}

function placeOf(answer: Exclude<Answer, null>): { scale: number; option: number } {
  return typeof answer === 'number'
    ? { scale: 0, option: answer }
    : { scale: answer.case, option: answer.option }
}

function optionOf(criterion: Criterion, answer: Exclude<Answer, null>) {
  const { scale, option } = placeOf(answer)
  return scalesOf(criterion)[scale]?.options[option] ?? null
}

function sameOption(from: Criterion, to: Criterion, answer: Answer): Answer {
  if (answer === null) return null
  const chosen = optionOf(from, answer)
  if (!chosen) return null
  for (const [scale, { options }] of scalesOf(to).entries()) {
    const index = options.findIndex((option) => matchKey(option.label) === matchKey(chosen.label))
    if (index >= 0) return to.cases ? { case: scale, option: index } : index
  }
  if (from.cases || to.cases) return null
  const points = (criterion: Criterion) => criterion.options?.map((option) => option.points).join()
  return points(from) === points(to) ? placeOf(answer).option : null
}
