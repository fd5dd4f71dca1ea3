export { createDigital, type Digital } from './digital.ts'
export { type DigitalFigure, digitalFigures, type FigureExtent } from './figures.ts'
