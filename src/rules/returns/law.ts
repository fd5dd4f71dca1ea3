import { z } from 'zod'

const percent = z.int().min(1).max(10_000)

/** The office's regulation after recognition as data (regulation/<province>/post-recognition.json): duties, periods, forms, changes. */
export const ReturnLaw = z.looseObject({
  duties: z.array(
    z.strictObject({
      id: z.string(),
      vi: z.string(),
      en: z.string(),
      ref: z.string(),
      status: z.enum(['law', 'default-of-office']),
    }),
  ),
  returns: z.strictObject({
    monthsPerPeriod: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
    dueDaysAfter: z.int().min(0),
    ref: z.string(),
    units: z.array(z.string()).min(1),
  }),
  plausible: z.strictObject({
    growthPercent: percent,
    fallPercent: percent,
    jobsPercent: percent,
    salesPerUnitPercent: percent,
    ref: z.string(),
  }),
  changes: z.array(
    z.strictObject({
      id: z.string(),
      vi: z.string(),
      en: z.string(),
      needs: z.enum(['label', 'test', 'confirm']),
      taskVi: z.string(),
      taskEn: z.string(),
      dueDays: z.int().min(1),
      ref: z.string(),
    }),
  ),
})
export type ReturnLaw = z.infer<typeof ReturnLaw>
