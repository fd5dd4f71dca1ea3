import type { CommandContext } from '../../../platform/command/index.ts'
import type { SendNotice } from '../../../platform/notice.ts'
import { type Places, placeToday } from '../../places/index.ts'
import { words } from '../words.ts'
import type { Measure } from './measures.ts'

export interface TellDeps {
  readonly places: Places
  readonly send?: SendNotice | undefined
}

export interface MeasureTaken {
  readonly recognitionId: string
  readonly productId: string
  readonly measure: Measure
  /** Number of the decision. */
  readonly decision: string
  readonly day: string
  readonly reason: string | null
  readonly key: string
}

/** Điều 8 khoản 3 điểm c: the decision goes to the owner; the commune that governs the place today hears too. */
export async function tellMeasure(ctx: CommandContext, taken: MeasureTaken, deps: TellDeps): Promise<void> {
  const product = await ctx.db
    .selectFrom('product')
    .select(['name', 'slug', 'producer_id as producerId', 'place_code', 'place_day', 'province_code'])
    .where('id', '=', taken.productId)
    .executeTakeFirstOrThrow()
  const { commune } = placeToday(deps.places, product, ctx.today)
  await deps.send?.(ctx, {
    kind: 'recognition.measure',
    to: {
      ...(product.producerId && { producerId: product.producerId }),
      ...(commune && { role: 'commune-officer', placeCode: commune }),
    },
    params: {
      product: product.name,
      measure: { vi: words('vi').outcome[taken.measure]!, en: words('en').outcome[taken.measure]! },
      decision: taken.decision,
      day: taken.day,
      reason: taken.reason,
    },
    path: `/san-pham/${product.slug}`,
    about: { kind: 'recognition', id: taken.recognitionId },
    key: taken.key,
  })
}
