export { type Found, find, type Hit, type SearchFilter, type SearchKind } from './find.ts'
export { type Question, readQuestion } from './question.ts'
export { createSearch } from './search.tsx'
export { countWords } from './vocabulary.ts'
