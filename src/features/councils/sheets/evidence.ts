import type { Db } from '../../../platform/db/index.ts'
import type { Answer, CouncilRules } from '../../../rules/scoring/index.ts'
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

export const emptyEvidence: SheetEvidence = {
  pins: new Map(),
  general: [],
  selfAnswers: {},
  selfNotes: {},
  advice: new Map(),
}

/** What the council's rules let a member see beside the sheet: before the own seal, after it, or never. */
export function shownBeside(
  evidence: SheetEvidence,
  rules: Pick<CouncilRules, 'besideSheet'>,
  sealed: boolean,
): SheetEvidence {
  const shown = (when: 'always' | 'after-seal' | 'never') =>
    when === 'always' || (when === 'after-seal' && sealed)
  return {
    ...evidence,
    ...(!shown(rules.besideSheet.selfScore) && { selfAnswers: {}, selfNotes: {} }),
    ...(!shown(rules.besideSheet.advice) && { advice: new Map() }),
  }
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
