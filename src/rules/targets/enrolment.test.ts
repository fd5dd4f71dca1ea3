import { expect, it } from 'vitest'
import { enrolmentStatusOf, reviewedInTime } from './index.ts'

it('Kế hoạch 135/KH-UBND: the list is reviewed strictly before 15/7', () => {
  expect(reviewedInTime('2024-07-14', 2024, '07-15')).toBe(true)
  expect(reviewedInTime('2024-07-15', 2024, '07-15')).toBe(false)
})

it('an entry is proposed, listed by an approval, dropped by a review and may come back', () => {
  expect(enrolmentStatusOf(['propose', 'edit'])).toBe('proposed')
  expect(enrolmentStatusOf(['propose', 'list'])).toBe('listed')
  expect(enrolmentStatusOf(['propose', 'list', 'drop'])).toBe('dropped')
  expect(enrolmentStatusOf(['propose', 'drop', 'take-back'])).toBe('proposed')
})
