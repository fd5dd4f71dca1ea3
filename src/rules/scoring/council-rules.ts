import { z } from 'zod'

/** A share such as three quarters, kept as two whole numbers so that comparing never rounds. */
export const ShareOf = z
  .strictObject({ numerator: z.int().min(0), denominator: z.int().min(1) })
  .refine((share) => share.numerator <= share.denominator, 'a share is at most one')

const day = z.iso.date()
const kind = z.enum(['first', 'upgrade', 'reevaluation'])
const shown = z.enum(['always', 'after-seal', 'never'])

/**
 * What the decree leaves to the council's working rules (Quy chế hoạt động của Hội đồng, QĐ 26/2026 Điều 7 khoản 3 điểm b):
 * quorum, spread, mean, whose ticks count for a star minimum. One object of data for each province and period;
 * nothing of it may be written into code. The defaults stated here hold where the rules on file are silent.
 */
export const CouncilRules = z.strictObject({
  id: z.string().min(1),
  /** First and last day on which a session is held under these rules; `effectiveTo: null` = still in force. */
  effectiveFrom: day,
  effectiveTo: day.nullable(),
  /** Number, date and article of the paper that sets the rules; a default says that it is one. */
  citation: z.string().min(1),
  /** Share of the council that must be present, and whether its chair or the chair's delegate must be among them. */
  quorum: z.strictObject({
    ...ShareOf.shape,
    chairOrDelegateRequired: z.boolean(),
  }),
  /** A second round is due when the highest and the lowest total differ by MORE than this many points; null = no limit. */
  spreadLimit: z.number().min(0).nullable(),
  /** The same for one criterion, as a share of its maximum; null = not looked at. */
  spreadByCriterionShare: ShareOf.nullable(),
  /** 'plain': sum of the totals of all sheets counted, divided by their number. */
  mean: z.literal('plain'),
  /** Whose ticks a star minimum is held against. */
  minimums: z.enum(['agreed-sheet', 'each-member', 'majority', 'median']),
  /**
   * How the agreed sheet is formed at a criterion: the option with most votes, or the highest level that more than half ticked or
   * exceeded (the median). Only the median is monotone: a raised tick never lowers it.
   */
  agreedBy: z.enum(['plurality', 'median']).default('plurality'),
  /** Between two options with as many votes, or for an even median: which one stands. */
  tieBreak: z.enum(['lower', 'higher']),
  /** Points reach a star whose minimum is missed: the highest lower star that holds, or no star at all. */
  missedMinimum: z.enum(['lower-star', 'no-star']),
  /** From this star upwards a star asks for its own minimums and those of the stars below it. */
  minimumsCumulativeFrom: z.int().min(1).max(6).default(3),
  /** When a knock-out found by members binds the council: more than half of the counted sheets, or a single one. */
  knockout: z.enum(['majority', 'any']),
  /** Judging by written opinion instead of a sitting (Điều 7 khoản 6 điểm d for re-evaluation). */
  writtenOpinion: z.strictObject({
    allowed: z.boolean(),
    forKinds: z.array(kind),
    days: z.int().min(1).nullable(),
  }),
  /** For print only: bands are always compared with the exact mean. */
  rounding: z.strictObject({ printDecimals: z.int().min(0).max(6), mode: z.literal('half-up') }),
  /** Whether a member sees, beside the sheet, what the producer scored and what the advisory team suggests, and from when. */
  besideSheet: z
    .strictObject({ selfScore: shown, advice: shown })
    .default({ selfScore: 'always', advice: 'always' }),
  /**
   * Tasting by sample code: whether names may, or must, stay hidden while the criteria under this heading of the sheet are judged.
   * Sheets without the heading (handicraft, tourism) have no tasting.
   */
  blindTasting: z
    .strictObject({ mode: z.enum(['never', 'by-sitting', 'always']), heading: z.string().min(1) })
    .default({ mode: 'by-sitting', heading: 'CHỈ TIÊU CẢM QUAN' }),
  /** What the annexes of the minutes show of single members; the totals always stand in them. */
  minutesAnnex: z.strictObject({ memberTicks: z.boolean() }).default({ memberTicks: false }),
  /** Minutes set aside for one product, for the clock of the hall; null = the clock only counts up. */
  minutesPerProduct: z.int().min(1).nullable().default(null),
  /** A pack that binds no new sitting; kept on file so that results formed by it can be formed again. */
  withdrawn: z.boolean().default(false),
  /** Sheet 26 (tourism) prints star marks without their legend; true (the stated default) = the marks bind all the same. */
  tourismMinimumsBind: z.boolean().default(true),
  note: z.string().optional(),
})
export type CouncilRules = z.infer<typeof CouncilRules>
