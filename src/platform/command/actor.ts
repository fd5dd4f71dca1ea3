/**
 * Who acts. The accounts feature augments this with grants
 * (`declare module '../../platform/command/actor.ts' { interface Actor { … } }`);
 * the platform itself needs only an identity for the audit log.
 */
export interface Actor {
  readonly accountId: string | null
  readonly name: string
}

/** The system itself: jobs, imports at start, demo data. */
export const systemName = 'Hệ thống'
