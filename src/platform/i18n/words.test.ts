import { expect, test } from 'vitest'
import { fill } from './words.ts'

test('fills places with values, days as people write them, and leaves nothing where a value is missing', () => {
  expect(fill('{name}: {from} – {to}', { name: 'Trà', from: '2026-09-01' })).toBe('Trà: 01/09/2026 – ')
})

test('says one and many as English does', () => {
  const template = '{count} {count|product is|products are} late; look at {count|it|them}.'
  expect(fill(template, { count: 1 })).toBe('1 product is late; look at it.')
  expect(fill(template, { count: '1' })).toBe('1 product is late; look at it.')
  expect(fill(template, { count: 0 })).toBe('0 products are late; look at them.')
  expect(fill(template, { count: '1,204' })).toBe('1,204 products are late; look at them.')
})
