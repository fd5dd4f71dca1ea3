import type { Db } from '../../../platform/db/index.ts'
import { criterionByCode, leaves } from '../../../rules/criteria/index.ts'
import {
  type Answer,
  type CompiledSheet,
  type CouncilResult,
  councilResult,
  scoreSheet,
} from '../../../rules/scoring/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { LoadedSitting } from '../sittings/load.ts'
import type { Reader } from '../sittings/view.ts'
import { type OpenedSheet, readOpened } from './opened.ts'
import type { SheetVault } from './vault.ts'

/** The sheets of one opened round side by side. */
export interface RoundTable {
  readonly round: number
  readonly rows: readonly { readonly memberId: string; readonly total: number; readonly opinion: string }[]
  /** What the counted sheets come to; null where they cannot be counted. */
  readonly result: CouncilResult | null
  readonly differing: readonly DifferingCriterion[]
}

export interface DifferingCriterion {
  readonly code: string
  readonly title: string
  readonly choices: readonly {
    readonly memberId: string
    readonly option: string
    readonly points: number
    readonly reason: string
  }[]
}

/** Tables of every round this reader may see; undefined: nothing to see. */
export async function roundTables(
  db: Db,
  reader: Reader,
  loaded: LoadedSitting,
  itemId: string,
  about: { readonly regime: string; readonly setNo: number },
  deps: Pick<CouncilDeps, 'regulation'>,
  vault: SheetVault,
): Promise<readonly RoundTable[] | undefined> {
  const opened = await readOpened(db, reader, loaded, itemId, vault)
  const compiled = deps.regulation.compiled(about.regime, about.setNo)
  const bands = deps.regulation.regime(about.regime)?.bands
  if (!opened || !compiled || !bands) return undefined
  const item = loaded.state.items.find((one) => one.id === itemId)!
  const recused = loaded.barred.get(item.dossierId) ?? new Set<string>()
  const voting = new Set(loaded.members.filter((member) => member.votes).map((member) => member.id))
  const rounds = [...new Set(opened.map((sheet) => sheet.round))].sort((a, b) => a - b)
  return rounds.map((round) => {
    const sheets = opened.filter(
      (sheet) => sheet.round === round && voting.has(sheet.memberId) && !recused.has(sheet.memberId),
    )
    const result = councilResult({
      compiled,
      bands,
      rules: loaded.rules,
      members: sheets.map(({ memberId, content }) => ({
        memberId,
        answers: content.answers,
        findings: content.findings,
      })),
      recused: [...recused].filter((id) => voting.has(id)),
    })
    return {
      round,
      rows: sheets.map(({ memberId, content }) => {
        const scored = scoreSheet(compiled, content.answers, { bands, findings: content.findings })
        return { memberId, total: scored.ok ? scored.value.points : 0, opinion: content.opinion }
      }),
      result: result.ok ? result.value : null,
      differing: differingCriteria(compiled, sheets),
    }
  })
}

function differingCriteria(compiled: CompiledSheet, sheets: readonly OpenedSheet[]): DifferingCriterion[] {
  return leaves(compiled.sheet).flatMap(({ criterion }) => {
    const choices = sheets.map(({ memberId, content }) => ({
      memberId,
      ...optionOf(compiled, criterion.code, content.answers[criterion.code]),
      reason: content.reasons[criterion.code] ?? '',
    }))
    const spoken = new Set(choices.map((choice) => choice.option))
    const reasons = choices.some((choice) => choice.reason)
    return spoken.size > 1 || reasons ? [{ code: criterion.code, title: criterion.title, choices }] : []
  })
}

/** The words and points of an answer; an empty word for “no level reached”. */
export function optionOf(
  compiled: CompiledSheet,
  code: string,
  answer: Answer | undefined,
): { option: string; points: number } {
  const criterion = criterionByCode(compiled.sheet, code)
  if (!criterion || answer === null || answer === undefined) return { option: '', points: 0 }
  const chosen =
    typeof answer === 'number'
      ? criterion.options?.[answer]
      : criterion.cases?.[answer.case]?.options[answer.option]
  return { option: chosen?.label ?? '', points: chosen?.points ?? 0 }
}
