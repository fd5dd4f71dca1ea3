import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flawOf, PASSWORD_LENGTH, strengthOf } from './index.ts'

it.each([
  ['ngắn quá', 'short'],
  ['x'.repeat(129), 'long'],
  ['chị-văn-phòng và van-phong-1', 'has-username'],
  ['123456789012', 'well-known'],
  ['MatKhau@2026', 'well-known'],
  ['abcdefghijklmnop', 'well-known'],
  ['qwertyuiop[]12', 'well-known'],
  ['huehuehuehuehue1', 'well-known'],
  ['một câu dài dễ nhớ', undefined],
  ['Kx7#pQ2!vBn9', undefined],
])('says of %s: %s', (password, flaw) => {
  expect(flawOf(password, 'van-phong-1')).toBe(flaw)
})

it.each([
  ['matkhau@2026', 'weak'],
  ['Kx7#pQ2!vBn9', 'fair'],
  ['một câu dễ nhớ', 'good'],
  ['sông Hương chảy qua thành phố', 'strong'],
])('measures %s as %s', (password, strength) => {
  expect(strengthOf(password, 'van-phong-1')).toBe(strength)
})

it('calls weak exactly what is refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 140, unit: 'grapheme' }), (password) => {
      expect(strengthOf(password, 'hoa') === 'weak').toBe(flawOf(password, 'hoa') !== undefined)
    }),
  )
})

it('never takes fewer characters than the least, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: PASSWORD_LENGTH.minimum - 1, unit: 'grapheme-ascii' }), (password) => {
      expect(flawOf(password, '')).toBe('short')
    }),
  )
})
