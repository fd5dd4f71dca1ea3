export { SupportLaw, type SupportMeasure } from './law.ts'
export {
  mayDoNow,
  mostOf,
  type SupportAction,
  type SupportStanding,
  type SupportStatus,
  supportActions,
  supportStandingOf,
  supportStatuses,
} from './support.ts'
