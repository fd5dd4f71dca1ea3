import './events.ts'

export { draftMeasure, type MeasureLaw } from './afterlife/measures.ts'
export { letterOf } from './decisions/letters.ts'
export { appendEvent } from './events.ts'
export { verifyPackage } from './ministry/archive.ts'
export {
  meetsRevocation,
  type PastRevocation,
  type Revocable,
  recordPastRevocation,
  withdrawPastRevocations,
} from './past-revocation.ts'
export { publicKeys, rotateKey } from './proof/keys.ts'
export {
  type PublicRecognition,
  type RecordedRecognition,
  recordPublicRecognition,
  recordPublicRecognitions,
  takeBackPublicRecognitions,
} from './public-source.ts'
export {
  createRecognition,
  type ProvinceOffice,
  type Recognition,
  type RecognitionSurroundings,
} from './recognition.ts'
export { recordRecognition } from './record.ts'
export { asRuleEvent, standingOf } from './standing.ts'
export type { RecognitionTable, StatedRecognition } from './tables.ts'
export { takeBackRecorded } from './take-back.ts'
export { type Examined, examineFile, examineText } from './verification/examine.ts'
export { lookUpCertificate } from './verification/lookup.ts'
export { apiAnswer } from './verification/routes.tsx'
export { statusName } from './words.ts'
