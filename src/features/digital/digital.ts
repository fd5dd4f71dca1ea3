import { today } from '../../platform/clock/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { linkCheckJob } from './checks.ts'
import { loadDemoDigital } from './demo.ts'
import { countDigital, type DigitalCount, type DigitalFigure, type FigureExtent } from './figures.ts'
import { digitalInvariants } from './invariants.ts'
import { path } from './pages/page.tsx'
import type { DigitalDeps } from './parts.ts'
import { digitalRoutes } from './routes.tsx'
import { words } from './words.ts'
import './tables.ts'

export interface Digital {
  readonly feature: Feature
  /** A figure over days and units, what it is a share of, and the records behind it, for targets and reports. */
  count(figure: DigitalFigure, extent: FigureExtent): Promise<DigitalCount>
}

/** What of the programme is digital: traces, shops, dossiers, papers. */
export function createDigital(kernel: Kernel, deps: DigitalDeps): Digital {
  return {
    feature: {
      name: 'digital',
      routes: digitalRoutes({ kernel, deps }),
      menu: [
        {
          path,
          label: { vi: words('vi').title, en: words('en').title },
          icon: 'chart',
          permission: 'plan.progress',
          order: 360,
        },
      ],
      jobs: [linkCheckJob(kernel)],
      invariants: digitalInvariants,
      demo: () => loadDemoDigital(kernel),
    },
    count: (figure, extent) => countDigital(kernel.db, figure, extent, deps, today(kernel.clock)),
  }
}
