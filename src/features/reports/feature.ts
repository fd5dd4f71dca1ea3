import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Day } from '../../rules/calendar/index.ts'
import { indexRoutes } from './index-routes.tsx'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import type { ReportSources } from './records/take.ts'
import type { Issuer } from './render/paper.ts'
import { reportRoutes } from './report-routes.tsx'
import { words } from './words.ts'

/** Who reports on a day: names of agencies change. */
export type IssuerOn = (day: Day) => Issuer

export interface Reports {
  readonly feature: Feature
  readonly sources: ReportSources
}

/** Reports as definitions, frozen when sent; composed, approved, issued and amended by the office. */
export function createReports(kernel: Kernel, sources: ReportSources, issuerOn: IssuerOn): Reports {
  const reading = { kernel, sources }
  return {
    sources,
    feature: {
      name: 'reports',
      routes: [...indexRoutes(reading), ...reportRoutes(reading, issuerOn)],
      problems: { vi, en },
      menu: [
        {
          path: '/lam-viec/bao-cao',
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'chart',
          permission: 'report.read',
          order: 70,
        },
      ],
    },
  }
}
