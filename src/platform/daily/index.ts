export { type Daily, openDaily } from './daily.ts'
export { dailyProblemWords } from './words.ts'
