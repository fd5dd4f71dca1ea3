declare module '../../platform/command/events.ts' {
  interface Events {
    /** Something that others show of these producers changed. */
    'producer.changed': { readonly producerIds: readonly string[] }
    /** A person without any producer registered one: they act for it from now on. */
    'producer.registered': { readonly producerId: string; readonly accountId: string }
    /** Two records of one producer were laid together: what hangs on the merged one follows to the kept one. */
    'producer.merged': { readonly mergeId: string; readonly keptId: string; readonly mergedId: string }
    /** The merge was undone: give back what followed it. */
    'producer.parted': { readonly mergeId: string; readonly keptId: string; readonly mergedId: string }
  }
}

export {}
