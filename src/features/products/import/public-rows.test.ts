import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogueWorld } from '../../../../test/factories/index.ts'

/** Facts of 366 products from public pages of many provinces, each with its source: as people really write such lists. */
const collection = fileURLToPath(new URL('../../../../test/fixtures/public-products.csv', import.meta.url))

describe('the collection of 366 public rows', () => {
  it('is understood: every row, one product at three stars, and a second time nothing new', async () => {
    const fresh = await catalogueWorld()
    const read = () => fresh.imports.importFile({ kind: 'products', path: collection, dryRun: false })
    expect(await read()).toMatchObject({
      ok: true,
      value: { counts: { rows: 366, created: 366, refused: 0, doubtful: 3 } },
    })
    const { rows } = await fresh.kernel.pool.query(
      `SELECT (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM product_statement) AS statements,
        (SELECT count(DISTINCT province_code)::int FROM product) AS provinces,
        (SELECT count(*)::int FROM product WHERE province_code IS NULL) AS nowhere`,
    )
    expect(rows[0]).toMatchObject({ products: 364, statements: 366, nowhere: 0 })
    const lantern = await fresh.kernel.db
      .selectFrom('product_statement as s')
      .innerJoin('product as p', 'p.id', 's.product_id')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('p.slug', 'like', 'den-long%')
      .executeTakeFirstOrThrow()
    expect(Number(lantern.n)).toBe(3)
    expect(await read()).toMatchObject({
      ok: true,
      value: { counts: { rows: 366, unchanged: 366, created: 0 } },
    })
  })
})
