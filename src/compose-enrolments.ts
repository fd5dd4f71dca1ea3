import { sql } from 'kysely'
import type { Dossiers } from './features/dossiers/index.ts'
import { scoreOf } from './features/dossiers/index.ts'
import type { Gap } from './features/enrolments/index.ts'
import type { Db } from './platform/db/index.ts'
import { leaves } from './rules/criteria/index.ts'

/** What each product still lacks, by the self-assessment of its latest dossier under a decree whose sheet is on file. */
export function gapsBy(dossiers: Pick<Dossiers, 'lawOf'>) {
  return async (db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, Gap>> => {
    const gaps = new Map<string, Gap>()
    if (productIds.length === 0) return gaps
    const rows = await db
      .selectFrom('dossier')
      .distinctOn('product_id')
      .select(['id', 'product_id', 'regime', 'set_no', 'answers'])
      .where('product_id', 'in', [...productIds])
      .where(sql<boolean>`answers <> '{}'`)
      .orderBy('product_id')
      .orderBy('created_at', 'desc')
      .execute()
    for (const row of rows) {
      const law = dossiers.lawOf(row.regime)
      const sheet = law?.sheet(row.set_no)
      if (!law || !sheet) continue
      const score = scoreOf({ id: row.id, setNo: row.set_no, answers: row.answers as never }, law)
      const titles = new Map(leaves(sheet).map(({ criterion }) => [criterion.code, criterion.title]))
      gaps.set(row.product_id, {
        dossierId: row.id,
        points: score.points,
        star: score.star,
        nextStar: score.nextStar?.star ?? null,
        path: (score.nextStar?.path ?? []).map(({ criterion, gain }) => ({
          criterion,
          title: titles.get(criterion) ?? '',
          gain,
        })),
      })
    }
    return gaps
  }
}
