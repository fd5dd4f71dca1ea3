export { type FigureExtent, type SupportFigure, supportFigures } from './figures.ts'
export { createSupport, type SupportMeasures } from './support.tsx'
