export {
  type ActivityAction,
  ActivityLaw,
  type ActivityStatus,
  activityActions,
  activityStatusOf,
  deservesAttestation,
  mayDoNow,
  seatFor,
} from './activity.ts'
