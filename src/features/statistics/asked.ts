import { z } from 'zod'
import { fill, formatDay, parseDay } from '../../platform/i18n/index.ts'
import type { Day } from '../../rules/calendar/index.ts'
import type { FormError, FormValues } from '../../web/index.ts'
import { firstDay } from './facts.ts'
import type { StatisticsWords } from './messages.vi.ts'

export const figuresAddress = z.object({
  ngay: z.string().max(40).optional().catch(undefined),
  'dia-gioi': z.string().max(40).optional().catch(undefined),
})

/** The days that are asked for; what cannot be read stays in its field, with the reason, and today's figures are shown. */
export interface AskedDays {
  readonly asOf: Day
  readonly unitsOn: Day
  readonly values: FormValues
  readonly errors: readonly FormError[]
}

export function readDays(
  address: z.output<typeof figuresAddress>,
  today: Day,
  w: Pick<StatisticsWords, 'dayUnreadable' | 'dayOutside'>,
): AskedDays {
  const errors: FormError[] = []
  const read = (field: 'ngay' | 'dia-gioi'): Day | null => {
    const typed = address[field]?.trim()
    if (!typed) return null
    const day = parseDay(typed)
    if (day !== null && day >= firstDay && day <= today) return day
    const text =
      day === null ? w.dayUnreadable : fill(w.dayOutside, { from: formatDay(firstDay), to: formatDay(today) })
    errors.push({ field, text })
    return null
  }
  const asOf = read('ngay') ?? today
  const unitsOn = read('dia-gioi') ?? asOf
  const values = Object.fromEntries(
    Object.entries(address).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { asOf, unitsOn, values, errors }
}
