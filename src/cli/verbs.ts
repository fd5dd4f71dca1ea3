import type { Verb } from './verb.ts'

/** Every verb by its words. Each is loaded only when it is called. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>> = {
  score: () => import('./verbs/score.ts'),
  import: () => import('./verbs/import.ts'),
  check: () => import('./verbs/check.ts'),
  'audit verify': () => import('./verbs/audit-verify.ts'),
  backup: () => import('./verbs/backup.ts'),
  restore: () => import('./verbs/restore.ts'),
  verify: () => import('./verbs/verify.ts'),
  'keys rotate': () => import('./verbs/keys-rotate.ts'),
  export: () => import('./verbs/export.ts'),
  migrate: () => import('./verbs/migrate.ts'),
  'user add': () => import('./verbs/user-add.ts'),
  'user reset-factor': () => import('./verbs/user-reset-factor.ts'),
}
