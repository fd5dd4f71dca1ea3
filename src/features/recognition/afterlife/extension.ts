import { sql } from 'kysely'
import type { CommandContext, EventBus } from '../../../platform/command/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { ENDINGS } from '../../../rules/procedure/index.ts'
import { appendEvent } from '../events.ts'

/**
 * Điều 12 khoản 3: an extension lasts to the day of the result; a re-evaluation that fails ends it, but takes nothing from the term
 * printed before it.
 */
export async function endExtension(
  ctx: CommandContext,
  about: { productId: string; day: string; decisionId: string | null },
): Promise<void> {
  const extended = await ctx.db
    .selectFrom('recognition as r')
    .select(['r.id', 'r.valid_until as printed'])
    .where('r.product_id', '=', about.productId)
    .where('r.status', 'in', ['valid', 'suspended'])
    .where(sql<boolean>`(SELECT max(e.seq) FROM recognition_event e WHERE e.recognition_id = r.id AND e.kind = 'extended')
      > coalesce((SELECT max(e.seq) FROM recognition_event e WHERE e.recognition_id = r.id AND e.kind = 'expired'), 0)`)
    .execute()
  for (const { id, printed } of extended) {
    const [, end] = [addDays(printed!, 1), about.day].sort()
    await appendEvent(ctx, id, {
      kind: 'expired',
      day: end!,
      decisionId: about.decisionId,
      reason: null,
      detail: {},
    })
  }
}

/** A re-evaluation that is withdrawn or refused has no result to wait for, unless another one of the product still has. */
export function endWithDossier(events: EventBus): void {
  events.on('dossier.moved', async (ctx, { dossierId, to }) => {
    if (to !== 'withdrawn' && to !== 'refused') return
    const dossier = await ctx.db
      .selectFrom('dossier as d')
      .select((eb) => [
        'd.product_id as productId',
        eb
          .exists(
            eb
              .selectFrom('dossier as o')
              .select('o.id')
              .whereRef('o.product_id', '=', 'd.product_id')
              .where('o.kind', '=', 'reevaluation')
              .where('o.status', 'not in', ['draft', ...ENDINGS]),
          )
          .as('another'),
      ])
      .where('d.id', '=', dossierId)
      .where('d.kind', '=', 'reevaluation')
      .executeTakeFirst()
    if (dossier && !dossier.another)
      await endExtension(ctx, { productId: dossier.productId, day: ctx.today, decisionId: null })
  })
}
