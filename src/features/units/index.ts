export { unitImport } from './import.ts'
export { createUnits, type Supporter, type Units } from './units.tsx'
