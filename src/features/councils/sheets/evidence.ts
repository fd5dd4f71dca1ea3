import type { Db } from '../../../platform/db/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import { manifestsOf, suggestionsOf } from '../../dossiers/index.ts'

/** One paper at the place it proves something. */
export interface PinnedPaper {
  readonly paperId: string
  readonly title: string
  readonly page: number | null
}

/** What lies beside a sheet: the filing as it was frozen, and what the advisory team said. */
export interface SheetEvidence {
  readonly pins: ReadonlyMap<string, readonly PinnedPaper[]>
  readonly general: readonly PinnedPaper[]
  readonly selfAnswers: Readonly<Record<string, Answer>>
  readonly selfNotes: Readonly<Record<string, string>>
  readonly advice: ReadonlyMap<string, readonly { adviser: string; answer: Answer; note: string }[]>
}

/** Reads the last filing: the council judges what was filed, not what the vault holds today. */
export async function sheetEvidence(db: Db, dossierId: string): Promise<SheetEvidence> {
  const [manifests, suggestions] = await Promise.all([
    manifestsOf(db, dossierId),
    suggestionsOf(db, dossierId),
  ])
  const content = manifests.reduce<(typeof manifests)[number] | undefined>(
    (last, one) => (last && last.filing > one.filing ? last : one),
    undefined,
  )?.content
  const titles = new Map(content?.papers.map((paper) => [paper.id, paper.title]))
  const pins = new Map<string, PinnedPaper[]>()
  const general: PinnedPaper[] = []
  for (const pin of content?.pins ?? []) {
    const paper = { paperId: pin.paper, title: titles.get(pin.paper) ?? '–', page: pin.page }
    if (pin.criterion === null) general.push(paper)
    else pins.set(pin.criterion, [...(pins.get(pin.criterion) ?? []), paper])
  }
  const advice = new Map<string, { adviser: string; answer: Answer; note: string }[]>()
  for (const { criterion, ...one } of suggestions)
    advice.set(criterion, [...(advice.get(criterion) ?? []), one])
  return {
    pins,
    general,
    selfAnswers: content?.answers ?? {},
    selfNotes: content?.notes ?? {},
    advice,
  }
}
