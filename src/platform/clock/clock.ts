/** The present moment. Passed in, so that tests and re-plays of history can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** Legal days of the programme are days in Vietnam, wherever the server stands. */
export const legalTimeZone = 'Asia/Ho_Chi_Minh'

/** A day without a time, `yyyy-mm-dd`. */
export type PlainDate = string

const dayInVietnam = new Intl.DateTimeFormat('en-CA', {
  timeZone: legalTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

let lastMinute = Number.NaN
let lastDay: PlainDate = ''

/** The Vietnamese calendar day of a moment: 17:00 UTC is already the next day there. */
export function plainDate(moment: Date): PlainDate {
  // Every request asks; a day begins with a minute, so the calendar is asked once in each.
  const minute = Math.floor(moment.getTime() / 60_000)
  if (minute !== lastMinute) {
    lastDay = dayInVietnam.format(moment)
    lastMinute = minute
  }
  return lastDay
}

/** Today in Vietnam by this clock. */
export function today(clock: Clock): PlainDate {
  return plainDate(clock())
}
