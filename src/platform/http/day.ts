import { z } from 'zod'
import { parseDay } from '../i18n/index.ts'

/** A day as an address or a program names it, `yyyy-mm-dd`: one that the calendar has, and the database takes. */
export const DayText = z.iso.date().refine((day) => parseDay(day) !== null)
