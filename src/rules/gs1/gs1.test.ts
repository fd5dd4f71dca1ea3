import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, digitalLinkPath, readGtin, readLot, shownGtin } from './index.ts'

describe('GTIN', () => {
  it('reads each length into fourteen digits, by the examples of GS1', () => {
    expect(readGtin('9506000134352')).toBe('09506000134352')
    expect(readGtin('6291041500213')).toBe('06291041500213')
    expect(readGtin('96385074')).toBe('00000096385074')
    expect(readGtin('036000291452')).toBe('00036000291452')
    expect(readGtin(' 893-6000134352'.trim())).toBeNull()
    expect(readGtin('950 6000 134352')).toBe('09506000134352')
  })

  it('refuses a wrong check digit, a wrong length, letters and nothing but zeros', () => {
    for (const typed of [
      '9506000134353',
      '950600013435',
      '95060001343521',
      '95060O0134352',
      '',
      '0000000000000',
    ])
      expect(readGtin(typed), typed).toBeNull()
  })

  it('one digit changed is always found', () => {
    const digits = fc.stringMatching(/^[1-9]\d{11}$/)
    fc.assert(
      fc.property(digits, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const whole = body + checkDigit(body)
        const bent = whole.slice(0, at) + ((Number(whole[at]) + by) % 10) + whole.slice(at + 1)
        expect(readGtin(whole)).not.toBeNull()
        expect(readGtin(bent)).toBeNull()
      }),
    )
  })

  it('is shown as it is printed', () => {
    expect(shownGtin('09506000134352')).toBe('9506000134352')
    expect(shownGtin('00000096385074')).toBe('96385074')
  })
})

describe('GS1 Digital Link', () => {
  it('writes product and lot into the path', () => {
    expect(digitalLinkPath('09506000134352')).toBe('/01/09506000134352')
    expect(digitalLinkPath('09506000134352', 'L/24 a'.replace(' ', '-'))).toBe(
      '/01/09506000134352/10/L%2F24-a',
    )
  })

  it('takes lots of GS1’s characters, twenty at most', () => {
    expect(readLot(' L2026-06-15 ')).toBe('L2026-06-15')
    for (const typed of ['', 'lô 15', 'x'.repeat(21), 'a#b', 'a\u0000b'])
      expect(readLot(typed), typed).toBeNull()
  })
})
