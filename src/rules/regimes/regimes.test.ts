import { describe, expect, test } from 'vitest'
import { bands3, lawFile, regime, regimes } from '../../../test/golden/law.ts'
import { LawDefect } from '../criteria/index.ts'
import { fraction } from '../fraction.ts'
import {
  bandOf,
  bandsAbove,
  type Decided,
  daysLeft,
  governedOn,
  isTailOver,
  parseRegimes,
  regimeForDossier,
  whyNotDecided,
  whyNotScorable,
} from './index.ts'

const choose = (filedOn: string, kind: 'first' | 'upgrade' | 'reevaluation' = 'first') =>
  regimeForDossier(regimes, { filedOn, kind })

describe('the regime follows from the filing day, never from today', () => {
  test.each([
    ['2019-08-21', 'R1'],
    ['2023-02-23', 'R1'],
    ['2023-02-24', 'R2'],
    ['2025-07-05', 'R2'],
    ['2025-07-06', 'R2b'],
    ['2026-05-21', 'R2b'],
    ['2026-05-22', 'R3'],
    ['2040-01-01', 'R3'],
  ])('filed %s: %s', (filedOn, short) => {
    expect(choose(filedOn).regime?.short).toBe(short)
  })

  test('before 21/8/2019 there is no regime, and the answer says so', () => {
    expect(choose('2019-08-20')).toEqual({
      regime: null,
      scorable: false,
      reason: { code: 'no-regime', data: { filedOn: '2019-08-20' } },
    })
  })

  test('1 to 5 July 2025: the district was gone, 1489/QĐ-TTg not yet issued; noted, not decided', () => {
    const gapOn = (day: string) => {
      const choice = choose(day)
      return choice.regime !== null && choice.gap?.from
    }
    expect(['2025-06-30', '2025-07-01', '2025-07-05', '2025-07-06'].map(gapOn)).toEqual([
      undefined,
      '2025-07-01',
      '2025-07-01',
      undefined,
    ])
  })
})

