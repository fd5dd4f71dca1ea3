declare module '../../platform/command/events.ts' {
  interface Events {
    /** Something that others show of these products changed. */
    'product.changed': { readonly productIds: readonly string[] }
  }
}

export {}
