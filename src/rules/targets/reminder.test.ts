import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { reminderOf } from './index.ts'

const rule = { beforeDays: [15, 7, 1], everyDaysLate: 7, escalateAfterDaysLate: 14, stopAfterDaysLate: 90 }
const task = { status: 'under-way' as const, dueOn: '2026-06-30' }
const on = (days: number) => reminderOf(task, addDays(task.dueOn, days), rule)

it('reminds before the last day, then every week, and tells the leader after two', () => {
  expect(on(-16)).toBeNull()
  expect(on(-15)?.stage).toBe('before-15')
  expect(on(-8)?.stage).toBe('before-15')
  expect(on(-7)?.stage).toBe('before-7')
  expect(on(0)?.stage).toBe('before-1')
  expect(on(1)).toEqual({ stage: 'late-0', late: 1, escalated: false })
  expect(on(8)?.stage).toBe('late-1')
  expect(on(13)?.escalated).toBe(false)
  expect(on(14)?.escalated).toBe(true)
  expect(on(91)).toBeNull()
  expect(reminderOf({ ...task, status: 'done' }, '2026-08-01', rule)).toBeNull()
  expect(reminderOf({ ...task, dueOn: null }, '2026-08-01', rule)).toBeNull()
})

it('says each stage on consecutive days only: a key by stage is said once', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 89 }), (day) => {
      const seen = new Map<string, number[]>()
      for (let at = -20; at <= 95; at++) {
        const stage = on(at)?.stage
        if (stage) seen.set(stage, [...(seen.get(stage) ?? []), at])
      }
      for (const days of seen.values()) expect(days.at(-1)! - days[0]! + 1).toBe(days.length)
      return on(day) === null || seen.has(on(day)!.stage)
    }),
    { numRuns: 5 },
  )
})
