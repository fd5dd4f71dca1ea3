import type { Db } from '../../platform/db/index.ts'
import { placeOf, type ShownFile } from '../evidence/index.ts'
import type { Dossier } from './dossier.ts'
import { IN_HAND } from './editing.ts'
import { manifestsOf } from './manifest.ts'
import { papersOfDossier } from './pins.ts'

export interface Proof {
  readonly title: string
  readonly files: readonly ShownFile[]
  fileOfPage(page: number): ShownFile | null
}

/**
 * The files of a paper laid to a dossier: as frozen at the last filing once it is filed, whatever has become of the vault since;
 * as they stand in the vault while the producer has it in hand. null when the paper belongs to neither.
 */
export async function proofFiles(db: Db, dossier: Dossier, paperId: string): Promise<Proof | null> {
  const frozen = (await manifestsOf(db, dossier.id)).at(-1)?.content.papers.find((one) => one.id === paperId)
  if (frozen && !IN_HAND.has(dossier.status)) return proof(frozen.title, frozen.files)
  const { papers } = await papersOfDossier(db, dossier.id)
  const live = papers.find((one) => one.id === paperId)
  if (live) return proof(live.title, live.files)
  return frozen ? proof(frozen.title, frozen.files) : null
}

function proof(title: string, files: readonly ShownFile[]): Proof {
  return { title, files, fileOfPage: (page) => placeOf(files, page)?.file ?? null }
}
