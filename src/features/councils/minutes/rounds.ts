import type { Db } from '../../../platform/db/index.ts'
import { fraction } from '../../../rules/fraction.ts'
import { type CompiledSheet, scoreSheet } from '../../../rules/scoring/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { meanText } from '../results/figures.ts'
import { type OpenedSheet, openSealed } from '../sheets/opened.ts'
import { optionOf } from '../sheets/table.ts'
import type { SheetVault } from '../sheets/vault.ts'
import type { LoadedSitting } from '../sittings/load.ts'
import type { MinutesRound } from './content.ts'

/** Every round that was opened, of every item: both rounds stand in the minutes, the later one with its reasons. */
export async function openedRounds(
  db: Db,
  loaded: LoadedSitting,
  deps: Pick<CouncilDeps, 'regulation'>,
  vault: SheetVault,
  /** Members left out of the results that stand, by item: of an agreed one the minutes tell the sheets it was formed from. */
  leftOut: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, MinutesRound[]>> {
  const ids = loaded.state.items.map((item) => item.dossierId)
  const dossiers = ids.length
    ? await db.selectFrom('dossier').select(['id', 'regime', 'set_no']).where('id', 'in', ids).execute()
    : []
  const lawOf = new Map(dossiers.map((row) => [row.id, deps.regulation.compiled(row.regime, row.set_no)]))
  const told = new Map<string, MinutesRound[]>()
  for (const { id: itemId, dossierId, openedRounds: opened } of loaded.state.items) {
    const compiled = lawOf.get(dossierId)
    if (!compiled) continue
    const rounds: MinutesRound[] = []
    const stands = leftOut.get(itemId)
    const recused = stands ? new Set(stands) : loaded.barred.get(dossierId)
    for (const round of opened) {
      const about = { sittingId: loaded.sitting.id, itemId, dossierId, round }
      rounds.push(
        roundOf(
          await openSealed(db, about, vault).then(({ sheets }) => sheets),
          round,
          loaded,
          recused,
          compiled,
        ),
      )
    }
    told.set(itemId, rounds)
  }
  return told
}

function roundOf(
  sheets: readonly OpenedSheet[],
  round: number,
  loaded: LoadedSitting,
  recused: ReadonlySet<string> | undefined,
  compiled: CompiledSheet,
): MinutesRound {
  const counted = loaded.members.flatMap((member) => {
    const sheet = sheets.find((one) => one.memberId === member.id)
    if (!member.votes || recused?.has(member.id) || !sheet) return []
    const scored = scoreSheet(compiled, sheet.content.answers, {
      bands: [],
      findings: sheet.content.findings,
    })
    return [{ name: member.name, sheet, total: scored.ok ? scored.value.points : 0 }]
  })
  const sum = counted.reduce((total, one) => total + one.total, 0)
  return {
    round,
    mean: counted.length > 0 ? meanText(fractionOf(sum, counted.length), 'vi') : '–',
    totals: counted.map(({ name, total, sheet }) => ({
      name: sheet.origin === 'paper' ? `${name} (phiếu giấy)` : name,
      total: String(total),
      hash: sheet.hash.slice(0, 16),
    })),
    reasons: counted.flatMap(({ name, sheet }) =>
      Object.entries(sheet.content.reasons).map(([code, why]) => `${name}, tiêu chí ${code}: ${why}`),
    ),
    ticks: loaded.rules.minutesAnnex.memberTicks
      ? counted.map(({ name, sheet }) => ({
          name,
          levels: compiled.codes
            .map((code) => `${code}: ${optionOf(compiled, code, sheet.content.answers[code]).points}`)
            .join('; '),
        }))
      : [],
  }
}

const fractionOf = (num: number, den: number) => {
  const { numerator, denominator } = fraction(num, den)
  return { num: Number(numerator), den: Number(denominator) }
}
