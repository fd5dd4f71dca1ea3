export { type Answer, Browser, testApplication } from './application.ts'
export { fixedClock, type SetClock } from './clock.ts'
export { testDatabase } from './database.ts'
export { totp } from './totp.ts'
