import { today } from '../../platform/clock/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { ActivityLaw } from '../../rules/activities/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import type { ImportKind } from '../imports/index.ts'
import { attendanceCodes } from './attendance-code.ts'
import { loadDemoActivities } from './demo.ts'
import { deskRoutes } from './desk-routes.tsx'
import { type ActivityFigure, type Counted, countActivities, type FigureExtent } from './figures.ts'
import { activityImport } from './import.ts'
import { activityInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { activityNotices } from './notices.ts'
import { ownRoutes } from './own-routes.tsx'
import { deskPath, publicPath } from './pages/parts.tsx'
import type { ActivityDeps, Parts } from './parts.ts'
import { publicRoutes } from './public-routes.tsx'
import { openActivities } from './queries.ts'
import { roomRoutes } from './room-routes.tsx'
import { activityTasks } from './tasks.ts'
import { words } from './words.ts'
import './tables.ts'

export interface Activities {
  readonly feature: Feature
  readonly importKind: ImportKind
  /** A figure over days and units, with the records behind it, for targets and reports. */
  count(figure: ActivityFigure, extent: FigureExtent): Promise<Counted>
}

/** Communication, training and study tours. `law`: activities.json of the province, as read. */
export async function createActivities(
  kernel: Kernel,
  about: Omit<ActivityDeps, 'law'> & { readonly law: unknown },
): Promise<Activities> {
  const deps: ActivityDeps = { ...about, law: ActivityLaw.parse(about.law) }
  const key = await kernel.keys.symmetric('attendance')
  const codes = attendanceCodes(key, deps.law.attendance.codeMinutes)
  const parts: Parts = { kernel, deps, codes }
  return {
    importKind: activityImport(deps),
    feature: {
      name: 'activities',
      routes: [...publicRoutes(parts), ...ownRoutes(parts), ...deskRoutes(parts), ...roomRoutes(parts)],
      menu: [
        {
          path: deskPath,
          label: { vi: words('vi').desk, en: words('en').desk },
          icon: 'users',
          permission: 'activity.read',
          order: 330,
        },
      ],
      tasks: (about) =>
        mayAnywhere(about.actor, 'activity.read', about.today)
          ? activityTasks(parts, about)
          : Promise.resolve([]),
      problems: { vi, en },
      notices: activityNotices,
      invariants: activityInvariants,
      demo: () => loadDemoActivities(parts),
      sitemap: async () => [
        { path: publicPath },
        ...(await openActivities(kernel.db, today(kernel.clock))).map((activity) => ({
          path: `${publicPath}/${activity.slug}`,
        })),
      ],
    },
    count: (figure, extent) => countActivities(kernel.db, figure, extent, deps),
  }
}
