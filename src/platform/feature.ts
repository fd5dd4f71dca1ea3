import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Clock } from './clock/index.ts'
import type { Actor, CommandContext, EventBus, Result } from './command/index.ts'
import type { Config } from './config/index.ts'
import type { Daily } from './daily/index.ts'
import type { Standby } from './db/index.ts'
import type { Tables } from './db/tables.ts'
import type { FileStore } from './files/index.ts'
import type { PageCache, Route } from './http/index.ts'
import type { Bilingual, Lang } from './i18n/index.ts'
import type { Job } from './jobs/index.ts'
import type { Keyring } from './keys/index.ts'
import type { Mailer } from './mail/index.ts'
import type { Notice, NoticeTemplate } from './notice.ts'
import type { Uploads } from './uploads/index.ts'

/** What every feature is built on; made once by the composition root. */
export interface Kernel {
  readonly config: Config
  readonly clock: Clock
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  /** Where visitors' reads may go. */
  readonly standby?: Standby
  readonly events: EventBus
  readonly files: FileStore
  /** Files that arrive piece by piece over a line that breaks. */
  readonly uploads: Uploads
  /** Counts what one person does in a day. */
  readonly daily: Daily
  readonly mailer: Mailer
  readonly cache: PageCache
  /** Secrets of this instance: wrapping and signing keys. */
  readonly keys: Keyring
  /** Runs a command outside a request: jobs, imports, demo data. */
  run<T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<Result<T>>
  /** Drops the pages that depend on these tags, here and on every other instance. Call it in `ctx.after`. */
  purge(tags: readonly string[]): Promise<void>
}

/** A finding of `saolang check`: what does not agree with what. */
export interface Violation {
  readonly subject: string
  readonly message: string
}

/** A sentence that must hold on a live system; empty answer: it holds. */
export interface Invariant {
  readonly name: string
  readonly article?: string | undefined
  run(db: Kysely<Tables>): Promise<readonly Violation[]>
}

/** An entry of the work area's menu, shown to those the permission is granted anywhere. */
export interface MenuItem {
  readonly path: string
  readonly label: Bilingual
  readonly icon: string
  readonly permission: string
  /** Order within the rail: hundreds make a section of the menu, tens leave room between. */
  readonly order: number
}

/** One thing that waits for this person, for “Việc của tôi”. */
export interface DeskTask {
  readonly title: string
  readonly detail?: string | undefined
  readonly path: string
  /** Legal day by which it is due; sorts and groups the desk. */
  readonly due?: string | undefined
  readonly group: string
}

export type TaskSource = (about: { actor: Actor; lang: Lang; today: string }) => Promise<readonly DeskTask[]>

/** What a feature gives to the composition root. */
export interface Feature {
  readonly name: string
  readonly routes?: readonly Route[]
  readonly subscribe?: (events: EventBus) => void
  readonly invariants?: readonly Invariant[]
  readonly menu?: readonly MenuItem[]
  readonly tasks?: TaskSource
  /** Work done after and apart from requests, by whichever instance is free. */
  readonly jobs?: readonly Job[]
  /** Words of this feature's problem codes. */
  readonly problems?: {
    readonly vi: Readonly<Record<string, string>>
    readonly en: Readonly<Record<string, string>>
  }
  /** Words of the kinds of notices it sends, by `<feature>.<what>`. */
  readonly notices?: Readonly<Record<string, NoticeTemplate>>
  /** What people should be reminded of today; asked once a day. Each needs a key, so that it is said once. */
  readonly reminders?: (about: { readonly today: string }) => Promise<readonly Notice[]>
  /** Its part of the demo province, loaded into an empty database in the order of composition. */
  readonly demo?: () => Promise<void>
  /** Started after the server listens; the answer stops it. */
  readonly start?: () => Promise<() => Promise<void>>
  /** Ends answers that would never end by themselves (open streams), before the server closes. */
  readonly leave?: () => void
  /** Public addresses for the sitemap. */
  readonly sitemap?: () => Promise<readonly { path: string; changedAt?: Date }[]>
}
