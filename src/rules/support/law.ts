import { z } from 'zod'

/**
 * What a producer can be supported with (regulation/<province>/support.json). Quyết định 26/2026/QĐ-TTg names no share and no ceiling:
 * each measure says that its figures are a default of the office until a policy is on file.
 */
export const SupportLaw = z.looseObject({
  note: z.string().min(1),
  status: z.enum(['law', 'default']),
  measures: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z-]*$/),
        vi: z.string().min(1),
        en: z.string().min(1),
        /** Of the cost, at most. */
        sharePercent: z.int().min(1).max(100),
        /** Đồng, of one product in one year. */
        ceiling: z.int().min(1),
        status: z.enum(['law', 'default']),
        note: z.string().min(1),
      }),
    )
    .min(1),
})
export type SupportLaw = z.infer<typeof SupportLaw>
export type SupportMeasure = SupportLaw['measures'][number]
