import { z } from 'zod'
import { addDays, type Day, daysBetween } from '../calendar/index.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * What part of the programme a target counts. Left out: the whole province, every sector, every star, the plan's own year. `place`: a
 * unit as it stood on the plan's day. `sector`: Phụ lục I of Quyết định 26/2026/QĐ-TTg.
 */
export const Scope = z.strictObject({
  place: z.string().min(1).optional(),
  sector: z.string().min(1).optional(),
  star: z.int().min(1).max(5).optional(),
  from: day.optional(),
  to: day.optional(),
})
export type Scope = z.infer<typeof Scope>

export interface Period {
  readonly from: Day
  readonly to: Day
}

export const yearOf = (year: number): Period => ({ from: `${year}-01-01`, to: `${year}-12-31` })

/** The days a target counts over: its own, the plan's year where it names none. */
export function periodOf(scope: Scope, year: number): Period {
  const whole = yearOf(year)
  return { from: scope.from ?? whole.from, to: scope.to ?? whole.to }
}

/**
 * The days a target is compared with: the same ones as many whole years earlier as it takes not to overlap, so that a quarter meets
 * the quarter of the year before, and five years the five before them.
 */
export function periodBefore({ from, to }: Period): Period {
  let years = 1
  while (earlier(to, years) >= from) years += 1
  return { from: earlier(from, years), to: earlier(to, years) }
}

/** A target of a plan touches the plan's year; whatever else its days are, they begin before they end and are ten years at most. */
export function flawOfPeriod(
  scope: Scope,
  year: number,
): 'target-period-reversed' | 'target-period-elsewhere' | 'target-period-too-long' | null {
  const { from, to } = periodOf(scope, year)
  if (to < from) return 'target-period-reversed'
  const whole = yearOf(year)
  if (to < whole.from || from > whole.to) return 'target-period-elsewhere'
  return daysBetween(from, to) > 3660 ? 'target-period-too-long' : null
}

/** What a record is, for a target over one sector or one star; null: not stated. */
export interface Attributes {
  readonly sector: string | null
  readonly star: number | null
}

/** What is not stated belongs to no sector and to no star, so that the parts and the not stated make the whole. */
export function fitsScope({ sector, star }: Scope, record: Attributes): boolean {
  return (sector === undefined || record.sector === sector) && (star === undefined || record.star === star)
}

/** 29 February becomes the 28th where there is none. */
function earlier(on: Day, years: number): Day {
  const moved = `${String(Number(on.slice(0, 4)) - years).padStart(4, '0')}${on.slice(4)}`
  return moved.endsWith('-02-29') && !isLeap(Number(moved.slice(0, 4)))
    ? addDays(`${moved.slice(0, 4)}-03-01`, -1)
    : moved
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
