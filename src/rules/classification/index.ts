export { type LostAnswer, type RemappedAnswers, remapAnswers } from './remap.ts'
export { ClassificationHints, type Example, type Suggestion, suggestSets } from './suggest.ts'
