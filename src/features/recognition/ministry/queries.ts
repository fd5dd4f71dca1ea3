import type { Db } from '../../../platform/db/index.ts'

/** A dossier on its way to the Ministry, at it, or back. */
export interface MinistryDossier {
  readonly id: string
  readonly status: 'result-approved' | 'at-ministry' | 'ministry-result'
  readonly product: string
  readonly producer: string
  readonly placeCode: string
  readonly meanNum: number | null
  readonly meanDen: number | null
  readonly star: number | null
  readonly sentOn: string | null
}

export async function ministryDossiers(db: Db, places: readonly string[] | null): Promise<MinistryDossier[]> {
  let query = db
    .selectFrom('dossier as d')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .innerJoin('producer as o', 'o.id', 'd.producer_id')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'd.id').on('r.superseded_by', 'is', null),
    )
    .select((eb) => [
      'd.id',
      'd.status',
      'p.name as product',
      'o.name as producer',
      'd.place_code as placeCode',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.star',
      eb
        .selectFrom('dossier_action as a')
        .select('a.day')
        .whereRef('a.dossier_id', '=', 'd.id')
        .where('a.action', '=', 'send-to-ministry')
        .orderBy('a.seq', 'desc')
        .limit(1)
        .as('sentOn'),
    ])
    .where('d.status', 'in', ['result-approved', 'at-ministry', 'ministry-result'])
    .orderBy('d.status', 'desc')
    .orderBy('p.name')
    .limit(300)
  if (places !== null) query = query.where('d.province_code', 'in', places.length > 0 ? [...places] : [''])
  return (await query.execute()) as MinistryDossier[]
}
