/**
 * Who acts. The accounts feature augments this with grants
 * (`declare module '../../platform/command/actor.ts' { interface Actor { … } }`);
 * the platform itself needs only an identity for the audit log.
 */
export interface Actor {
  readonly accountId: string | null
  readonly name: string
  /** Of `system` alone. */
  readonly isSystem?: true
}

/** Somebody who is not signed in. */
export const visitor: Actor = { accountId: null, name: '', grants: [], lang: 'vi' }

/** The system itself: jobs, imports at start, demo data. Holds no grant: what it does is not asked by a person. */
export const system: Actor = { accountId: null, name: 'Hệ thống', isSystem: true, grants: [], lang: 'vi' }
