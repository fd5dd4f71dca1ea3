export type { PlanFact, SourcedFigure } from './cut.ts'
export { createReports, type IssuerOn, type Reports } from './feature.ts'
export type { FigureSource, ReportSources } from './records/take.ts'
