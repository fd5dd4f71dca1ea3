import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Regulation } from '../regulation/index.ts'
import { roundApi } from './api.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { type Onward, words } from './page.tsx'
import { roundRoutes } from './routes.tsx'

export { closeRound, lawfulRounds, markDemoRound, type NewRound, openRound } from './commands.ts'
export { openRoundsOf, type Round, type RoundWithCounts, roundById, roundsOfProvinces } from './queries.ts'

export interface RoundsDeps {
  readonly regulation: Regulation
  readonly homeProvince: string
  /** Where the results of a round go on, for those who may read them. */
  readonly onward?: Onward
}

/** Rounds of evaluation as a feature: pages under `/lam-viec/dot-danh-gia`. */
export function createRounds(
  kernel: Kernel,
  { regulation, homeProvince, onward }: RoundsDeps,
): { feature: Feature } {
  return {
    feature: {
      name: 'rounds',
      routes: [
        ...roundRoutes(kernel, { regulation, homeProvince, onward }),
        ...roundApi(kernel, { regulation, homeProvince }),
      ],
      menu: [
        {
          path: '/lam-viec/dot-danh-gia',
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'calendar',
          permission: 'round.manage',
          order: 160,
        },
      ],
      problems: { vi, en },
    },
  }
}
