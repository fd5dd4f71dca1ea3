import type { Bilingual } from '../../../platform/i18n/index.ts'
import type { Cut, SetName } from '../cut.ts'
import type { CellKind } from '../definition.ts'
import type { MadeReport } from '../made.ts'

export interface FigureChange {
  readonly key: string
  readonly label: Bilingual
  readonly kind: CellKind
  readonly before: number | null
  readonly now: number | null
}

export interface Changes {
  readonly figures: readonly FigureChange[]
  readonly records: { readonly added: number; readonly removed: number; readonly changed: number }
}

/**
 * What would be told otherwise today: figures that moved, and records added, gone or changed. `now` is the same report of the same
 * period, read from today's records as they stood at the end of the frozen day.
 */
export function changesBetween(frozen: MadeReport, now: MadeReport): Changes {
  const held = new Map(now.facts.map((fact) => [fact.key, fact]))
  const figures = frozen.facts.flatMap((fact): FigureChange[] => {
    const other = held.get(fact.key)
    if ('text' in fact.figure || !other || 'text' in other.figure) return []
    const [before, after] = [fact.figure.value, other.figure.value]
    return before === after ? [] : [{ key: fact.key, label: fact.label, kind: fact.kind, before, now: after }]
  })
  return { figures, records: recordChanges(frozen.cut, now.cut) }
}

const sets = ['products', 'recognitions', 'dossiers', 'hearings'] as const satisfies readonly SetName[]

function recordChanges(before: Cut, now: Cut): Changes['records'] {
  const told = { added: 0, removed: 0, changed: 0 }
  for (const name of sets) {
    const old = new Map(before[name].map((row) => [row.id, said(row)]))
    for (const row of now[name]) {
      const was = old.get(row.id)
      if (was === undefined) told.added += 1
      else if (was !== said(row)) told.changed += 1
      old.delete(row.id)
    }
    told.removed += old.size
  }
  return told
}

/** A dossier moves on after the cut: that is no change of what was reported. */
function said(row: object): string {
  return JSON.stringify({ ...row, status: undefined, endedOn: undefined })
}
