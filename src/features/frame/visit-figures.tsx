import { fill, formatNumber, type Lang } from '../../platform/i18n/index.ts'
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

/** Block “Thống kê truy cập”: three numbers, each defined beside it. */
export function VisitFigures({ lang, words }: { lang: Lang; words: FrameWords }) {
  if (!latest) return null
  const rows = [
    [words.visitsTotal, 'total', latest.total],
    [words.visitsToday, 'today', latest.today],
    [words.visitsOnline, 'online', latest.online],
  ] as const
  return (
    <div data-figures="/api/v1/stats/visits">
      <h2 class="site-foot-title">{words.visits}</h2>
      <dl class="visit-figures">
        {rows.map(([label, key, value]) => (
          <div>
            <dt>{label}</dt>
            <dd data-figure={key}>{formatNumber(value, lang)}</dd>
          </div>
        ))}
      </dl>
      <p class="small">{fill(words.visitsDefinition, { baseline: formatNumber(latest.baseline, lang) })}</p>
    </div>
  )
}
