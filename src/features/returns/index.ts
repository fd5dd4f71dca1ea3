export type { ReturnDeps } from './parts.ts'
export { type FigureExtent, type ReturnFigure, returnFigures, salesGrowth } from './queries.ts'
export { createReturns, type Returns } from './returns.ts'
