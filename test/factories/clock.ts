import type { Clock } from '../../src/platform/clock/index.ts'

export interface SetClock extends Clock {
  /** Moves the clock to a moment, or forward by whole days. */
  set(moment: string | Date): void
  forward(days: number): void
}

/** A clock that stands still until it is set. `2026-09-01` alone means noon of that day in Vietnam. */
export function fixedClock(moment: string | Date = '2026-09-01'): SetClock {
  let now = read(moment)
  return Object.assign(() => new Date(now), {
    set: (next: string | Date) => {
      now = read(next)
    },
    forward: (days: number) => {
      now = new Date(now.getTime() + days * 86_400_000)
    },
  })
}

function read(moment: string | Date): Date {
  if (typeof moment !== 'string') return moment
  return new Date(/^\d{4}-\d\d-\d\d$/.test(moment) ? `${moment}T12:00:00+07:00` : moment)
}
