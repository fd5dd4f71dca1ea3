import type { Problem } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import { forbidden, notFound, type RequestContext } from '../../../platform/http/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { problemText } from '../../frame/index.ts'
import type { CommandDeps } from '../change.ts'
import { type Plan, planOfYear } from '../queries.ts'

export interface DraftingDeps extends CommandDeps {
  /** Where the committee sits: "Huế". */
  readonly seat: string
  /** Groups of tasks of a plan that copies none. */
  readonly taskGroups: readonly { readonly no: number; readonly vi: string; readonly en: string }[]
}

export const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
  problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))

/** A draft is the office's and the leader's; once it goes round, also of those who are asked. */
export function maySee(ctx: RequestContext, plan: Plan): boolean {
  const at = { places: [plan.place_code] }
  return (
    may(ctx.actor, 'plan.edit', at, ctx.today) ||
    may(ctx.actor, 'plan.approve', at, ctx.today) ||
    (plan.status !== 'draft' && may(ctx.actor, 'plan.progress', at, ctx.today))
  )
}

/** The plan of the address, as far as this person may see it. */
export async function seen(kernel: Kernel, deps: CommandDeps, ctx: RequestContext<{ year: number }>) {
  const plan = await planOfYear(kernel.db, deps, ctx.params.year)
  if (!plan) return { reply: notFound() }
  return maySee(ctx, plan) ? { plan } : { reply: forbidden() }
}
