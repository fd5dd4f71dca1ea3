import { sql } from 'kysely'
import { z } from 'zod'
import { type CommandContext, ok, type Result, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { lookAt, type Visit, visit } from '../../platform/outbound/index.ts'
import './tables.ts'

/** Addresses of one run; the rest come the next day. */
const most = 200

export interface DueLink {
  readonly productId: string
  readonly url: string
}

/** Addresses on public products that were not asked for a week, the longest first. Those of demo products lead nowhere. */
export async function dueLinks(kernel: Pick<Kernel, 'db'>, now: Date): Promise<DueLink[]> {
  const { rows } = await sql<DueLink>`
    select distinct p.id as "productId", shop->>'url' as url, c.checked_at
    from product p cross join lateral jsonb_array_elements(coalesce(p.details->'whereToBuy', '[]')) shop
    left join shop_link_check c on c.product_id = p.id and c.url = shop->>'url'
    where p.is_public and not p.is_demo and length(shop->>'url') between 1 and 2000
      and (c.checked_at is null or c.checked_at < ${now}::timestamptz - interval '7 days')
    order by c.checked_at nulls first limit ${most}`.execute(kernel.db)
  return rows.map(({ productId, url }) => ({ productId, url }))
}

export async function keepCheck(
  ctx: CommandContext,
  { productId, url }: DueLink,
  seen: Visit,
): Promise<Result<void>> {
  const kept = lookAt(seen, ctx.now)
  await ctx.db
    .insertInto('shop_link_check')
    .values({ product_id: productId, url, answered_at: null, ...kept })
    .onConflict((oc) => oc.columns(['product_id', 'url']).doUpdateSet(kept))
    .execute()
  return ok()
}

/** Every night: the addresses that are due, one after the other, so that no shop is asked by many at once. */
export function linkCheckJob(
  kernel: Kernel,
  ask: (url: string) => Promise<Visit> = visit,
): Job<Record<string, never>> {
  return defineJob({
    name: 'digital.check-links',
    schema: z.object({}).strip() as never,
    schedule: { daily: '03:40' },
    timeoutSeconds: 3000,
    handler: async () => {
      for (const link of await dueLinks(kernel, kernel.clock())) {
        const seen = await ask(link.url)
        const kept = await kernel.run(system, (ctx) => keepCheck(ctx, link, seen))
        if (!kept.ok) throw new Error(`a check is not kept: ${JSON.stringify(kept.problems)}`)
        // The product's public page says what was found.
        await kernel.purge([`product:${link.productId}`, 'plans'])
      }
    },
  })
}
