export type { Finder, Found, Hit } from './find.ts'
export { nearness, type Question, readQuestion } from './question.ts'
export { createSearch } from './search.tsx'
