/**
 * Every table and its columns, for Kysely. Empty here: each feature adds its own in its `tables.ts` by
 * `declare module '../../platform/db/tables.ts' { interface Tables { dossier: DossierTable } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Tables {}
