import { fill, formatNumber, type Lang } from '../../platform/i18n/index.ts'
import { hole } from '../../web/page/kept.tsx'
import type { FrameWords } from './messages.vi.ts'

/** The last figures the page was told; kept pages ask for newer ones when the reader comes to see them. */
export interface VisitNumbers {
  readonly total: number
  readonly today: number
  readonly online: number
  readonly baseline: number
}

let latest: VisitNumbers | undefined

export function tellVisitNumbers(numbers: VisitNumbers): void {
  latest = numbers
}

/** Whether there are figures to show yet; the foot is drawn once for each answer. */
export function hasVisitNumbers(): boolean {
  return latest !== undefined
}

/** The figures as they stand now, for the holes of the kept foot. */
export function visitHoles(lang: Lang): Readonly<Record<string, string>> {
  if (!latest) return {}
  const { total, today, online } = latest
  return {
    total: formatNumber(total, lang),
    today: formatNumber(today, lang),
    online: formatNumber(online, lang),
  }
}

/** Block “Thống kê truy cập”: three numbers, each defined beside it. */
export function VisitFigures({ lang, words }: { lang: Lang; words: FrameWords }) {
  if (!latest) return null
  const rows = [
    [words.visitsTotal, 'total'],
    [words.visitsToday, 'today'],
    [words.visitsOnline, 'online'],
  ] as const
  return (
    <div data-figures="/api/v1/stats/visits">
      <h2 class="site-foot-title">{words.visits}</h2>
      <dl class="visit-figures">
        {rows.map(([label, key]) => (
          <div>
            <dt>{label}</dt>
            <dd data-figure={key}>{hole(key)}</dd>
          </div>
        ))}
      </dl>
      <p class="small">{fill(words.visitsDefinition, { baseline: formatNumber(latest.baseline, lang) })}</p>
    </div>
  )
}
