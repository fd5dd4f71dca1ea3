export { type FigureExtent, type InspectionFigure, inspectionFigures } from './figures.ts'
export { createInspections, type Inspections } from './inspections.ts'
export type { InspectionDeps, MeasureProposal } from './parts.ts'
