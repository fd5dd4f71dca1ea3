import type { CommandContext } from './command/index.ts'
import type { Bilingual } from './i18n/index.ts'

/**
 * Whom a notice goes to; what is given adds up. Ids and roles are those of the sign-in, which augments this with the
 * owners its accounts act for.
 */
export interface NoticeTo {
  readonly accountIds?: readonly string[] | undefined
  /** Everybody who holds this role today: of an agency, over a place, or (neither given) anywhere. */
  readonly role?: string | undefined
  readonly placeCode?: string | undefined
  readonly agency?: string | undefined
}

/** A text, a number, a day as `yyyy-mm-dd`, or a word in both languages. */
export type NoticeParam = string | number | Bilingual | null | undefined

export interface Notice {
  /** `<feature>.<what>`: names the template its feature supplies. */
  readonly kind: string
  readonly to: NoticeTo
  readonly params?: Readonly<Record<string, NoticeParam>> | undefined
  /** Where what it speaks of is seen or done; without language. */
  readonly path: string
  readonly about?: { readonly kind: string; readonly id: string } | undefined
  /** Of one kind and key only one notice is ever sent. */
  readonly key?: string | undefined
  /** Leaves out who caused it: they know. */
  readonly exceptActor?: boolean | undefined
}

/**
 * Words of one kind of notice. `{name}` is filled from its params; a line with a value that is missing is left out.
 * `body`: what changed and why; `next`: what the reader does now.
 */
export interface NoticeWords {
  readonly title: string
  readonly body: string
  readonly next?: string | undefined
}

export interface NoticeTemplate {
  /** Roles it goes to: whose list of preferences it stands in. */
  readonly roles: readonly string[]
  /** Name of the kind in lists and preferences. */
  readonly name: Bilingual
  readonly vi: NoticeWords
  readonly en: NoticeWords
}

/** Tells people something, in the transaction of its cause; answers how many were told (0: none, or told before). */
export type SendNotice = (ctx: CommandContext, notice: Notice) => Promise<number>
