export { composed } from './composed.ts'
export * from './format.ts'
export * from './language.ts'
export { fill, ProblemDictionary, type ProblemWords } from './words.ts'
