import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseOf, markOf, mergeFields } from './index.ts'

const shown = { name: 'Mắm', plan: 'Cũ', phone: '' }
const base = baseOf(shown, ['name', 'plan', 'phone'])

test('what only one changed stands; the other one’s change is kept', () => {
  const stored = { ...shown, plan: 'Người khác viết' }
  expect(mergeFields(stored, { name: 'Mắm cá', plan: 'Cũ', phone: '' }, base)).toEqual({
    values: { name: 'Mắm cá', phone: '' },
    clashes: [],
  })
})

test('what both changed differently is a clash that names the other value; alike is none', () => {
  const stored = { ...shown, plan: 'Người khác viết' }
  expect(mergeFields(stored, { plan: 'Tôi viết' }, base).clashes).toEqual([
    { field: 'plan', theirs: 'Người khác viết' },
  ])
  expect(mergeFields(stored, { plan: 'Người khác viết' }, base).clashes).toEqual([])
})

test('nothing, null and an empty text are the same; order of keys does not matter', () => {
  expect(new Set([markOf(undefined), markOf(null), markOf(''), markOf(false)]).size).toBe(1)
  expect(markOf({ case: 1, option: 2 })).toBe(markOf({ option: 2, case: 1 }))
  expect(markOf(0)).not.toBe(markOf(null))
})

test('alone, everything sent is taken', () => {
  const texts = fc.dictionary(fc.stringMatching(/^[a-z.]{1,8}$/), fc.string(), { noNullPrototype: true })
  fc.assert(
    fc.property(texts, texts, (stored, sent) => {
      const { values, clashes } = mergeFields(stored, sent, baseOf(stored, Object.keys(sent)))
      expect(clashes).toEqual([])
      expect(values).toEqual(sent)
    }),
  )
})
