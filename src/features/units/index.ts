export { createUnits } from './units.tsx'
