import { describe, expect, test } from 'vitest'
import { around, lawFile, sheet1048, sheetOf, sheets } from '../../../test/golden/law.ts'
import {
  Classification,
  citeCriterion,
  criteriaOf,
  criterionByCode,
  flawsOf,
  LawDefect,
  leaves,
  parseSheet,
  type Sheet,
  scalesOf,
  setsOf,
} from './index.ts'

const options = (sheet: Sheet) =>
  leaves(sheet).flatMap(({ criterion }) => scalesOf(criterion).flatMap((scale) => [...scale.options]))
const marks = (star: number) =>
  sheets.flatMap(options).filter((option) => option.minimumForStar === star).length

describe('Phụ lục II: the 26 sheets on file', () => {
  test('26 sheets, 787 leaves, 2,557 options of which 22 have no printed box', () => {
    expect(sheets.map((sheet) => sheet.set)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1))
    expect(sheets.flatMap(leaves)).toHaveLength(787)
    expect(sheets.flatMap(options)).toHaveLength(2557)
    expect(sheets.flatMap(options).filter((option) => option.implied)).toHaveLength(22)
  })

  test('575 star marks: 179 for three, 290 for four, 106 for five stars', () => {
    expect([marks(3), marks(4), marks(5)]).toEqual([179, 290, 106])
  })

  test('Điều 3 khoản 1: parts A 40, B 25, C 35 make 100 on every sheet', () => {
    for (const sheet of sheets)
      expect(sheet.parts.map(({ code, max }) => [code, max])).toEqual([
        ['A', 40],
        ['B', 25],
        ['C', 35],
      ])
  })

  test('Điều 6 khoản 2 điểm d: five samples, none for tourism', () => {
    expect(sheets.map(({ samples }) => samples)).toEqual([...Array<number>(25).fill(5), 0])
  })

  test('errata: applied corrections are in the data and the printed value is kept beside', () => {
    const top = criterionByCode(sheetOf(4), '7')!.options!.at(-1)!
    expect([top.points, top.printedPoints]).toEqual([3, 13])
    const blank = criterionByCode(sheetOf(7), '1.2')!.options![0]!
    expect([blank.points, blank.printedPoints]).toEqual([0, null])
  })

  test('errata: what is not applied stands as printed (set 7, 3.1: 1, 1, 3)', () => {
    expect(criterionByCode(sheetOf(7), '3.1')!.options!.map(({ points }) => points)).toEqual([1, 1, 3])
  })

  test('a criterion is cited by its sheet', () => {
    expect(citeCriterion(sheetOf(1), '5.1')).toBe(
      'Quyết định 26/2026/QĐ-TTg Phụ lục II, bộ số 01, tiêu chí 5.1',
    )
  })
})

describe('QĐ 1048/2019: the one sheet on file', () => {
  test('parts A 35, B 25, C 40; what the source does not state is null, not guessed', () => {
    expect(sheet1048.parts.map(({ max }) => max)).toEqual([35, 25, 40])
    expect([sheet1048.disqualifiers, sheet1048.leadAgencies]).toEqual([null, null])
  })
})

describe('Phụ lục I: classification', () => {
  const classification = Classification.parse(lawFile('qd26-2026/classification.json'))
  test('6 ngành, 17 nhóm, 26 sets, each with its sheet', () => {
    const sets = setsOf(classification)
    expect(sets.map(({ set }) => set)).toEqual(sheets.map(({ set }) => set))
    expect(sets.map(({ slug }) => slug)).toEqual(sheets.map(({ slug }) => slug))
    expect(new Set(sets.map(({ sector }) => sector.code)).size).toBe(classification.counts.sectors)
    expect(classification.sectors.flatMap(({ groups }) => groups)).toHaveLength(classification.counts.groups)
  })
})

describe('a sheet that does not add up is refused, saying what is wrong where', () => {
  type Loose = { [key: string]: Loose } & Loose[]
  const spoilt = (spoil: (sheet: Loose) => void): readonly string[] => {
    const sheet = structuredClone(sheetOf(1)) as unknown as Loose
    spoil(sheet)
    try {
      parseSheet(sheet, around, 'spoilt')
      return []
    } catch (error) {
      if (error instanceof LawDefect) return error.flaws
      throw error
    }
  }
  const criterion = (sheet: Loose, code: string) =>
    [...criteriaOf(sheet as unknown as Sheet)].find((one) => one.criterion.code === code)!
      .criterion as unknown as Loose
  const set = (target: unknown, key: string, value: unknown) => {
    ;(target as Record<string, unknown>)[key] = value
  }

  test.each<[string, (sheet: Loose) => void, string]>([
    ['part maximum', (s) => set(s.parts![0], 'max', 41), 'parts: the regime asks for A 40, B 25, C 35'],
    ['child sum', (s) => set(criterion(s, '1'), 'max', 17), 'criterion 1: its children make 18, not 17'],
    [
      'best option',
      (s) => set(criterion(s, '7').options!.at(-1), 'points', 4),
      'criterion 7: the best option gives 4',
    ],
    [
      'falling points',
      (s) => set(criterion(s, '8').options![1], 'points', 0),
      'criterion 8: option 2 (0) does not rise',
    ],
    ['code twice', (s) => set(criterion(s, '6.2'), 'code', '6.1'), 'criterion 6.1: the code is used twice'],
    [
      'code elsewhere',
      (s) => set(criterion(s, '6.2'), 'code', '7.2'),
      'criterion 7.2: the code does not nest under 6',
    ],
    [
      'evidence',
      (s) => set(criterion(s, '7'), 'evidence', ['no-such']),
      "criterion 7: evidence 'no-such' is not on file",
    ],
    [
      'falling marks',
      (s) => set(criterion(s, '10').options![1], 'minimumForStar', 3),
      'criterion 10: the mark of option 2',
    ],
    [
      'later dependency',
      (s) => set(criterion(s, '5.1'), 'dependsOn', '5.2'),
      "criterion 5.1: depends on '5.2'",
    ],
    [
      'no options',
      (s) => set(criterion(s, '7'), 'options', undefined),
      'criterion 7: a leaf has either options or cases',
    ],
    [
      'erratum nowhere',
      (s) => set(s.errata![1], 'at', '9.9'),
      'erratum at 9.9 (no-options): there is no such place',
    ],
    ['misspelt field', (s) => set(criterion(s, '7'), 'maxx', 3), 'maxx'],
    ['negative points', (s) => set(criterion(s, '7').options![0], 'points', -1), 'expected number to be >=0'],
    [
      'text not NFC',
      (s) => set(criterion(s, '7'), 'title', 'Dinh dưỡng'.normalize('NFD')),
      'text is not NFC',
    ],
  ])('%s', (_name, spoil, said) => {
    expect(spoilt(spoil).join('\n')).toContain(said)
  })

  test('an erratum said to be applied must be in the data', () => {
    const sheet = structuredClone(sheetOf(4))
    criterionByCode(sheet, '7')!.options!.at(-1)!.printedPoints = 12
    expect(flawsOf(sheet, around).join()).toContain('said to be applied, but the option carries other points')
  })

  test('every flaw is named at once', () => {
    const flaws = spoilt((sheet) => {
      set(criterion(sheet, '7'), 'max', 4)
      set(criterion(sheet, '8'), 'max', 6)
    })
    expect(flaws.length).toBeGreaterThanOrEqual(3)
  })
})
