import { z } from 'zod'

const points = z.int().min(0).max(100)

/** What an office settles about inspection where Điều 9 is silent (regulation/<province>/inspections.json). */
export const InspectionLaw = z.looseObject({
  risk: z.strictObject({
    ref: z.string(),
    misuseConfirmed: points,
    misuseOpen: points,
    paperExpired: points,
    paperExpiring: points,
    expiringWithinDays: z.int().min(1),
    neverVisited: points,
    visitOlderThanMonths: z.int().min(1),
    visitOld: points,
    salesJumpPercent: z.int().min(1),
    salesJump: points,
    openFinding: points,
    earlierFinding: points,
  }),
  choice: z.looseObject({ share: z.strictObject({ num: z.int().min(0), den: z.int().min(1) }) }),
  general: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z-]+$/),
        vi: z.string(),
        en: z.string(),
        ref: z.string(),
        ground: z.string(),
      }),
    )
    .min(1),
  criterionGround: z.string(),
  correction: z.looseObject({
    days: z.strictObject({ minor: z.int().min(1), major: z.int().min(1) }),
  }),
})
export type InspectionLaw = z.infer<typeof InspectionLaw>
