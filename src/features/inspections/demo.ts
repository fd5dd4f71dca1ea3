import { ok, system } from '../../platform/command/index.ts'
import { addInspection, approvePlan, assignTeam } from './commands.ts'
import { rankProducts } from './facts.ts'
import type { Parts } from './parts.ts'

const demo = { isDemo: true }

/** Part of the demo province: the plan of the year with a drawn share, one visit in the inspector's hands. */
export async function loadDemoInspections({ kernel, deps }: Parts): Promise<void> {
  const done = await kernel.run(system, async (ctx) => {
    const inspector = await ctx.db
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'kiem-tra')
      .executeTakeFirst()
    const year = Number(ctx.today.slice(0, 4))
    const product = await ctx.db
      .selectFrom('product as p')
      .innerJoin('producer as o', 'o.id', 'p.producer_id')
      .select('p.id')
      .where('o.name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
      .orderBy('p.name')
      .execute()
    const ranked = await rankProducts(ctx.db, ctx.today, deps)
    const first = ranked.find((each) => product.some((one) => one.id === each.id)) ?? ranked[0]
    if (!inspector || !first) return ok()
    const added = await addInspection(
      ctx,
      {
        productId: first.id,
        reason: 'office',
        misuseReportId: null,
        why: 'Dữ liệu minh họa',
        dueOn: `${year}-12-31`,
      },
      deps,
      demo,
    )
    if (!added.ok) return added
    const assigned = await assignTeam(ctx, added.value.id, [inspector.id], deps, demo)
    if (!assigned.ok) return assigned
    if (ranked.length < 3) return ok()
    const planned = await approvePlan(
      ctx,
      { year, wanted: 4, seed: `OCOP-${year}-minh-hoa`, dueOn: `${year}-12-31` },
      deps,
      demo,
    )
    return planned.ok ? ok() : planned
  })
  if (!done.ok) throw new Error(`the demo inspections do not load: ${JSON.stringify(done.problems)}`)
}
