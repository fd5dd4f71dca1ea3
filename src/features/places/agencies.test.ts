import { describe, expect, it } from 'vitest'
import { placeBook as book } from '../../../test/factories/place-book.ts'
import { placeOn } from '../../rules/places/index.ts'
import { loadRegulation } from '../regulation/index.ts'
import { agenciesOver } from './agencies.ts'
import { labelOf } from './label.ts'

const agencies = agenciesOver(book, loadRegulation('regulation').file('hue/agencies'), '46')

describe('agencies over days', () => {
  it('the OCOP office is Sở NN&PTNT, then Sở Nông nghiệp và Môi trường', () => {
    expect(agencies.ocopOffice('2024-03-25')?.name).toBe(
      'Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế',
    )
    expect(agencies.ocopOffice('2026-06-01')?.id).toBe('snnmt-hue')
  })

  it('has a committee for every commune of a day, and districts only while they stood', () => {
    const count = (day: string, level: string) => agencies.on(day).filter((a) => a.level === level).length
    expect([count('2024-12-31', 'xa'), count('2024-12-31', 'huyen')]).toEqual([141, 9])
    expect([count('2026-06-01', 'xa'), count('2026-06-01', 'huyen')]).toEqual([40, 0])
  })

  it('old duties fall to the successor', () => {
    const old = agencies.committee('19750', '2024-05-01')!
    expect(old.name).toBe('Ủy ban nhân dân phường Tây Lộc')
    expect(agencies.bearer(old.id, '2026-06-01')?.name).toBe('Ủy ban nhân dân phường Phú Xuân')
    expect(agencies.withForerunners('snnmt-hue')).toContain('snnptnt-tth')
    expect(agencies.committee('46', '2024-01-01')?.id).toBe('ubnd-tth')
    expect(agencies.committee('46', '2026-01-01')?.id).toBe('ubnd-hue')
    expect(agencies.committee('19750', '2026-01-01')).toBeNull()
  })
})

describe('labels', () => {
  const label = (code: string, day: string) => {
    const located = placeOn(book, code, day)
    return located.ok ? labelOf(book, located.value.place, 'trước') : null
  }

  it('say what a unit was made of', () => {
    expect(label('19753', '2026-01-01')).toBe(
      'Phường Phú Xuân (trước 01/07/2025: Phường Tây Lộc, Phường Thuận Lộc, Phường Gia Hội, Phường Phú Hậu, Phường Thuận Hòa, Phường Đông Ba)',
    )
    expect(label('19909', '2026-01-01')).toBe('Phường Dương Nỗ')
  })
})
