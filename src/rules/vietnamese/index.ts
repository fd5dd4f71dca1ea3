export {
  type Abbreviations,
  AbbreviationTable,
  abbreviationsOf,
  expandAbbreviations,
} from './abbreviations.ts'
export { canonical, tidy } from './canonical.ts'
export { edits, withoutInputKeys } from './edits.ts'
export { fold, foldedWords, matchKey } from './fold.ts'
export { formatDay, formatDayLong, formatNumber, parseDay, parseNumber } from './format.ts'
export { jaroWinkler, similarity, trigramOverlap, trigrams } from './similarity.ts'
export { slug } from './slug.ts'
export { inWords } from './words.ts'
