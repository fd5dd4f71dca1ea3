import { z } from 'zod'
import { Kind } from './lifecycle.ts'

const unit = z.enum(['working-day', 'calendar-day', 'month'])
const Item = z.looseObject({
  id: z.string(),
  required: z.boolean(),
  count: z.int().optional(),
  exceptSets: z.array(z.int()).optional(),
  ref: z.string().optional(),
})
const RoundRule = z.looseObject({
  round: z.int().min(1),
  proposalsBefore: z.string().regex(/^\d\d-\d\d$/),
  heldBefore: z.string().regex(/^\d\d-\d\d$/),
})

/**
 * What the procedure engine reads of a decree's procedure.json; the rest of the file is kept for printing. A small decree may
 * leave almost everything out.
 */
export const ProcedureLaw = z.looseObject({
  levels: z.array(z.looseObject({ id: z.string(), recognises: z.array(z.int()), ref: z.string() })),
  noCertificate: z.looseObject({ stars: z.array(z.int()), ref: z.string() }).optional(),
  eligibleOwners: z
    .looseObject({
      ref: z.string(),
      all: z.array(z.looseObject({ id: z.string() })),
      tourismAlso: z.array(z.looseObject({ id: z.string() })).default([]),
      tourismSets: z.array(z.int()).default([]),
    })
    .optional(),
  dossiers: z
    .array(
      z.looseObject({
        id: z.string(),
        case: z.union([Kind, z.literal('all')]),
        level: z.string(),
        ref: z.string(),
        items: z.array(Item),
      }),
    )
    .default([]),
  rounds: z
    .array(z.looseObject({ level: z.string(), ref: z.string(), list: z.array(RoundRule).min(1) }))
    .default([]),
  deadlines: z.array(z.looseObject({ id: z.string(), length: z.int(), unit, ref: z.string() })).default([]),
  reevaluation: z
    .looseObject({
      window: z.looseObject({
        earliestDaysBeforeExpiry: z.int(),
        latestDaysBeforeExpiry: z.int(),
        ref: z.string(),
      }),
    })
    .optional(),
  transition: z
    .array(z.looseObject({ id: z.string(), limitDays: z.int().optional(), ref: z.string() }))
    .default([]),
  /** How long a certificate is valid (Điều 4 khoản 3). */
  validity: z.looseObject({ months: z.int().min(1), ref: z.string() }).optional(),
  instrument: z.looseObject({ effectiveFrom: z.string() }).optional(),
})
export type ProcedureLaw = z.infer<typeof ProcedureLaw>

/** From which mean a level passes a product on to the next one, e.g. province to Ministry at 90 (regimes.json, forward). */
export interface Forward {
  from: string
  to: string
  min: number
}
