import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { LawDefect } from '../../rules/criteria/index.ts'
import { scoreSheet } from '../../rules/scoring/index.ts'
import { loadRegulation } from './index.ts'

const regulation = loadRegulation('regulation')

describe('the law on file', () => {
  test('26 sheets of QĐ 26/2026, one of QĐ 1048/2019, none of QĐ 148/2023', () => {
    expect(regulation.sets('qd26-2026')).toHaveLength(26)
    expect(regulation.sets('qd1048-2019')).toEqual([1])
    expect(regulation.sets('qd148-2023')).toEqual([])
    expect(regulation.sheet('qd148-2023', 1)).toBeUndefined()
  })

  test('procedure, lifecycle, classification, forms, evidence and holidays are there', () => {
    expect(regulation.procedure('qd26-2026')?.deadlines.length).toBeGreaterThan(5)
    expect(regulation.lifecycle('qd26-2026')?.initial).toBe('draft')
    expect(regulation.classification('qd26-2026')?.counts.sets).toBe(26)
    expect(Object.keys(regulation.forms('qd26-2026')?.forms as object)).toEqual([
      'mau-01',
      'mau-02',
      'mau-03',
    ])
    expect(regulation.evidence('qd26-2026')).toHaveLength(15)
    expect(regulation.calendar).toBeDefined()
  })

  test('every erratum is listed with its place: 53 on the sheets, 3 in the decree', () => {
    const errata = regulation.errata('qd26-2026')
    expect(errata.filter((one) => one.set !== null)).toHaveLength(53)
    expect(errata.filter((one) => one.set === null)).toHaveLength(3)
    expect(errata.every((one) => one.why.length > 0 && one.ref.length > 0)).toBe(true)
  })

  test('the council rules of Huế are in force from the day of the decree, and of no other province', () => {
    expect(regulation.councilRules('hue', '2026-05-22')?.spreadLimit).toBe(10)
    expect(regulation.councilRules('hue', '2026-05-21')).toBeUndefined()
    expect(regulation.councilRules('elsewhere', '2026-06-01')).toBeUndefined()
  })

  test('nothing of it can be changed', () => {
    const sheet = regulation.sheet('qd26-2026', 1)!
    expect(() => Object.assign(sheet.parts[0]!, { max: 99 })).toThrow(TypeError)
    expect(() => Object.assign(regulation.regimes.regimes[3]!, { bands: null })).toThrow(TypeError)
  })
})

describe('a decree is data: the tennis club is loaded, scored and banded without code', () => {
  const club = loadRegulation('test/golden/tennis-club')
  const bands = club.regime('tennis-club')!.bands!
  const score = (answers: object, findings: string[] = []) => {
    const scored = scoreSheet(club.compiled('tennis-club', 1)!, answers, { bands, findings })
    if (!scored.ok) throw new Error(JSON.stringify(scored.problems))
    return scored.value
  }

  test('two criteria make ten points and three stars', () => {
    const { points, parts, star } = score({ '1': 2, '2': 1 })
    expect([points, parts, star]).toEqual([10, { P: 10 }, 3])
  })

  test('its own bands and marks: 8 points with little shade are two stars, and how to get the third', () => {
    const { points, starByPoints, star, blockedBy, nextStar } = score({ '1': 2, '2': 0 })
    expect([points, starByPoints, star]).toEqual([8, 3, 2])
    expect(blockedBy).toEqual([{ criterion: '2', star: 3, needsOption: 1 }])
    expect(nextStar).toEqual({ star: 3, path: [{ criterion: '2', from: 0, to: 1, gain: 2 }] })
  })

  test('shade counts only with a bounce; a missing net eliminates', () => {
    expect(score({ '1': 0, '2': 1 }).points).toBe(0)
    expect(score({ '1': 2, '2': 1 }, ['1']).star).toBeNull()
  })

  test('its rules begin on 1/1/2030', () => {
    expect(club.regimeForDossier({ filedOn: '2030-01-01', kind: 'first', set: 1 }).scorable).toBe(true)
    expect(club.regimeForDossier({ filedOn: '2029-12-31', kind: 'first' }).regime).toBeNull()
  })
})

describe('a pack that does not add up stops the start, naming file and flaw', () => {
  const copies: string[] = []
  afterEach(() => {
    for (const copy of copies.splice(0)) rmSync(copy, { recursive: true })
  })
  const spoilt = (path: string, spoil: (text: string) => string): LawDefect => {
    const copy = mkdtempSync(join(tmpdir(), 'law-'))
    copies.push(copy)
    cpSync('test/golden/tennis-club', copy, { recursive: true })
    writeFileSync(join(copy, path), spoil(readFileSync(join(copy, path), 'utf8')))
    try {
      loadRegulation(copy)
    } catch (error) {
      if (error instanceof LawDefect) return error
      throw error
    }
    throw new Error('the spoilt pack was accepted')
  }

  test('a sheet whose points do not add up', () => {
    const defect = spoilt('tennis-club/sheets/01-clay-court.json', (text) =>
      text.replace('"points": 6', '"points": 5'),
    )
    expect(defect.file).toBe('tennis-club/sheets/01-clay-court.json')
    expect(defect.flaws).toEqual(['criterion 1: the best option gives 5, not the maximum 6'])
  })
  test('a file that is no JSON', () => {
    expect(spoilt('regimes.json', (text) => text.slice(1)).message).toContain('is no JSON')
  })
  test('a sheet said to be on file that is not', () => {
    const defect = spoilt('regimes.json', (text) => text.replace('"available": [1]', '"available": [1, 2]'))
    expect(defect.message).toContain('sheets 1, 2 are said to be on file, found 1')
  })
})
