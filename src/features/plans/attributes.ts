import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Attributes } from '../../rules/targets/index.ts'
import type { CountedRecord } from './measured-elsewhere.ts'
import type { PlanDeps } from './queries.ts'

/** Sector of each record's product, and the star last decided on it by the record's own day, in the order of the records. */
export async function attributesOf(
  db: Db,
  records: readonly CountedRecord[],
  deps: Pick<PlanDeps, 'sectors'>,
): Promise<readonly Attributes[]> {
  const { rows } = await sql<{ set: number | null; star: number | null }>`
    select p.set_no as set, (select r.star from recognition r where r.product_id = p.id and r.issued_on <= t.day
      order by r.issued_on desc, r.id limit 1) as star
    from unnest(${records.map(({ productId }) => productId)}::uuid[], ${records.map(({ day }) => day)}::date[])
      with ordinality as t(product_id, day, n)
    left join product p on p.id = t.product_id order by t.n`.execute(db)
  return rows.map(({ set, star }) => ({
    sector: deps.sectors.find(({ sets }) => set !== null && sets.includes(set))?.code ?? null,
    star,
  }))
}
