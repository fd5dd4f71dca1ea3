import './events.ts'

export { lookUpCertificate } from './certificates/lookup.ts'
export { appendEvent } from './events.ts'
export {
  type PublicRecognition,
  recordPublicRecognition,
  recordPublicRecognitions,
  withdrawPublicRecognitions,
} from './public-source.ts'
export {
  createRecognition,
  type ProvinceOffice,
  type Recognition,
  type RecognitionSurroundings,
} from './recognition.ts'
export { asRuleEvent, standingOf } from './standing.ts'
export type { RecognitionTable, StatedRecognition } from './tables.ts'
