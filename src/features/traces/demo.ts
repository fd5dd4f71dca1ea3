import { sql } from 'kysely'
import { ok, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { addDays } from '../../rules/calendar/index.ts'
import type { Places } from '../places/index.ts'
import { openLot } from './commands.ts'

/** Part of the demo province: a lot each of two recognised demo products. */
export async function loadDemoTraces(kernel: Kernel, places: Places): Promise<void> {
  const done = await kernel.run(system, async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      select p.id from product p where p.is_demo and exists (select 1 from recognition r where r.product_id = p.id and r.status = 'valid')
      order by p.created_at, p.id limit 2`.execute(ctx.db)
    for (const { id } of rows) {
      const opened = await openLot(ctx, places, {
        productId: id,
        lot: 'MH-01',
        madeOn: addDays(ctx.today, -20),
        bestBefore: addDays(ctx.today, 345),
        origin: 'Dữ liệu minh họa',
      })
      if (!opened.ok) return opened
    }
    return ok()
  })
  if (!done.ok) throw new Error(`the demo traces do not load: ${JSON.stringify(done.problems)}`)
}