describe('Điều 12 khoản 2: dossiers filed before 22/5/2026 and not yet evaluated', () => {
  const tailOf = (filedOn: string, kind: 'first' | 'upgrade' | 'reevaluation') => {
    const choice = choose(filedOn, kind)
    return choice.regime === null ? undefined : choice.tail
  }

  test('điểm a: a first or upgrade dossier has 60 days, to 21/7/2026 included', () => {
    for (const kind of ['first', 'upgrade'] as const) {
      const tail = tailOf('2026-05-21', kind)!
      expect([tail.lastDay, tail.ref]).toEqual([
        '2026-07-21',
        'Quyết định 26/2026/QĐ-TTg Điều 12 khoản 2 điểm a',
      ])
      expect([isTailOver(tail, '2026-07-21'), isTailOver(tail, '2026-07-22')]).toEqual([false, true])
      expect([daysLeft(tail, '2026-07-21'), daysLeft(tail, '2026-05-22')]).toEqual([0, 60])
    }
  })

  test('điểm b: a re-evaluation has 30 days, to 21/6/2026 included', () => {
    const tail = tailOf('2026-05-21', 'reevaluation')!
    expect([tail.lastDay, isTailOver(tail, '2026-06-21'), isTailOver(tail, '2026-06-22')]).toEqual([
      '2026-06-21',
      false,
      true,
    ])
  })

  test('khoản 2 điểm a, b: what governs is told on every day: the old rules, their last day, and the day after', () => {
    const on = (filedOn: string, kind: 'first' | 'reevaluation', today: string) => {
      const { choice, state, lastDay, daysLeft: left } = governedOn(regimes, { filedOn, kind }, today)
      return [choice.regime?.short, state, lastDay, left]
    }
    expect(on('2026-05-10', 'first', '2026-05-21')).toEqual(['R2b', 'in-force', null, null])
    expect(on('2026-05-10', 'first', '2026-07-21')).toEqual(['R2b', 'tail', '2026-07-21', 0])
    expect(on('2026-05-10', 'first', '2026-07-22')).toEqual(['R2b', 'tail-over', '2026-07-21', -1])
    expect(on('2026-05-10', 'reevaluation', '2026-06-21')).toEqual(['R2b', 'tail', '2026-06-21', 0])
    expect(on('2026-05-10', 'reevaluation', '2026-06-22')).toEqual(['R2b', 'tail-over', '2026-06-21', -1])
  })

  test('what was open under 148/QĐ-TTg goes on under it as amended from 6/7/2025, days with nobody to decide told', () => {
    const on = (filedOn: string, today: string) => {
      const { choice, state, daysLeft: left } = governedOn(regimes, { filedOn, kind: 'first' }, today)
      return [choice.regime?.short, state, left, choice.regime !== null && choice.gap?.from]
    }
    expect(on('2025-06-20', '2025-07-05')).toEqual(['R2', 'in-force', null, undefined])
    expect(on('2025-06-20', '2025-07-06')).toEqual(['R2b', 'in-force', null, undefined])
    expect(on('2025-07-03', '2025-07-06')).toEqual(['R2b', 'in-force', null, '2025-07-01'])
    expect(on('2024-03-01', '2026-06-01')).toEqual(['R2b', 'tail', 50, undefined])
  })

  test('khoản 2 điểm a, b: a decision may rest on the old rules to the last day of its kind, and only for what was filed before', () => {
    const why = (id: string, day: string, filed?: Decided['filed'], level = 'tinh') =>
      whyNotDecided(regime(id), { day, level, filed })?.code ?? null
    const [old, amended] = ['qd148-2023', 'qd148-2023-qd1489-2025']
    const first = { on: '2026-05-10', kind: 'first' } as const
    const again = { on: '2026-05-10', kind: 'reevaluation' } as const
    expect(why(amended, '2026-07-10', first)).toBeNull()
    expect(why(amended, '2026-07-22', first)).toBe('regime-tail-over')
    expect(why(amended, '2026-06-21', again)).toBeNull()
    expect(why(amended, '2026-06-22', again)).toBe('regime-tail-over')
    expect(why(amended, '2026-07-10', { ...first, on: '2026-05-22' })).toBe('regime-not-in-force')
    expect(why(amended, '2026-07-10')).toBe('regime-not-in-force')
    expect(why(amended, '2025-07-05', first)).toBe('regime-not-in-force')
    expect(why(old, '2025-08-01', { on: '2025-06-20', kind: 'first' })).toBe('regime-not-in-force')
    expect(why(old, '2025-06-30', undefined, 'huyen')).toBeNull()
    expect(why(old, '2025-07-03', undefined, 'huyen')).toBe('level-had-ended')
  })

  test('Điều 11 khoản 1: filed from 22/5/2026 on, only this decree; rules without a tail have ended', () => {
    expect(governedOn(regimes, { filedOn: '2026-05-22', kind: 'first' }, '2026-08-01').state).toBe('in-force')
    expect(governedOn(regimes, { filedOn: '2020-01-01', kind: 'first' }, '2026-06-01').state).toBe('ended')
    expect(governedOn(regimes, { filedOn: '2018-01-01', kind: 'first' }, '2026-06-01').state).toBe('none')
  })

  test('filed on or after 22/5/2026: no tail', () => {
    expect(tailOf('2026-05-22', 'first')).toBeUndefined()
  })
})

describe('what can be scored', () => {
  test('R2 and R2b: sheets not on file, so nothing is scored, with the reason', () => {
    for (const filedOn of ['2024-03-25', '2025-12-01']) {
      const choice = choose(filedOn)
      expect([choice.scorable, choice.reason?.code]).toEqual([false, 'sheets-not-on-file'])
      expect(choice.reason?.data?.why).toContain('chưa có trong hồ sơ')
    }
  })

  test('R1: set 1 only; R3: all 26, and no 27th', () => {
    expect(whyNotScorable(regime('qd1048-2019'), 1)).toBeNull()
    expect(whyNotScorable(regime('qd1048-2019'), 2)?.code).toBe('sheets-not-on-file')
    expect(whyNotScorable(regime('qd26-2026'), 26)).toBeNull()
    expect(whyNotScorable(regime('qd26-2026'), 27)?.code).toBe('unknown-set')
  })
})

