import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isEditable,
  leftOfHead,
  mayStep,
  type PlanAction,
  planStatusOf,
  planSteps,
  planStepTable,
} from './index.ts'

describe('the way of a plan', () => {
  it('goes from draft through comments and submission to publication', () => {
    expect(planStatusOf(['draft', 'circulate', 'remove', 'restore', 'submit', 'publish'])).toBe('published')
    expect(planStatusOf(['draft', 'submit', 'return'])).toBe('draft')
    expect(mayStep('submitted', 'publish')).toBe(true)
    expect(mayStep('consulting', 'publish')).toBe(false)
    expect(['draft', 'consulting', 'submitted', 'published'].map((s) => isEditable(s as never))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('never leaves publication, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...planSteps), { maxLength: 20 }), (tried) => {
        const taken: PlanAction[] = ['draft']
        for (const step of tried) if (mayStep(planStatusOf(taken), step)) taken.push(step)
        const published = taken.indexOf('publish')
        expect(published === -1 || published === taken.length - 1).toBe(true)
      }),
    )
  })

  it('is drafted and approved by two', () => {
    expect(planStepTable.submit.permission).not.toBe(planStepTable.publish.permission)
  })
})

it('a budget head is never promised twice', () => {
  expect(leftOfHead(100n, [60n, 40n])).toBe(0n)
  expect(leftOfHead(100n, [60n, 41n])).toBe(-1n)
})
