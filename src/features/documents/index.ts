export { createDocuments, type Documents, type KnownDocument } from './documents.ts'
export type { DocumentLine } from './queries.ts'
