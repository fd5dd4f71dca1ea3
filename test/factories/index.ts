export { fixedClock, type SetClock } from './clock.ts'
export { testDatabase } from './database.ts'
