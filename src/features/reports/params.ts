import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import { failed, ok } from '../../platform/command/index.ts'
import type { Day } from '../../rules/calendar/index.ts'
import { addDays, isDay } from '../../rules/calendar/index.ts'
import { parseDay } from '../../rules/vietnamese/index.ts'

/** What a report is asked for. Everything the figures depend on beside the data cut stands here. */
export interface ReportParams {
  /** First and last day of the period, both counted. */
  readonly from: Day
  readonly to: Day
  /** The day whose administrative units a report by places is told in. */
  readonly unitsOn: Day
  /** Code of a province; null: every province on file. */
  readonly province: string | null
  /** Code of a commune of `unitsOn`; null: all. */
  readonly commune: string | null
  readonly sector: string | null
  readonly star: number | null
}

/** As it stands in an address: `tu`, `den` days; `ky` a period by name (2026, 2026-h1, 2026-q3). */
export const reportQuery = z.object({
  ky: z.string().max(20).optional(),
  tu: z.string().max(20).optional(),
  den: z.string().max(20).optional(),
  donvi: z.string().max(20).optional(),
  tinh: z.string().max(5).optional(),
  xa: z.string().max(8).optional(),
  nganh: z.string().max(5).optional(),
  sao: z.string().max(1).optional(),
})
export type ReportQuery = z.output<typeof reportQuery>

/** The programme began on 7/5/2018 (Quyết định 490/QĐ-TTg): nothing can be reported of before. */
export const programmeBegan = '2018-05-07'

/** Reads a period by name; null when it is none. */
export function namedPeriod(name: string): { from: Day; to: Day } | null {
  const found = /^(20\d\d)(?:-(h[12]|q[1-4]))?$/.exec(name)
  if (!found) return null
  const [, year, part] = found
  if (!part) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const bounds: Record<string, [string, string]> = {
    h1: ['01-01', '06-30'],
    h2: ['07-01', '12-31'],
    q1: ['01-01', '03-31'],
    q2: ['04-01', '06-30'],
    q3: ['07-01', '09-30'],
    q4: ['10-01', '12-31'],
  }
  const [first, last] = bounds[part]!
  return { from: `${year}-${first}`, to: `${year}-${last}` }
}

/**
 * Reads what was asked; days that are no days and a period that ends before it begins are told at their field, and nothing is
 * guessed. Without a period: the year of today.
 */
export function readParams(query: ReportQuery, today: Day, home: string): Result<ReportParams> {
  const wrong: Problem[] = []
  const day = (field: 'tu' | 'den' | 'donvi', otherwise: Day): Day => {
    const typed = query[field]?.trim() ?? ''
    if (typed === '') return otherwise
    const read = isDay(typed) ? typed : parseDay(typed)
    if (read === null) wrong.push({ code: 'report-day-unreadable', field, data: { text: typed } })
    return read ?? otherwise
  }
  const named = query.ky ? namedPeriod(query.ky) : null
  if (query.ky && !named) wrong.push({ code: 'report-period-unknown', field: 'ky', data: { text: query.ky } })
  const period = named ?? { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` }
  const from = day('tu', period.from)
  const to = day('den', period.to)
  if (from > to) wrong.push({ code: 'report-period-backwards', field: 'den', data: { from, to } })
  if (to < programmeBegan)
    wrong.push({ code: 'report-before-programme', field: 'den', data: { day: programmeBegan } })
  const star = query.sao ? Number(query.sao) : null
  if (star !== null && ![3, 4, 5].includes(star)) wrong.push({ code: 'report-star-unknown', field: 'sao' })
  if (wrong.length > 0) return failed(...wrong)
  return ok({
    from,
    to,
    unitsOn: day('donvi', to < today ? to : today),
    province: query.tinh === 'tat-ca' ? null : query.tinh || home,
    commune: query.xa || null,
    sector: query.nganh || null,
    star,
  })
}

/** The same params as an address carries them. */
export function queryOf(params: ReportParams, home: string): URLSearchParams {
  const query = new URLSearchParams({ tu: params.from, den: params.to, donvi: params.unitsOn })
  if (params.province !== home) query.set('tinh', params.province ?? 'tat-ca')
  if (params.commune) query.set('xa', params.commune)
  if (params.sector) query.set('nganh', params.sector)
  if (params.star) query.set('sao', String(params.star))
  return query
}

/**
 * The period to compare with: the same days a year before, where the period lies within one year; else as many days just before.
 */
export function periodBefore({ from, to }: Pick<ReportParams, 'from' | 'to'>): { from: Day; to: Day } {
  if (from.slice(0, 4) === to.slice(0, 4)) {
    const year = Number(from.slice(0, 4)) - 1
    const shifted = (day: Day) => `${year}${day.slice(4)}`.replace(/-02-29$/, '-02-28')
    return { from: shifted(from), to: shifted(to) }
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return { from: addDays(from, -days - 1), to: addDays(from, -1) }
}
