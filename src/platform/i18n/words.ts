import type { Problem } from '../problem.ts'
import { formatDay } from './format.ts'
import type { Lang } from './language.ts'
import { kernelProblemWords as en } from './problems.en.ts'
import { kernelProblemWords as vi } from './problems.vi.ts'

export type ProblemWords = {
  readonly vi: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

/**
 * Fills `{name}` from the data of a problem; a value that is missing leaves nothing behind. `{name|day|days}` is the first word
 * where the value is one, the second otherwise.
 */
export function fill(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (_, name: string, one: string | undefined, many: string) => {
      const value = values[name]
      if (one === undefined) return printed(value)
      return String(value) === '1' ? one : many
    },
  )
}

/** A day as people write it; anything else as it stands. */
function printed(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : String(value)
}

/** All words of all problem codes: the platform's and each feature's. */
export class ProblemDictionary {
  private readonly words: { vi: Record<string, string>; en: Record<string, string> } = {
    vi: { ...vi },
    en: { ...en },
  }

  add(words: ProblemWords): void {
    Object.assign(this.words.vi, words.vi)
    Object.assign(this.words.en, words.en)
  }

  /** The sentence of a problem, with the article it rests on. */
  text(problem: Problem, lang: Lang): string {
    const template = this.words[lang][problem.code] ?? this.words[lang].invalid!
    const sentence = fill(template, problem.data)
    return problem.article ? `${sentence} (${problem.article})` : sentence
  }

  knows(code: string): boolean {
    return code in this.words.vi && code in this.words.en
  }
}
