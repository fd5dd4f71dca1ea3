import type { Kysely, Transaction } from 'kysely'
import { type AuditEntry, appendAudit } from '../audit/index.ts'
import type { Clock } from '../clock/index.ts'
import { today } from '../clock/index.ts'
import { transaction } from '../db/index.ts'
import type { Tables } from '../db/tables.ts'
import type { Problem, Result } from '../problem.ts'
import type { Actor } from './actor.ts'
import type { DomainEvent, EventBus } from './events.ts'

/** What one audit line says; the kernel adds actor, time and request. */
export type AuditNote = Omit<AuditEntry, 'at' | 'actorId' | 'actorName' | 'requestId'>

/** The world as a command sees it: one transaction, one instant, one actor. */
export interface CommandContext {
  readonly db: Transaction<Tables>
  readonly actor: Actor
  readonly now: Date
  /** Legal day in Asia/Ho_Chi_Minh, `yyyy-mm-dd`. */
  readonly today: string
  /** Kept until the end, appended to the chain in the same transaction. */
  audit(note: AuditNote): void
  /** Subscribers run in this very transaction: they happen together or not at all. */
  emit(event: DomainEvent): Promise<void>
  /** Runs once after commit; must not be needed for correctness (cache purge, wake-ups). */
  after(effect: () => void | Promise<void>): void
}

export interface CommandHost {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly events: EventBus
  /** Hears of effects that failed after their command was committed. */
  readonly afterFailed?: ((message: string, error: unknown) => void) | undefined
}

/** Carries a refusal out of the transaction so that everything in it is rolled back. */
class Refusal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.code).join(', '))
  }
}

/**
 * Runs a command in one transaction (retried on serialization failure): its writes, its
 * events' writes and its audit entries are committed together, or nothing is.
 */
export async function runCommand<T>(
  host: CommandHost,
  actor: Actor,
  body: (ctx: CommandContext) => Promise<Result<T>>,
  request: { readonly id?: string | undefined } = {},
): Promise<Result<T>> {
  const afterwards: (() => void | Promise<void>)[] = []
  let deeds: readonly string[] = []
  try {
    const value = await transaction(host.db, async (trx) => {
      afterwards.length = 0
      const notes: AuditNote[] = []
      const now = host.clock()
      const ctx: CommandContext = {
        db: trx,
        actor,
        now,
        today: today(host.clock),
        audit: (note) => void notes.push(note),
        emit: (event) => host.events.deliver(ctx, event),
        after: (effect) => void afterwards.push(effect),
      }
      const result = await body(ctx)
      if (!result.ok) throw new Refusal(result.problems)
      await appendAudit(
        trx,
        notes.map((note) => ({
          ...note,
          at: now,
          ...actorOf(actor),
          ...(request.id && { requestId: request.id }),
        })),
      )
      deeds = notes.map(({ action }) => action)
      return result.value
    })
    for (const effect of [...afterwards, ...host.events.hearersOf(deeds)]) await attempt(effect, host)
    return { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: error.problems }
    throw error
  }
}

/** What is done is done: an effect that fails after the commit is told to whoever runs the machine, never to the caller as a refusal. */
async function attempt(
  effect: () => void | Promise<void>,
  { afterFailed = console.error }: CommandHost,
): Promise<void> {
  try {
    await effect()
  } catch (error) {
    afterFailed('an effect after the commit failed', error)
  }
}

/** The actor as the audit log keeps it; what the system or a visitor does has no account. */
export function actorOf(actor: Actor): { actorId: string | null; actorName: string } {
  return { actorId: actor.accountId, actorName: actor.name }
}
