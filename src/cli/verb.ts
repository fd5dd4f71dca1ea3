import type { ParseArgsConfig } from 'node:util'
import type { Config } from '../platform/config/index.ts'
import { fill, type Lang } from '../platform/i18n/index.ts'
import { cliMessages as en } from './messages.en.ts'
import { cliMessages as vi } from './messages.vi.ts'

export type CliWord = keyof typeof vi

export type Words = (word: CliWord, values?: Readonly<Record<string, unknown>>) => string

export const wordsIn =
  (lang: Lang): Words =>
  (word, values = {}) =>
    fill({ vi, en }[lang][word], values)

export interface VerbOption {
  readonly type: 'boolean' | 'string'
  readonly word: CliWord
}

/** What a verb found: `result` for --json, `lines` for people; `good` decides between exit codes 0 and 1. */
export interface Answer {
  readonly good: boolean
  readonly result: unknown
  readonly lines: readonly string[]
}

/** One call of a verb. */
export interface Call {
  readonly arguments: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly config: Config
  readonly words: Words
  readonly lang: Lang
  /** A line that moves on a terminal and is silent elsewhere. */
  readonly progress: (done: number, of: number) => void
  /** Aborted by Ctrl-C: what the call laid down for a moment is taken away before it ends. */
  readonly signal: AbortSignal
  /** Done when the call ends, also when it is broken off by Ctrl-C. */
  readonly defer: (close: () => Promise<void>) => void
}

export interface Verb {
  /** As typed after `npx saolang`. */
  readonly usage: string
  readonly about: CliWord
  /** Least and most arguments. */
  readonly takes: readonly [least: number, most: number]
  readonly options?: Readonly<Record<string, VerbOption>>
  run(call: Call): Promise<Answer>
}

/** Thrown for wrong use of a verb: its message is printed, the exit code is 2. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

export type Options = NonNullable<ParseArgsConfig['options']>
