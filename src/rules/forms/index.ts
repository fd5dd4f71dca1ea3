export { type Chapter, chaptersOf, factOf, plainLabel } from './facts.ts'
export { FieldType, Form, FormField, FormSection, fieldsOf, isAsked, isRequired } from './form.ts'
export {
  dayTyped,
  type FormValue,
  type FormValues,
  faultOf,
  LONGEST,
  phoneTyped,
  readDraft,
} from './read.ts'
