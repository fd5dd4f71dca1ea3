import type { Dossiers } from './features/dossiers/index.ts'
import { latestAssessed, scoreOf } from './features/dossiers/index.ts'
import type { Gap } from './features/enrolments/index.ts'
import type { Db } from './platform/db/index.ts'
import { leaves } from './rules/criteria/index.ts'

/** What each product still lacks, by the self-assessment of its latest dossier under a decree whose sheet is on file. */
export function gapsBy(dossiers: Pick<Dossiers, 'lawOf'>) {
  return async (db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, Gap>> => {
    const gaps = new Map<string, Gap>()
    for (const row of await latestAssessed(db, productIds)) {
      const law = dossiers.lawOf(row.regime)
      const sheet = law?.sheet(row.setNo)
      if (!law || !sheet) continue
      const score = scoreOf({ id: row.id, setNo: row.setNo, answers: row.answers as never }, law)
      const titles = new Map(leaves(sheet).map(({ criterion }) => [criterion.code, criterion.title]))
      gaps.set(row.productId, {
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
