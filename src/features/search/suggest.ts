import type { Kernel } from '../../platform/feature.ts'
import type { Abbreviations } from '../../rules/vietnamese/index.ts'
import { find, type Hit, type SearchFilter } from './find.ts'
import { readQuestion } from './question.ts'

const shown = 8
const ofKind = 4

/** Names and titles for what is typed so far, the nearest first; only hits by name, no text is opened. */
export async function suggestions(
  kernel: Kernel,
  abbreviations: Abbreviations,
  typed: string,
  { now, lang }: Pick<SearchFilter, 'now' | 'lang'>,
): Promise<readonly Hit[]> {
  const question = readQuestion(typed, abbreviations)
  if (!question || question.key.length < 2) return []
  const found = await find(kernel.pool, question, { now, lang, limit: ofKind }, 'names')
  return [...found.values()]
    .flatMap((each) => each.hits)
    .sort((a, b) => a.near - b.near)
    .slice(0, shown)
}
