export { createPlans, type Plans, type PlansDeps } from './plans.tsx'
