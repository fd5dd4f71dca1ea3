import type { ReportDefinition } from '../definition.ts'
import { councilReport, roundsReport } from './evaluation.ts'
import {
  digitalReport,
  inspectionReport,
  promotionReport,
  supportReport,
  trainingReport,
} from './group-reports.ts'
import {
  byCommuneReport,
  byLeadReport,
  byOwnerReport,
  bySectorReport,
  endingReport,
  inForceReport,
  recognisedReport,
} from './register.ts'
import { yearReport } from './year.ts'

/** Every report of the house, in the order of its page. A new one is a file and a line here. */
export const definitions: readonly ReportDefinition[] = [
  yearReport,
  recognisedReport,
  inForceReport,
  endingReport,
  roundsReport,
  councilReport,
  byCommuneReport,
  bySectorReport,
  byOwnerReport,
  byLeadReport,
  trainingReport,
  supportReport,
  digitalReport,
  promotionReport,
  inspectionReport,
]

export const definitionOf = (id: string): ReportDefinition | undefined =>
  definitions.find((definition) => definition.id === id)
