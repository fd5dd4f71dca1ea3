export { ReturnLaw } from './law.ts'
export { type Period, periodBefore, periodOf, periodsToFile } from './period.ts'
export { type Doubt, doubtsAbout, type Figures, growthOf } from './plausible.ts'
