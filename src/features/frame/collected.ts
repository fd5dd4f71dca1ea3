import type { Actor, Problem } from '../../platform/command/index.ts'
import type { DeskTask, Feature, MenuItem, TaskSource } from '../../platform/feature.ts'
import type { Lang, ProblemDictionary } from '../../platform/i18n/index.ts'
import { mayAnywhere, type Permission } from '../../rules/permissions/index.ts'

/** What the frame learns from the features once all of them are composed. */
interface Collected {
  features: readonly Feature[]
  menu: MenuItem[]
  tasks: TaskSource[]
  dictionary: ProblemDictionary | undefined
}

const collected: Collected = { features: [], menu: [], tasks: [], dictionary: undefined }

/** Called once with every feature: from then on menu, desk and words are complete. */
export function collect(features: readonly Feature[], dictionary: ProblemDictionary): void {
  collected.features = features
  collected.menu = features.flatMap((feature) => feature.menu ?? []).sort((a, b) => a.order - b.order)
  collected.tasks = features.flatMap((feature) => (feature.tasks ? [feature.tasks] : []))
  collected.dictionary = dictionary
}

/** Every feature of the house, once it is composed. */
export function everyFeature(): readonly Feature[] {
  return collected.features
}

/** What waits for this person in every feature. */
export async function tasksFor(about: {
  actor: Actor
  lang: Lang
  today: string
}): Promise<readonly DeskTask[]> {
  return (await Promise.all(collected.tasks.map((source) => source(about)))).flat()
}

/** The menu entries this person may use, in order. */
export function menuFor(actor: Actor, today: string): readonly MenuItem[] {
  return collected.menu.filter((item) => mayAnywhere(actor, item.permission as Permission, today))
}

/** The sentence of a problem in the reader's language; before composition is complete, its code. */
export function problemText(problem: Problem, lang: Lang): string {
  return collected.dictionary?.text(problem, lang) ?? problem.code
}

/** Problems by form field, as sentences: `errorsByField(problems, lang).name`. */
export function errorsByField(problems: readonly Problem[], lang: Lang): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {}
  for (const problem of problems) errors[problem.field ?? ''] ??= problemText(problem, lang)
  return errors
}
