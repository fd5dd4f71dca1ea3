import { z } from 'zod'

const status = z.enum(['law', 'default'])
const points = z.int().min(0).max(1000)
const named = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  vi: z.string().min(1),
  en: z.string().min(1),
})

/**
 * How stalls are shared out. Quyết định 26/2026/QĐ-TTg says nothing of it: the office's default, published with each call and frozen
 * with it, so that a rule changed later never re-orders a fair already called.
 */
export const AllotmentRule = z.strictObject({
  version: z.int().min(1),
  status,
  note: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  /** Least star of a recognition that stands on the first day of the fair. */
  minimumStar: z.int().min(3).max(5),
  rotation: z.strictObject({
    /** How far back stalls count. */
    months: z.int().min(1).max(120),
    /** Points by the number of stalls had, the last entry for as many or more. */
    points: z.array(points).min(1),
  }),
  stars: z.array(z.strictObject({ star: z.int().min(3).max(5), points })).min(1),
  /** Taken off for every stall that went to a producer of the same commune before. */
  spread: z.strictObject({ perStall: points }),
  /** A stall that nobody claims within `days` of being given lapses to whoever waits, `leaveDays` before the first day at the latest. A call of before has none. */
  claim: z
    .strictObject({ status, days: z.int().min(1).max(60), leaveDays: z.int().min(1).max(30) })
    .optional(),
})
export type AllotmentRule = z.infer<typeof AllotmentRule>

export const MatchRule = z.strictObject({
  status,
  note: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  weights: z.strictObject({ capacity: points, season: points, certificates: points, star: points }),
})
export type MatchRule = z.infer<typeof MatchRule>

export const PromotionLaw = z.looseObject({
  note: z.string().min(1),
  fairKinds: z.array(named).min(1),
  pointKinds: z.array(named).min(1),
  certificates: z.array(z.strictObject({ ...named.shape, evidence: z.array(z.string()).default([]) })).min(1),
  allotment: AllotmentRule,
  matching: MatchRule,
})
export type PromotionLaw = z.infer<typeof PromotionLaw>
