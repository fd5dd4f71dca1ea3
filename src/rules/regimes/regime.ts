import { z } from 'zod'
import { Star } from '../criteria/index.ts'

export const DossierKind = z.enum(['first', 'upgrade', 'reevaluation'])
/** Lần đầu, nâng hạng, đánh giá lại (Điều 6 khoản 1). */
export type DossierKind = z.infer<typeof DossierKind>

const day = z.iso.date()
const cited = { ref: z.string().min(1) }

/** Points for which a star stands: from `min` to `max`, the upper end excluded when `maxExclusive` ("dưới 90"). */
export const Band = z.looseObject({
  star: Star,
  min: z.number(),
  max: z.number(),
  maxExclusive: z.boolean(),
  /** The words of the decree. */
  printed: z.string(),
  /** Who recognises the star, and whether a certificate is issued, where the decree says so. */
  recogniser: z.string().nullable().optional(),
  certified: z.boolean().optional(),
  ...cited,
})
export type Band = z.infer<typeof Band>

/** A dossier filed before a new decree and not yet evaluated is finished under the old one until `lastDay` (Điều 12 khoản 2). */
export const Tail = z.strictObject({
  kinds: z.array(DossierKind).min(1),
  filedBefore: day,
  days: z.int().min(1),
  lastDay: day,
  ...cited,
})
export type Tail = z.infer<typeof Tail>

/**
 * What stop-scoring stops: every leaf printed after it, or only the first-level criteria after its own.
 * Phụ lục II does not say; the value is data (regulation/README.md).
 */
export const StopScope = z.enum(['following-leaves', 'following-groups'])
export type StopScope = z.infer<typeof StopScope>

/** One decree with the days it is in force and what it says about scoring. Descriptive fields beside these are kept. */
export const Regime = z.looseObject({
  id: z.string().min(1),
  short: z.string().min(1),
  name: z.string().min(1),
  instruments: z.array(z.looseObject({ number: z.string(), date: day })).min(1),
  inForce: z.looseObject({ from: day, to: day.nullable(), ...cited }),
  parts: z.array(z.looseObject({ code: z.string(), max: z.int().min(1), ...cited })).min(1),
  /** null = the printed wording was not read: nothing is ranked under this regime. */
  bands: z.array(Band).min(1).nullable(),
  knockOuts: z
    .looseObject({ ...cited, stopScope: z.looseObject({ value: StopScope, text: z.string() }) })
    .nullable(),
  sheets: z.looseObject({
    dir: z.string().nullable(),
    available: z.array(z.int()),
    of: z.int(),
    status: z.string(),
    /** Why some sheets cannot be scored with; null when all are on file. */
    missing: z.string().nullable(),
  }),
  tails: z.array(Tail),
  /** The regime that takes over, from a day, what was filed under this one and not yet evaluated; null: it keeps its own. */
  becomes: z.looseObject({ regime: z.string().min(1), from: day, text: z.string() }).nullable(),
  /** Days on which who decides is open; levels in `without` had ended by then. */
  gap: z
    .looseObject({ from: day, to: day, note: z.string(), without: z.array(z.string()), ...cited })
    .nullable(),
  /** A certificate whose re-evaluation missed its window stays in force at most so many days more (Điều 12 khoản 3). */
  extension: z.looseObject({ days: z.int().min(1), ...cited }).nullable(),
  validityMonths: z.int().min(1),
})
export type Regime = z.infer<typeof Regime>

/** regimes.json: every regime in time, and how one is chosen. */
export const Regimes = z.looseObject({
  regimes: z.array(Regime).min(1),
  earlier: z.looseObject({ text: z.string() }),
})
export type Regimes = z.infer<typeof Regimes>
