import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { placeBook as book } from '../../../test/factories/place-book.ts'
import { CouncilRules } from '../scoring/council-rules.ts'
import {
  AgencyFile,
  agencyOn,
  agencyWithForerunners,
  committeeOf,
  flawsOfAgencies,
  placesOn,
} from './index.ts'

const { agencies } = AgencyFile.parse(JSON.parse(readFileSync('regulation/hue/agencies.json', 'utf8')))
const name = (id: string, day: string) => agencyOn(agencies, id, day)?.name ?? null

describe('the agencies of Huế', () => {
  it('add up', () => {
    expect(flawsOfAgencies(agencies)).toEqual([])
    for (const agency of agencies) expect.soft(agency.name).toBe(agency.name.normalize('NFC'))
  })

  it('Sở NN&PTNT of the province, of the city from 1/1/2025, Sở Nông nghiệp và Môi trường from 1/3/2025', () => {
    expect(
      ['2024-12-31', '2025-01-01', '2025-02-28', '2025-03-01'].map((day) => name('snnptnt-tth', day)),
    ).toEqual([
      'Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế',
      'Sở Nông nghiệp và Phát triển nông thôn thành phố Huế',
      'Sở Nông nghiệp và Phát triển nông thôn thành phố Huế',
      'Sở Nông nghiệp và Môi trường thành phố Huế',
    ])
    expect(name('stnmt-tth', '2026-01-01')).toBe('Sở Nông nghiệp và Môi trường thành phố Huế')
  })

  it('what was the forerunners’ is the agency’s own', () => {
    expect(agencyWithForerunners(agencies, 'snnmt-hue').sort()).toEqual([
      'snnmt-hue',
      'snnptnt-hue',
      'snnptnt-tth',
      'stnmt-hue',
      'stnmt-tth',
    ])
  })

  it('an agency does not exist before its first day, nor an unknown one', () => {
    expect(name('snnmt-hue', '2025-02-28')).toBeNull()
    expect(name('nobody', '2026-01-01')).toBeNull()
  })

  it('on every day of its history exactly one agency is the OCOP office', () => {
    for (const day of ['2023-01-01', '2024-12-31', '2025-01-15', '2025-03-01', '2026-06-01'])
      expect(
        new Set(
          agencies
            .filter((a) => a.duties.includes('ocop-office'))
            .map((a) => agencyOn([a], a.id, day)?.id)
            .filter(Boolean),
        ).size,
      ).toBe(1)
  })

  it('refuses lists that contradict themselves', () => {
    const first = agencies[0]!
    expect(flawsOfAgencies([first, first])).toContain('an id stands twice')
    expect(flawsOfAgencies([{ ...first, successor: 'nobody' }])).toEqual([
      `${first.id}: unknown successor nobody`,
    ])
    expect(flawsOfAgencies([{ ...first, successor: first.id }])[0]).toMatch(/ends before/)
  })
})

describe('people’s committees follow from the units', () => {
  it('each has its successor', () => {
    const committees = book.places.filter((p) => p.level !== 'province').map(committeeOf)
    expect(flawsOfAgencies(committees)).toEqual([])
    const old = committees.find((c) => c.id === 'ubnd-19750-2021-07-01')!
    expect(old.name).toBe('Ủy ban nhân dân phường Tây Lộc')
    expect(agencyOn(committees, old.id, '2026-06-01')?.name).toBe('Ủy ban nhân dân phường Phú Xuân')
  })

  it('there are 40 of communes today', () => {
    expect(
      placesOn(book, 'commune', '2026-06-01', '46')
        .map(committeeOf)
        .filter((c) => c.level === 'xa'),
    ).toHaveLength(40)
  })
})

describe('the default rules of Huế’s council', () => {
  it('fit their schema and say that they are a default', () => {
    const packs = JSON.parse(readFileSync('regulation/hue/council-rules.json', 'utf8')) as unknown[]
    const all = packs.map((pack) => CouncilRules.parse(pack))
    const inForce = all.filter((pack) => !pack.withdrawn && pack.effectiveTo === null)
    expect(inForce).toHaveLength(1)
    const rules = inForce[0]!
    expect(rules.agreedBy).toBe('median')
    expect(rules.citation).toMatch(/Mặc định/)
    expect(rules.quorum).toEqual({ numerator: 3, denominator: 4, chairOrDelegateRequired: true })
    expect(rules.spreadLimit).toBe(10)
  })
})
