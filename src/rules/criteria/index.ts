export { Classification, type ClassifiedSet, setsOf } from './classification.ts'
export { flawsOf, type SheetSurroundings } from './integrity.ts'
export { LawDefect, parseSheet, readLaw } from './parse.ts'
export {
  type Case,
  type Criterion,
  Erratum,
  type KnockOut,
  KnockOutEffect,
  type Option,
  type Part,
  Sheet,
  Star,
} from './sheet.ts'
export { citeCriterion, criteriaOf, criterionByCode, isLeaf, leaves, type Placed, scalesOf } from './walk.ts'
