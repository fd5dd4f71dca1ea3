import type { Feature, Kernel } from '../../platform/feature.ts'
import { InspectionLaw } from '../../rules/inspections/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { loadDemoInspections } from './demo.ts'
import { countInspections, type FigureExtent, type FigureRecord, type InspectionFigure } from './figures.ts'
import { reopenFindings } from './findings.ts'
import { inspectionInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { inspectionNotices } from './notices.ts'
import { deskPath } from './pages/desk.tsx'
import type { InspectionDeps, Parts } from './parts.ts'
import { inspectionRoutes } from './routes.tsx'
import { inspectionReminders, inspectionTasks } from './tasks.ts'
import { visitRoutes } from './visit-routes.tsx'
import { words } from './words.ts'
import './tables.ts'

export interface Inspections {
  readonly feature: Feature
  /** A figure over days and units, with the records behind it, for targets and reports. */
  count(
    figure: InspectionFigure,
    extent: FigureExtent,
  ): Promise<{ count: number; records: readonly FigureRecord[] }>
}

/** Inspection and supervision after recognition (Điều 9). `law`: inspections.json of the province, as read. */
export function createInspections(
  kernel: Kernel,
  about: Omit<InspectionDeps, 'law'> & { readonly law: unknown },
): Inspections {
  const deps: InspectionDeps = { ...about, law: InspectionLaw.parse(about.law) }
  const parts: Parts = { kernel, deps }
  return {
    feature: {
      name: 'inspections',
      routes: [...inspectionRoutes(parts), ...visitRoutes(parts)],
      menu: [
        {
          path: deskPath,
          label: { vi: words('vi').desk, en: words('en').desk },
          icon: 'clipboard',
          permission: 'inspection.read',
          order: 250,
        },
      ],
      tasks: (about) =>
        mayAnywhere(about.actor, 'inspection.read', about.today)
          ? inspectionTasks(parts, about)
          : Promise.resolve([]),
      reminders: ({ today }) => inspectionReminders(parts, today),
      notices: inspectionNotices,
      problems: { vi, en },
      invariants: inspectionInvariants,
      demo: () => loadDemoInspections(parts),
      subscribe: reopenFindings,
      sitemap: async () => [{ path: '/kiem-tra' }],
    },
    count: (figure, extent) => countInspections(kernel.db, figure, extent, deps),
  }
}
