export { unitImport } from './import.ts'
export { createUnits } from './units.tsx'
