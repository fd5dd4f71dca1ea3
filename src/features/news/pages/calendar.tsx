import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { words } from '../words.ts'

/** “Xem tin theo ngày”: a month, its days with news as links with their counts. */
export function NewsCalendar({
  lang,
  month,
  counts,
  day,
}: {
  lang: Lang
  month: string
  counts: ReadonlyMap<string, number>
  day?: string | undefined
}) {
  const w = words(lang)
  const [year, monthNo] = month.split('-').map(Number) as [number, number]
  const first = new Date(Date.UTC(year, monthNo - 1, 1))
  const blanks = (first.getUTCDay() + 6) % 7
  const days = new Date(Date.UTC(year, monthNo, 0)).getUTCDate()
  const cells: (number | null)[] = [
    ...Array<null>(blanks).fill(null),
    ...Array.from({ length: days }, (_, i) => i + 1),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  const weeks = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
  const base = localPath(lang, '/tin-tuc')
  const monthHref = (shift: number) =>
    `${base}?thang=${new Date(Date.UTC(year, monthNo - 1 + shift, 1)).toISOString().slice(0, 7)}`
  return (
    <section class="news-calendar" aria-labelledby="news-by-day">
      <h2 id="news-by-day">{w.byDay}</h2>
      <table class="calendar">
        <caption>
          <a href={monthHref(-1)} rel="prev" aria-label={w.previousMonth}>
            ‹
          </a>{' '}
          {fill(w.month, { month: monthNo, year })}{' '}
          <a href={monthHref(1)} rel="next" aria-label={w.nextMonth}>
            ›
          </a>
        </caption>
        <thead>
          <tr>
            {w.weekdays.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((number) => {
                if (number === null) return <td />
                const date = `${month}-${String(number).padStart(2, '0')}`
                const count = counts.get(date)
                return (
                  <td>
                    {count ? (
                      <a
                        href={`${base}?ngay=${date}`}
                        aria-label={fill(w.dayNews, { count, day: formatDay(date) })}
                        aria-current={date === day ? 'date' : undefined}
                      >
                        {number}
                      </a>
                    ) : (
                      number
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
