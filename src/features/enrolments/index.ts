import { z } from 'zod'
import { system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { demoList } from './demo.ts'
import { enrolmentInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { listPath } from './pages/list-page.tsx'
import type { EnrolmentDeps } from './queries.ts'
import { enrolmentRoutes } from './routes.tsx'
import { words } from './words.ts'
import './tables.ts'

export type { Gap } from './queries.ts'

/** The day of the review (regulation/<province>/plans/list-of-year.json). */
const ListFile = z.looseObject({ reviewBefore: z.string().regex(/^\d{2}-\d{2}$/) })

/** The list of products taking part in the programme of a year. */
export function createEnrolments(
  kernel: Kernel,
  about: Omit<EnrolmentDeps, 'reviewBefore' | 'purge'> & { readonly list: unknown },
): { feature: Feature } {
  const { list, ...rest } = about
  const deps: EnrolmentDeps = {
    ...rest,
    reviewBefore: ListFile.parse(list).reviewBefore,
    purge: kernel.purge,
  }
  return {
    feature: {
      name: 'enrolments',
      routes: enrolmentRoutes(kernel, deps),
      problems: { vi, en },
      invariants: enrolmentInvariants,
      menu: [
        {
          path: '/lam-viec/danh-muc',
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'clipboard',
          permission: 'registration.read',
          order: 320,
        },
      ],
      tasks: async ({ actor, lang, today }) => {
        const year = Number(today.slice(0, 4))
        const due = `${year}-${deps.reviewBefore}`
        if (today >= due || !may(actor, 'registration.edit', { places: [deps.provinceCode] }, today))
          return []
        const w = words(lang)
        return [{ title: fill(w.taskReview, { year }), path: listPath(year), due, group: w.group }]
      },
      demo: async () => {
        const done = await kernel.run(system, (ctx) => demoList(ctx, deps))
        if (!done.ok) throw new Error(`the demo list does not load: ${JSON.stringify(done.problems)}`)
      },
    },
  }
}
