import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  calendarOf,
  dayOf,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  deadline,
  Holidays,
  isBefore,
  isDay,
  isWorkingDay,
  partsOf,
  workingDaysBetween,
} from './index.ts'

const table = Holidays.parse(JSON.parse(readFileSync('regulation/vietnam/holidays.json', 'utf8')))
const calendar = calendarOf(table)
const announced = Object.entries(table.years).filter(([, year]) => year.complete)

const anyDay = fc
  .tuple(fc.integer({ min: 1, max: 9990 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([y, m, d]) => dayOf(y, m, Math.min(d, daysInMonth(y, m))))
const dayOnFile = fc.integer({ min: 0, max: 365 * 7 }).map((n) => addDays('2019-02-01', n))

describe('days', () => {
  it('knows which days exist', () => {
    for (const good of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
      expect.soft(isDay(good), good).toBe(true)
    for (const bad of [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '24-04-30',
      '2024-4-3',
      '0000-01-01',
      '2024-04-30T00:00',
    ])
      expect.soft(isDay(bad), bad).toBe(false)
  })

  it('throws on what is no day: a defect of the caller', () => {
    expect(() => addDays('31/12/2024', 1)).toThrow(RangeError)
  })

  it('Bộ luật Dân sự 2015 Điều 148 khoản 3: a month without the corresponding day ends on its last day', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-02-29', 36)).toBe('2027-02-28')
    expect(addMonths('2024-08-31', 36)).toBe('2027-08-31')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addMonths('2024-01-15', -1)).toBe('2023-12-15')
  })

  it('Điều 5: "trước ngày 30/4" leaves 29/4 in time and 30/4 too late', () => {
    expect(isBefore('2026-04-29', '2026-04-30')).toBe(true)
    expect(isBefore('2026-04-30', '2026-04-30')).toBe(false)
  })

  it('names the days of the week', () => {
    expect(['2026-05-22', '2026-05-24', '2026-05-25', '1969-12-29', '0001-01-01'].map(dayOfWeek)).toEqual([
      5, 7, 1, 1, 1,
    ])
  })

  it('adding and taking away days is one thing', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 3000 }), (day, n) => {
        const later = addDays(day, n)
        expect(addDays(later, -n)).toBe(day)
        expect(daysBetween(day, later)).toBe(n)
        expect(later >= day).toBe(true)
        expect((dayOfWeek(day) - 1 + n) % 7).toBe(dayOfWeek(later) - 1)
      }),
    )
  })

  it('adding months keeps the day of the month unless the month is too short', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 100 }), (day, n) => {
        const [from, to] = [partsOf(day), partsOf(addMonths(day, n))]
        expect((to.year - from.year) * 12 + to.month - from.month).toBe(n)
        expect(to.dayOfMonth).toBe(Math.min(from.dayOfMonth, daysInMonth(to.year, to.month)))
      }),
    )
  })
})

describe('the Vietnamese holiday table', () => {
  it('stands on file for 2019 to 2026, each day once, each entry with its source', () => {
    expect(announced.map(([year]) => year)).toEqual([
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ])
    for (const [year, { off, working }] of Object.entries(table.years)) {
      const days = [...off, ...working].map((entry) => entry.day)
      expect.soft(new Set(days).size, year).toBe(days.length)
      for (const entry of [...off, ...working]) {
        expect.soft(entry.day.slice(0, 4)).toBe(year)
        expect.soft(entry.ref.length).toBeGreaterThan(10)
      }
    }
  })

  it('Bộ luật Lao động Điều 112: Tết has five days besides substitutes, the fixed days are there every year', () => {
    for (const [year, { off }] of announced) {
      expect
        .soft(
          off.filter((o) => o.name === 'Tết Âm lịch'),
          year,
        )
        .toHaveLength(5)
      for (const fixed of ['01-01', '04-30', '05-01', '09-02'])
        expect
          .soft(
            off.some((o) => o.day === `${year}-${fixed}`),
            `${year}-${fixed}`,
          )
          .toBe(true)
      // The second day of Quốc khánh exists since Bộ luật Lao động 2019 (in force 01/01/2021)
      const national = off.filter((o) => o.name.startsWith('Quốc khánh')).length
      expect.soft(national, year).toBe(Number(year) < 2021 ? 1 : 2)
    }
  })

  it('Điều 111 khoản 3: every holiday on a weekly rest day is given back on the next working day', () => {
    for (const [, { off }] of announced) {
      const onRestDays = off.filter((o) => table.weeklyRest.days.includes(dayOfWeek(o.day))).length
      expect(off.filter((o) => o.name.startsWith('Nghỉ bù')).length).toBe(onRestDays)
    }
  })

  it('make-up days are Saturdays or Sundays on which one works', () => {
    for (const { working } of Object.values(table.years))
      for (const w of working) {
        expect(dayOfWeek(w.day)).toBeGreaterThan(5)
        expect(isWorkingDay(w.day, calendar)).toBe(true)
      }
  })

  it('reads the known long holidays', () => {
    const off = (from: string, to: string) => {
      for (let day = from; day <= to; day = addDays(day, 1))
        expect.soft(isWorkingDay(day, calendar), day).toBe(false)
      expect.soft(isWorkingDay(addDays(to, 1), calendar), `after ${to}`).toBe(true)
    }
    off('2020-01-23', '2020-01-29')
    off('2021-02-10', '2021-02-16')
    off('2023-04-29', '2023-05-03')
    off('2024-04-27', '2024-05-01')
    off('2025-01-25', '2025-02-02')
    off('2025-04-30', '2025-05-04')
    off('2026-02-14', '2026-02-22')
    off('2026-08-29', '2026-09-02')
  })
})

