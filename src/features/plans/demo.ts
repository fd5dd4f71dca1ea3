import { z } from 'zod'
import { ok, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { Goal } from '../../rules/targets/index.ts'
import type { CommandDeps } from './change.ts'
import { addMilestone, addTarget, draftPlan } from './commands.ts'
import { publishPlan } from './drafting/steps.ts'
import { addTask } from './task-commands.ts'

const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** A plan as it stands on file (regulation/<province>/plans/<number>-<year>.json). */
export const PlanFile = z.strictObject({
  year: z.int(),
  number: z.string(),
  issuedOn: day,
  issuer: z.string(),
  place: z.string(),
  title: Words,
  source: Words,
  purpose: Words,
  taskGroups: z.array(Words.extend({ no: z.int() })),
  targets: z.array(z.strictObject({ code: z.string(), measure: z.string(), goal: Goal, words: Words })),
  milestones: z.array(z.strictObject({ code: z.string(), words: Words })),
  tasks: z.array(
    z.strictObject({
      group: z.int().nullable(),
      lead: z.string(),
      dueOn: day.optional(),
      dueWords: Words.optional(),
      words: Words,
    }),
  ),
  notOnFile: z.array(Words),
})
export type PlanFile = z.infer<typeof PlanFile>

/** Enters a plan on file and publishes it, whole or not at all. */
export async function enterPlan(kernel: Kernel, plan: PlanFile, deps: CommandDeps): Promise<string> {
  const done = await kernel.run(system, async (ctx) => {
    const drafted = await draftPlan(ctx, plan, deps)
    if (!drafted.ok) return drafted
    const { id } = drafted.value
    for (const { code, ...target } of plan.targets) {
      const added = await addTarget(ctx, id, code, { ...target, scope: {} }, deps)
      if (!added.ok) return added
    }
    for (const milestone of plan.milestones) await addMilestone(ctx, id, milestone, deps)
    for (const { group, dueOn, dueWords, ...task } of plan.tasks) {
      const added = await addTask(
        ctx,
        id,
        { ...task, groupNo: group, coordinating: [], dueOn: dueOn ?? null, dueWords: dueWords ?? {} },
        deps,
      )
      if (!added.ok) return added
    }
    const published = await publishPlan(ctx, id, deps)
    return published.ok ? ok({ id }) : published
  })
  if (!done.ok) throw new Error(`plan ${plan.number} does not load: ${JSON.stringify(done.problems)}`)
  return done.value.id
}
