import type { Feature, Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { Day } from '../../rules/calendar/index.ts'
import type { Whom } from './composer/exchange.ts'
import { reportInvariants } from './composer/invariants.ts'
import { composerRoutes } from './composer/routes.tsx'
import { reportTasks } from './composer/tasks.ts'
import { dashboardRoutes } from './dashboard/routes.tsx'
import { loadDemoReports } from './demo.ts'
import { indexRoutes } from './index-routes.tsx'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { reportNotices } from './notices.ts'
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
export function createReports(
  kernel: Kernel,
  sources: ReportSources,
  office: { readonly issuerOn: IssuerOn; readonly send: SendNotice; whom(day: Day): readonly Whom[] },
): Reports {
  const reading = { kernel, sources }
  return {
    sources,
    feature: {
      name: 'reports',
      routes: [
        ...indexRoutes(reading),
        ...reportRoutes(reading, office.issuerOn),
        ...composerRoutes({ ...reading, ...office }),
        ...dashboardRoutes(reading),
      ],
      demo: () => loadDemoReports(kernel, sources, office),
      notices: reportNotices,
      tasks: reportTasks(reading),
      invariants: reportInvariants,
      problems: { vi, en },
      menu: [
        {
          path: '/lam-viec/dieu-hanh',
          label: { vi: words('vi').dashboard, en: words('en').dashboard },
          icon: 'chart',
          permission: 'dashboard.read',
          order: 5,
        },
        {
          path: '/lam-viec/bao-cao',
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'file',
          permission: 'report.read',
          order: 370,
        },
      ],
    },
  }
}
