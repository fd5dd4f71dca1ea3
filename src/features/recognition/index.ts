export { lookUpCertificate } from './certificates/lookup.ts'
export { appendEvent } from './events.ts'
export {
  createRecognition,
  type ProvinceOffice,
  type Recognition,
  type RecognitionSurroundings,
} from './recognition.ts'
export { asRuleEvent, standingOf } from './standing.ts'
