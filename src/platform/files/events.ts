declare module '../command/events.ts' {
  interface Events {
    /** A stored file was attached to something public: its words may be looked for. */
    'file.attached': { readonly hash: string; readonly mediaType: string }
  }
}

export {}
