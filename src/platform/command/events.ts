import type { CommandContext } from './command.ts'

/** Features augment this: `interface Events { 'dossier.filed': { dossierId: string } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the features, see docs/structure.md
export interface Events {}

export type DomainEvent = { [K in keyof Events]: { readonly type: K } & Events[K] }[keyof Events] & {
  readonly type: string
}

type Subscriber = (ctx: CommandContext, event: DomainEvent) => Promise<void>

/** Hears which deeds were written into the audit log, by their names, once that is committed. */
type Hearer = (deeds: readonly string[]) => void | Promise<void>

/** In-process bus: a subscriber writes in the emitter's transaction, in the order of subscription. */
export class EventBus {
  private readonly subscribers = new Map<string, Subscriber[]>()
  private readonly hearers: Hearer[] = []

  on<K extends keyof Events & string>(
    type: K,
    subscriber: (ctx: CommandContext, event: { readonly type: K } & Events[K]) => Promise<void>,
  ): void {
    const list = this.subscribers.get(type) ?? []
    list.push(subscriber as unknown as Subscriber)
    this.subscribers.set(type, list)
  }

  async deliver(ctx: CommandContext, event: DomainEvent): Promise<void> {
    for (const subscriber of this.subscribers.get((event as { type: string }).type) ?? [])
      await subscriber(ctx, event)
  }

  /** For what is counted over the deeds of many features, none of which knows who counts. Runs after the commit, as `ctx.after` does. */
  afterDeeds(hearer: Hearer): void {
    this.hearers.push(hearer)
  }

  hearersOf(deeds: readonly string[]): (() => void | Promise<void>)[] {
    return deeds.length === 0 ? [] : this.hearers.map((hearer) => () => hearer(deeds))
  }
}