describe('deadline', () => {
  it('Điều 7 khoản 2: 15 working days, the day of receipt not counted', () => {
    // received Friday 05/06/2026: 08/06 is day 1, 26/06 is day 15
    expect(deadline('2026-06-05', { length: 15, unit: 'working-day' }, calendar)).toEqual({
      lastDay: '2026-06-26',
    })
  })

  it('skips 30/4, 1/5 and the substitute of Giỗ Tổ', () => {
    // 24/04/2026 is a Friday; 27/4 substitute, 30/4 and 1/5 holidays: days 28, 29/4, 4, 5, 6/5
    expect(deadline('2026-04-24', { length: 5, unit: 'working-day' }, calendar).lastDay).toBe('2026-05-06')
  })

  it('counts make-up Saturdays', () => {
    expect(deadline('2026-08-21', { length: 1, unit: 'working-day' }, calendar).lastDay).toBe('2026-08-22')
  })

  it('counts the day of receipt when the data say so', () => {
    const counting = { ...calendar, firstDayCounted: true }
    expect(deadline('2026-06-05', { length: 15, unit: 'working-day' }, counting).lastDay).toBe('2026-06-25')
    expect(deadline('2026-06-06', { length: 1, unit: 'working-day' }, counting).lastDay).toBe('2026-06-08')
  })

  it('Điều 12 khoản 2: 60 days after 22/5/2026 is 21/7/2026, 30 days is 21/6/2026 (a Sunday, not moved by default)', () => {
    expect(deadline('2026-05-22', { length: 60, unit: 'calendar-day' }, calendar).lastDay).toBe('2026-07-21')
    expect(deadline('2026-05-22', { length: 30, unit: 'calendar-day' }, calendar).lastDay).toBe('2026-06-21')
    const rolling = { ...calendar, rollToWorkingDay: true }
    expect(deadline('2026-05-22', { length: 30, unit: 'calendar-day' }, rolling).lastDay).toBe('2026-06-22')
  })

  it('says that a year is not on file, and that a day off is not yet law', () => {
    expect(deadline('2026-12-28', { length: 10, unit: 'working-day' }, calendar).uncertain).toBe(
      'year-not-on-file',
    )
    const november = deadline('2026-11-20', { length: 3, unit: 'working-day' }, calendar)
    expect(november).toEqual({ lastDay: '2026-11-25', uncertain: 'unverified-holiday' })
  })

  it('a year whose schedule is not published knows mùng 1 of Tết and Giỗ Tổ, and stays uncertain', () => {
    expect(['2027-02-08', '2027-04-16', '2027-04-15'].map((day) => isWorkingDay(day, calendar))).toEqual([
      false,
      false,
      true,
    ])
    expect(deadline('2027-05-03', { length: 3, unit: 'working-day' }, calendar)).toEqual({
      lastDay: '2027-05-06',
      uncertain: 'year-not-on-file',
    })
  })

  it('knows the fixed days even in a year that is not on file', () => {
    expect(isWorkingDay('2031-01-01', calendar)).toBe(false)
    expect(isWorkingDay('2031-01-02', calendar)).toBe(true)
  })

  it('always ends on a working day with exactly that many working days between', () => {
    fc.assert(
      fc.property(dayOnFile, fc.integer({ min: 1, max: 60 }), (from, length) => {
        const { lastDay } = addWorkingDays(from, length, calendar)
        expect(isWorkingDay(lastDay, calendar)).toBe(true)
        expect(workingDaysBetween(from, lastDay, calendar).days).toBe(length)
      }),
    )
  })

  it('never ends earlier for a longer limit or a later start', () => {
    fc.assert(
      fc.property(dayOnFile, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (from, length, more) => {
        const end = (start: string, n: number) =>
          deadline(start, { length: n, unit: 'working-day' }, calendar).lastDay
        expect(end(from, length + more) >= end(from, length)).toBe(true)
        expect(end(addDays(from, more), length) >= end(from, length)).toBe(true)
      }),
    )
  })
})
