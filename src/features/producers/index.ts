export type { ProducerTable, Representative, Source } from './tables.ts'
