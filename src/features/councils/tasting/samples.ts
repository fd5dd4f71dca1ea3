import type { Db } from '../../../platform/db/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import { type Desk, deskOf } from '../sheets/desk.ts'
import type { SheetVault } from '../sheets/vault.ts'
import type { Reader } from '../sittings/view.ts'
import { readTasting, type Tasted } from './note.ts'

/** One glass before a member: its code, what is to be ticked, what was. Nothing that says whose it is. */
export interface Sample {
  readonly code: string
  readonly desk: Desk
  readonly tasted: Tasted | null
}

/** The samples a member may taste now, in the order of their codes: that order says nothing of the agenda. */
export async function samplesFor(
  db: Db,
  reader: Reader,
  sittingId: string,
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
  vault: SheetVault,
): Promise<Sample[]> {
  const items = await db
    .selectFrom('sitting_item')
    .select(['id', 'dossier_id', 'sample_code'])
    .where('sitting_id', '=', sittingId)
    .where('sample_code', 'is not', null)
    .where('phase', 'in', ['waiting', 'scoring'])
    .where('scoring_round', '<=', 1)
    .orderBy('sample_code')
    .execute()
  const barred = await barredDossiers(db, reader.actor.accountId)
  const samples: Sample[] = []
  for (const item of items.filter((one) => !barred.has(one.dossier_id))) {
    const desk = await deskOf(db, { ...reader, itemId: item.id }, deps)
    if (desk && desk.tasting.length > 0)
      samples.push({ code: item.sample_code!, desk, tasted: await readTasting(db, desk, vault) })
  }
  return samples
}
