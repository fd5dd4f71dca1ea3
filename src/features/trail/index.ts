export { deedText } from './deeds.ts'
export { createTrail, type TrailSurroundings } from './trail.tsx'
