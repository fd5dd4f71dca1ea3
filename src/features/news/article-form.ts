import { z } from 'zod'
import { parseDay } from '../../platform/i18n/index.ts'
import { categories } from './commands.ts'

/** What the editor types; messages are codes of problems. */
export const articleForm = z.object({
  title: z.string().min(1, 'title-missing').max(300),
  lead: z.string().max(600),
  body: z.string().min(1, 'body-missing').max(400_000),
  category: z.enum(categories),
  lang: z.enum(['vi', 'en']),
  authorName: z.string().max(200),
  unitName: z.string().max(200),
  updatedOn: z.string().transform((typed, issue) => {
    const day = parseDay(typed)
    if (day === null) issue.addIssue({ code: 'custom', message: 'news-day-invalid' })
    return day ?? ''
  }),
  version: z.coerce.number().int().min(0),
})

/** `''` is now; `30/04/2026 07:30` is that moment in Vietnam (UTC+7); null when it is no moment. */
export function readTime(typed: string, now: Date): Date | null {
  if (typed === '') return now
  const [day, clock = '00:00'] = typed.split(/\s+/)
  const date = parseDay(day ?? '')
  if (date === null || !/^([01]?\d|2[0-3]):[0-5]\d$/.test(clock)) return null
  return new Date(`${date}T${clock.padStart(5, '0')}:00+07:00`)
}
