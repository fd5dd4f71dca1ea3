import type { Db } from '../../../platform/db/index.ts'
import '../tables.ts'

/** Does a result lie before the Chairman? Then it is not reopened before the proposal is taken back. */
export async function standsInProposal(db: Db, itemId: string): Promise<boolean> {
  const row = await db
    .selectFrom('proposal_item as x')
    .innerJoin('result as r', 'r.id', 'x.result_id')
    .select('x.result_id')
    .where('r.item_id', '=', itemId)
    .where('r.superseded_by', 'is', null)
    .where('x.withdrawn', '=', false)
    .executeTakeFirst()
  return row !== undefined
}
