export { type Chapter, chaptersOf, factOf, plainLabel } from './facts.ts'
export { FieldType, Form, FormField, FormSection, fieldsOf, isAsked, isRequired } from './form.ts'
export { type Base, baseOf, type Clash, type Held, markOf, mergeFields } from './merge.ts'
export {
  dayTyped,
  type FormValue,
  type FormValues,
  faultOf,
  LONGEST,
  phoneTyped,
  plainOfWord,
  readDraft,
} from './read.ts'
