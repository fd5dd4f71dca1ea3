export { type Finder, type Found, type Hit, productsByName } from './find.ts'
export { nearness, type Question, readQuestion } from './question.ts'
export { createSearch } from './search.tsx'
