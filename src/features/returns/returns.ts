import type { Feature, Kernel } from '../../platform/feature.ts'
import { fill, formatDay } from '../../platform/i18n/index.ts'
import type { Notice } from '../../platform/notice.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { type Actor, mayAnywhere } from '../../rules/permissions/index.ts'
import { ReturnLaw } from '../../rules/returns/index.ts'
import { loadDemoReturns } from './demo.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { returnNotices } from './notices.ts'
import { deskPath, dutiesPath } from './pages/desk.tsx'
import type { Parts, ReturnDeps } from './parts.ts'
import {
  countReturns,
  dueOf,
  type FigureExtent,
  type ReturnFigure,
  reportingProducts,
  returnsOf,
} from './queries.ts'
import { returnRoutes } from './routes.tsx'
import { periodText, words } from './words.ts'
import './tables.ts'

export interface Returns {
  readonly feature: Feature
  /** A figure over days and units, its sum, and the records behind it, for targets and reports. */
  count(figure: ReturnFigure, extent: FigureExtent): ReturnType<typeof countReturns>
}

/** Everybody's returns, for reminders: read as the whole province. */
const everything: Actor = {
  accountId: '00000000-0000-0000-0000-000000000000',
  name: '',
  lang: 'vi',
  grants: [{ role: 'provincial-office', place: null, agencyId: null, from: '0001-01-01', to: null }],
}

/** Periodic returns of producers after recognition. `law`: post-recognition.json of the province, as read. */
export function createReturns(
  kernel: Kernel,
  about: Omit<ReturnDeps, 'law'> & { readonly law: unknown },
): Returns {
  const deps: ReturnDeps = { ...about, law: ReturnLaw.parse(about.law) }
  const parts: Parts = { kernel, deps }
  const dues = async (
    actor: Actor,
    permission: 'return.write' | 'return.read',
    today: string,
    most?: number | null,
  ) => {
    const products = await reportingProducts(kernel.db, actor, permission, today, deps, { most })
    const returns = await returnsOf(
      kernel.db,
      products.map((product) => product.id),
    )
    return dueOf(products, returns, today, deps)
  }
  const lastDay = (to: string) => addDays(to, deps.law.returns.dueDaysAfter)
  return {
    feature: {
      name: 'returns',
      routes: returnRoutes(parts),
      menu: [
        {
          path: deskPath,
          label: { vi: words('vi').desk, en: words('en').desk },
          icon: 'chart',
          permission: 'return.read',
          order: 240,
        },
      ],
      tasks: async ({ actor, lang, today }) => {
        // Whoever oversees many does not have each of them as a task.
        if (!mayAnywhere(actor, 'return.write', today) || mayAnywhere(actor, 'plan.progress', today))
          return []
        const w = words(lang)
        return (await dues(actor, 'return.write', today)).flatMap(({ product, open: [newest] }) =>
          newest
            ? [
                {
                  title: fill(w.taskFile, { period: periodText(newest, lang), product: product.name }),
                  path: `${deskPath}/${product.id}`,
                  due: lastDay(newest.to),
                  group: w.group,
                },
              ]
            : [],
        )
      },
      reminders: async ({ today }) =>
        (await dues(everything, 'return.read', today, null)).flatMap(
          ({ product, open: [newest] }): Notice[] =>
            newest && lastDay(newest.to) >= today
              ? [
                  {
                    kind: 'returns.due',
                    to: { producerId: product.producerId },
                    params: {
                      product: product.name,
                      period: { vi: periodText(newest, 'vi'), en: periodText(newest, 'en') },
                      due: formatDay(lastDay(newest.to)),
                    },
                    path: `${deskPath}/${product.id}`,
                    about: { kind: 'product', id: product.id },
                    key: `${product.id}/${newest.from}`,
                  },
                ]
              : [],
        ),
      notices: returnNotices,
      problems: { vi, en },
      demo: () => loadDemoReturns(parts, everything),
      sitemap: async () => [{ path: dutiesPath }],
    },
    count: (figure, extent) => countReturns(kernel.db, figure, extent, deps),
  }
}
