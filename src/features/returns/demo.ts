import { ok, system } from '../../platform/command/index.ts'
import type { Actor } from '../../rules/permissions/index.ts'
import { fileReturn } from './commands.ts'
import type { Parts } from './parts.ts'
import { dueOf, reportingProducts } from './queries.ts'

/** Part of the demo province: made-up figures of a few products, the newest period left for the producer to file. */
export async function loadDemoReturns({ kernel, deps }: Parts, everything: Actor): Promise<void> {
  const done = await kernel.run(system, async (ctx) => {
    const products = (await reportingProducts(ctx.db, everything, 'return.read', ctx.today, deps)).filter(
      (product) => product.isDemo,
    )
    for (const [index, { product, open }] of dueOf(products.slice(0, 6), [], ctx.today, deps).entries())
      for (const [age, period] of open.slice(1).reverse().entries()) {
        const filed = await fileReturn(
          ctx,
          product,
          {
            periodFrom: period.from,
            output: `${400 + index * 50 + age * 20}.00`,
            unit: 'kg',
            sales: (30 + index * 5 + age * 2) * 1_000_000,
            jobs: 6 + index,
            changes: [],
            words: 'Dữ liệu minh họa',
            confirmed: true,
          },
          deps,
          { isDemo: true },
        )
        if (!filed.ok) return filed
      }
    return ok()
  })
  if (!done.ok) throw new Error(`the demo returns do not load: ${JSON.stringify(done.problems)}`)
}
