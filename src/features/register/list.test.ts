import { expect, test } from 'vitest'
import { testApplication } from '../../../test/factories/index.ts'
import { today as todayOf } from '../../platform/clock/index.ts'
import { listProducts } from './list.ts'

const { kernel } = await testApplication()

test('sorted by what ends first, every product counted is on a page: those without a term come last', async () => {
  const undated = await kernel.db
    .updateTable('catalogue_entry')
    .set({ standing: 'not-stated', valid_until: null } as never)
    .where('product_id', 'in', (eb) => eb.selectFrom('catalogue_entry').select('product_id').limit(2))
    .returning('product_id')
    .execute()
  expect(undated).toHaveLength(2)
  const page = (at: number, perPage: number) =>
    listProducts(
      kernel.pool,
      { filter: { sort: 'ending' }, today: todayOf(kernel.clock), page: at, perPage },
      (_key, ask) => ask(),
    )
  const { total, items } = await page(1, 1000)
  expect(items).toHaveLength(total)
  expect(items.slice(-2).map(({ validUntil }) => validUntil)).toEqual([null, null])
  expect((await page(2, total - 1)).items).toHaveLength(1)
})
