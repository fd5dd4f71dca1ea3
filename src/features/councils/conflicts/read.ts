import type { Db } from '../../../platform/db/index.ts'
import type { Reader } from '../sittings/view.ts'
import type { Step } from './detect.ts'
import { barredDossiers } from './visibility.ts'

export interface ConflictLine {
  readonly id: string
  readonly dossierId: string
  readonly product: string
  readonly member: string
  readonly ground: string
  readonly source: 'declared' | 'detected'
  readonly standing: 'undecided' | 'recused' | 'dismissed'
  readonly path: readonly Step[]
  readonly reason: string | null
}

/** Relations in the dossiers of a sitting, without those the reader is barred from; the undecided first. */
export async function readConflictLines(db: Db, reader: Reader, sittingId: string): Promise<ConflictLine[]> {
  const barred = await barredDossiers(db, reader.actor.accountId)
  const rows = await db
    .selectFrom('conflict as c')
    .innerJoin('council_member as m', 'm.id', 'c.member_id')
    .innerJoin('sitting as s', 's.council_id', 'c.council_id')
    .innerJoin('sitting_item as i', (join) =>
      join.onRef('i.sitting_id', '=', 's.id').onRef('i.dossier_id', '=', 'c.dossier_id'),
    )
    .innerJoin('dossier as d', 'd.id', 'c.dossier_id')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select([
      'c.id',
      'c.dossier_id as dossierId',
      't.name as product',
      'm.name as member',
      'c.ground',
      'c.source',
      'c.standing',
      'c.evidence',
      'c.decision_reason as reason',
    ])
    .where('s.id', '=', sittingId)
    .orderBy('i.ordinal')
    .orderBy('m.ordinal')
    .execute()
  const rank = { undecided: 0, recused: 1, dismissed: 2 }
  return rows
    .filter((row) => !barred.has(row.dossierId))
    .map(({ evidence, ...row }) => ({ ...row, path: (evidence ?? []) as Step[] }))
    .sort((a, b) => rank[a.standing] - rank[b.standing])
}
