import { expect, test } from 'vitest'
import { fillIn } from './fill.ts'

test('fills places, says one and many as English does, and leaves a place without a value as it stands', () => {
  expect(fillIn('{done} of {all} {all|file|files}', { done: 0, all: 1 })).toBe('0 of 1 file')
  expect(fillIn('{count} {count|character|characters} left', { count: 12 })).toBe('12 characters left')
  expect(fillIn('{name}: {why}', { why: 'x' })).toBe('{name}: x')
})
