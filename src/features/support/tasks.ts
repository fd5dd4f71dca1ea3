import type { TaskSource } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { deskPath } from './pages/parts.tsx'
import type { Parts } from './parts.ts'
import { type Support, supportsFor } from './queries.ts'
import { measureName, words } from './words.ts'

/** What waits: a decision and a payment for who gives, a result for who received. */
export function supportTasks({ kernel, deps }: Parts): TaskSource {
  return async ({ actor, lang, today }) => {
    const w = words(lang)
    const line = (template: string) => (support: Support) => ({
      title: fill(template, { product: support.product, measure: measureName(support.measure, deps, lang) }),
      path: `${deskPath}/${support.id}`,
      group: w.group,
    })
    if (mayAnywhere(actor, 'support.manage', today)) {
      const [waiting, approved] = await Promise.all(
        (['requested', 'approved'] as const).map((status) =>
          supportsFor(kernel.db, actor, 'support.manage', today, deps, { status }),
        ),
      )
      return [...waiting!.map(line(w.taskDecide)), ...approved!.map(line(w.taskPay))]
    }
    // An officer who oversees many does not have each of them as a task.
    if (!mayAnywhere(actor, 'support.request', today) || mayAnywhere(actor, 'plan.progress', today)) return []
    return (await supportsFor(kernel.db, actor, 'support.request', today, deps, { status: 'paid' })).map(
      line(w.taskResult),
    )
  }
}
