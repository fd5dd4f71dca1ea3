import { z } from 'zod'
import { type Day, daysBetween } from '../calendar/index.ts'

/**
 * What a plan sets out to reach, in the forms Plan 135/KH-UBND uses: at least so many; from so many to so many ("2-3 điểm du lịch"); a
 * share of those due (re-evaluation); the milestones of a pilot model.
 */
export const Goal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at-least'), value: z.int().min(1) }),
  z.strictObject({ kind: z.literal('range'), from: z.int().min(1), to: z.int().min(1) }),
  z.strictObject({ kind: z.literal('share'), numerator: z.int().min(1), denominator: z.int().min(1) }),
  z.strictObject({ kind: z.literal('milestones'), ids: z.array(z.string().min(1)).min(1) }),
])
export type Goal = z.infer<typeof Goal>

/** What the register says now. `base`: how many were due, for a share. `done`: ids of finished milestones. */
export interface Measured {
  count: number
  base?: number
  done?: readonly string[]
}

/** `now` of `needed`; `met` when reached. A share of nothing due is met: 0 of 0. `percent`: whole, rounded down, at most 100. */
export interface Progress {
  now: number
  needed: number
  met: boolean
  percent: number
}

export function progressOf(goal: Goal, measured: Measured): Progress {
  switch (goal.kind) {
    case 'at-least':
      return progress(measured.count, goal.value)
    case 'range':
      return progress(measured.count, goal.from)
    case 'share':
      return progress(measured.count, shareOf(measured.base ?? 0, goal))
    case 'milestones': {
      const done = new Set(measured.done)
      return progress(goal.ids.filter((id) => done.has(id)).length, goal.ids.length)
    }
  }
}

/** More than the upper end of a range: worth saying, not wrong. */
export function exceedsRange(goal: Goal, measured: Measured): boolean {
  return goal.kind === 'range' && measured.count > goal.to
}

/**
 * How a target stands to the time gone: `met`; `missed` once its last day is past; else compared with a straight line from the first
 * to the last day: `behind` when more than `slackPercent` points under it.
 */
export function paceOf(
  { percent, met }: Progress,
  period: { from: Day; to: Day },
  today: Day,
  slackPercent = 10,
): 'met' | 'missed' | 'not-begun' | 'on-track' | 'behind' {
  if (met) return 'met'
  if (today > period.to) return 'missed'
  if (today < period.from) return 'not-begun'
  return percent + slackPercent < expectedPercent(period, today) ? 'behind' : 'on-track'
}

/** Share of the period gone at the end of today, in whole percent rounded down; 100 on the last day. */
export function expectedPercent({ from, to }: { from: Day; to: Day }, today: Day): number {
  const gone = daysBetween(from, today) + 1
  const whole = daysBetween(from, to) + 1
  return Math.max(0, Math.min(100, Math.floor((gone * 100) / whole)))
}

/**
 * What a count comes to on the last day if it goes on as it went so far: rounded down, never less than what is there. Null before a
 * tenth of the period is gone, when a line through so few days says nothing.
 */
export function forecastOf(now: number, period: { from: Day; to: Day }, today: Day): number | null {
  if (today >= period.to) return now
  const gone = daysBetween(period.from, today) + 1
  const whole = daysBetween(period.from, period.to) + 1
  return gone * 10 < whole ? null : Math.floor((now * whole) / gone)
}

function progress(now: number, needed: number): Progress {
  const percent = needed === 0 ? 100 : Math.min(100, Math.floor((now * 100) / needed))
  return { now, needed, met: now >= needed, percent }
}

/** Rounded up: of 7 due, three quarters are 6. */
function shareOf(
  base: number,
  { numerator, denominator }: { numerator: number; denominator: number },
): number {
  return Math.ceil((base * numerator) / denominator)
}
