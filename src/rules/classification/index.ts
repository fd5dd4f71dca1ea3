export { ClassificationHints, type Example, type Suggestion, suggestSets } from './suggest.ts'
