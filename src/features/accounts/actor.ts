import type { Grant } from '../../rules/permissions/index.ts'

declare module '../../platform/command/actor.ts' {
  interface Actor {
    /** Roles held, each scoped to a place, an agency or producers, and to days. */
    readonly grants: readonly Grant[]
    /** Roles that ask for a second factor, while this session came without one: they give nothing yet. */
    readonly withheld?: readonly Grant[]
    readonly lang: 'vi' | 'en'
    /** Notices not yet read, as of this request. */
    readonly unread?: number
  }
}

declare module '../../platform/notice.ts' {
  interface NoticeTo {
    /** Everybody who acts for this producer today. */
    readonly producerId?: string | undefined
  }
}
