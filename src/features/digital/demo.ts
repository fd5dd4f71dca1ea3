import { sql } from 'kysely'
import { ok, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import './tables.ts'

/** Part of the demo province: checks of demo shop links, made up; addresses of demo products are never asked. */
export async function loadDemoDigital(kernel: Kernel): Promise<void> {
  await kernel.run(system, async (ctx) => {
    await sql`insert into shop_link_check (product_id, url, outcome, status, checked_at, answered_at, is_demo)
      select id, url, case when n % 4 = 0 then 'gone' else 'answers' end, case when n % 4 = 0 then 404 else 200 end, ${ctx.now},
        case when n % 4 = 0 then null else ${ctx.now}::timestamptz end, true
      from (select p.id, shop->>'url' as url, row_number() over (order by p.created_at, p.id) as n
        from product p cross join lateral jsonb_array_elements(coalesce(p.details->'whereToBuy', '[]')) shop
        where p.is_demo and shop->>'url' is not null) links
      on conflict do nothing`.execute(ctx.db)
    return ok()
  })
}
