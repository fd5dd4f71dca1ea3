import { expect, it } from 'vitest'
import { fixedClock } from '../../../test/factories/index.ts'
import { plainDate, today } from './index.ts'

it('a day begins at midnight in Vietnam', () => {
  expect(plainDate(new Date('2026-12-31T16:59:59.999Z'))).toBe('2026-12-31')
  expect(plainDate(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
})

it('a set clock stands still and moves when told', () => {
  const clock = fixedClock('2026-02-28')
  expect(today(clock)).toBe('2026-02-28')
  clock.forward(1)
  expect(today(clock)).toBe('2026-03-01')
})