describe('star bands are compared with the exact mean', () => {
  const star = (numerator: number, denominator = 1) =>
    bandOf(bands3, fraction(numerator, denominator))?.star ?? null

  test('Điều 3 khoản 3 điểm a: from 90 to 100 is five stars', () => {
    expect([star(90), star(100), star(8999, 100), star(101)]).toEqual([5, 5, 4, null])
  })
  test('Điều 3 khoản 3 điểm b: from 70 up to but not 90 is four stars', () => {
    expect([star(70), star(179, 2), star(1259, 14), star(89999999, 1000000)]).toEqual([4, 4, 4, 4])
  })
  test('Điều 3 khoản 3 điểm c: from 50 up to but not 70 is three stars', () => {
    expect([star(50), star(209, 3)]).toEqual([3, 3])
  })
  test('Điều 3 khoản 3 điểm d: from 30 up to but not 50 is two stars', () => {
    expect([star(30), star(749, 15)]).toEqual([2, 2])
  })
  test('Điều 3 khoản 3 điểm đ: under 30 is one star', () => {
    expect([star(0), star(449, 15)]).toEqual([1, 1])
  })
  test('QĐ 1048/2019 prints whole numbers: 89.5, 69.5 and 49.5 belong to no band', () => {
    const bands = regime('qd1048-2019').bands!
    const starOf = (halves: number) => bandOf(bands, fraction(halves, 2))?.star ?? null
    expect([179, 139, 99].map(starOf)).toEqual([null, null, null])
    expect([178, 180, 138, 140, 98, 100, 59, 60].map(starOf)).toEqual([4, 5, 3, 4, 2, 3, 1, 2])
  })
})

describe('regimes.json that does not add up is refused', () => {
  type Loose = { regimes: { id: string; [key: string]: unknown }[] }
  const flaws = (spoil: (file: Loose) => void) => {
    const file = structuredClone(lawFile('regimes.json')) as Loose
    spoil(file)
    try {
      parseRegimes(file)
      return ''
    } catch (error) {
      if (error instanceof LawDefect) return error.flaws.join('\n')
      throw error
    }
  }
  const last = (file: Loose) =>
    file.regimes.at(-1) as unknown as { bands: object[]; parts: object[]; inForce: object }

  test('a tail that does not last its days', () => {
    const said = flaws((file) => {
      const tails = file.regimes[2]!.tails as { lastDay: string }[]
      tails[0]!.lastDay = '2026-07-20'
    })
    expect(said).toContain('does not last 60 days')
  })
  test('bands that overlap', () => {
    const said = flaws((file) => Object.assign(last(file).bands[1]!, { max: 91 }))
    expect(said).toContain('overlap')
  })
  test('a day no regime rules', () => {
    const said = flaws((file) => Object.assign(last(file).inForce, { from: '2026-05-23' }))
    expect(said).toContain('does not begin the day after')
  })
  test('parts that do not make the top of the highest band', () => {
    const said = flaws((file) => Object.assign(last(file).parts[0]!, { max: 41 }))
    expect(said).toContain('the parts make 101')
  })
})

test('seen from one sheet, the bands stand as far off as they do from the mean', () => {
  // 70 on the agreed sheet, a mean of 67.5: three points are lacking to four stars, not none.
  const seen = (points: number, numerator: number, denominator: number, gain: number) =>
    bandOf(bandsAbove(bands3, points, fraction(numerator, denominator)), fraction(points + gain))?.star
  expect([0, 2, 3].map((gain) => seen(70, 135, 2, gain))).toEqual([3, 3, 4])
  expect([0, 2, 3].map((gain) => seen(66, 67, 1, gain))).toEqual([3, 3, 4])
  expect([seen(100, 999, 10, 0), seen(95, 96, 1, 5), seen(69, 70, 1, 0)]).toEqual([5, 5, 4])
})
