export { type Activities, createActivities } from './activities.ts'
export { type ActivityFigure, activityFigures, type Counted, type FigureExtent } from './figures.ts'
export type { ActivityDeps } from './parts.ts'
