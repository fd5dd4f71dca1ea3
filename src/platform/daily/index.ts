export { type Daily, openDaily } from './daily.ts'
export { networkOf } from './network-of.ts'
export { dailyProblemWords } from './words.ts'
