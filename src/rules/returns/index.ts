export { ReturnLaw } from './law.ts'
export { type Held, type Period, periodBefore, periodOf, periodsToFile, unbrokenSince } from './period.ts'
export { type Doubt, doubtsAbout, type Figures, growthOf } from './plausible.ts'
