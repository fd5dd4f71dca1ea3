import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import { Goal, Scope } from '../../../rules/targets/index.ts'
import { EmptyState, Table } from '../../../web/index.ts'
import type { Amendment } from '../queries.ts'
import type { Spoken } from '../tables.ts'
import { said, words } from '../words.ts'
import { goalText } from './targets.tsx'

/** An amendment with the names of agencies and units resolved on the plan's day. */
export interface AmendmentLine extends Amendment {
  readonly nameOf: (kind: 'agency' | 'place' | 'sector', id: string) => string
}

/** Each change with its paper, and what stood before and after; only what differs. */
export function Amendments({ lang, lines }: { lang: Lang; lines: readonly AmendmentLine[] }) {
  const w = words(lang)
  if (lines.length === 0) return <EmptyState title={w.noAmendments} />
  return (
    <>
      {lines.map((line) => (
        <section class="flow">
          <h3>{fill(w.amendedBy, { number: line.number, day: formatDay(line.decided_on) })}</h3>
          {line.reason && <p>{line.reason}</p>}
          <Table
            caption={fill(w.amendedBy, { number: line.number, day: formatDay(line.decided_on) })}
            captionHidden
            columns={[
              { key: 'what', head: w.wordsVi, main: true, cell: (row) => row.head },
              { key: 'before', head: w.before, cell: (row) => row.before },
              { key: 'after', head: w.after, cell: (row) => row.after },
            ]}
            rows={differences(line, lang)}
          />
        </section>
      ))}
    </>
  )
}

function differences(line: AmendmentLine, lang: Lang) {
  const w = words(lang)
  const heads: Readonly<Record<string, string>> = {
    words: w.wordsVi,
    measure: w.measure,
    goal: w.target,
    scope: w.scope,
    definition: w.definitionVersion,
    groupNo: w.group,
    lead: w.leadAgency,
    coordinating: w.coordinating,
    dueOn: w.dueDay,
    dueWords: w.dueDay,
  }
  return Object.keys(heads)
    .filter((key) => JSON.stringify(line.before[key]) !== JSON.stringify(line.after[key]))
    .map((key) => ({
      head: heads[key],
      before: valueText(key, line.before[key], line, lang),
      after: valueText(key, line.after[key], line, lang),
    }))
}

function valueText(key: string, value: unknown, line: AmendmentLine, lang: Lang): string {
  const w = words(lang)
  if (value === null || value === undefined) return '–'
  if (key === 'goal') {
    const goal = Goal.safeParse(value)
    return goal.success ? goalText(goal.data, lang) : '–'
  }
  if (key === 'measure') return w.measureName[String(value)] ?? String(value)
  if (key === 'lead') return line.nameOf('agency', String(value))
  if (key === 'coordinating')
    return (value as string[]).map((id) => line.nameOf('agency', id)).join(', ') || '–'
  if (key === 'scope') {
    const scope = Scope.safeParse(value)
    return scope.success ? scopeText(scope.data, line, lang) || '–' : '–'
  }
  if (key === 'dueOn') return formatDay(String(value))
  return typeof value === 'object' ? said(value as Spoken, lang) || '–' : String(value)
}

function scopeText({ place, sector, star, from, to }: Scope, line: AmendmentLine, lang: Lang): string {
  const w = words(lang)
  return [
    place && line.nameOf('place', place),
    sector && line.nameOf('sector', sector),
    star && fill(w.stars, { count: star }),
    (from || to) && fill(w.periodText, { from: from ? formatDay(from) : '…', to: to ? formatDay(to) : '…' }),
  ]
    .filter(Boolean)
    .join('; ')
}
