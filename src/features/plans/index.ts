export type { CountElsewhere, MeasuresElsewhere } from './measured-elsewhere.ts'
export { createPlans, type Plans, type PlansDeps } from './plans.tsx'
export type { Sector } from './queries.ts'
