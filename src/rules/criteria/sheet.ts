import { z } from 'zod'

/** A star a product can be ranked; how many there are is the regime's business (Điều 3 khoản 3: five). */
export const Star = z.int().min(1).max(9)

/** What follows from a knock-out: no star ('eliminate', 'refuse') or no further scoring. Wording: Phụ lục II. */
export const KnockOutEffect = z.enum(['eliminate', 'stop-scoring', 'refuse'])
export type KnockOutEffect = z.infer<typeof KnockOutEffect>

const text = z
  .string()
  .min(1)
  .refine((value) => value.normalize('NFC') === value, 'text is not NFC')

/** One level of a criterion. `points` is what counts; `printedPoints` is there only where a misprint was corrected. */
export const Option = z.strictObject({
  points: z.int().min(0),
  label: text,
  /** The lowest option of its criterion that still allows this star (printed as *** and so on). */
  minimumForStar: Star.optional(),
  effect: z.enum(['eliminate', 'stop-scoring']).optional(),
  printedPoints: z.int().nullable().optional(),
  /** The sheet prints no box for it. */
  implied: z.literal(true).optional(),
})
export type Option = z.infer<typeof Option>

/** One of several scales of the same criterion: choose one case, then one option of it (sheet 26: 8, 9, 15). */
export const Case = z.strictObject({ title: text, options: z.array(Option).min(1) })
export type Case = z.infer<typeof Case>

export const KnockOut = z.strictObject({ effect: KnockOutEffect, text })
export type KnockOut = z.infer<typeof KnockOut>

const criterionFields = {
  code: z.string().regex(/^\d+(\.\d+)*$/, 'a criterion code is numbers joined by dots'),
  title: text,
  max: z.int().min(0),
  /** What the sheet prints after "Yêu cầu:". Shown, not enforced: no consequence is printed. */
  requirement: text.optional(),
  note: text.optional(),
  noteAfter: text.optional(),
  /** Found by the assessor beside the options, at this criterion. */
  knockouts: z.array(KnockOut).min(1).optional(),
  /** Counts only when that earlier criterion has points (5.2 on 5.1). */
  dependsOn: z.string().optional(),
  communeAssessed: z.literal(true).optional(),
  /** Ids of evidence.json. */
  evidence: z.array(z.string()).min(1).optional(),
  /** How sure the wording is, where it came second-hand. */
  status: z.string().optional(),
}

/** A criterion is a group (`children`) or a leaf that is scored (`options`, or `cases` of options): exactly one of the three. */
export interface Criterion extends z.infer<z.ZodObject<typeof criterionFields>> {
  readonly children?: readonly Criterion[] | undefined
  readonly options?: readonly Option[] | undefined
  readonly cases?: readonly Case[] | undefined
}
export const Criterion: z.ZodType<Criterion> = z.strictObject({
  ...criterionFields,
  get children() {
    return z.array(Criterion).min(1).optional()
  },
  options: z.array(Option).min(1).optional(),
  cases: z.array(Case).min(2).optional(),
})

export const Part = z.strictObject({
  code: z.string().min(1),
  title: text,
  max: z.int().min(0),
  criteria: z.array(Criterion).min(1),
})
export type Part = z.infer<typeof Part>

/** A slip of the printed text: what is printed, what is likely meant, and whether the data carry the correction. */
export const Erratum = z.strictObject({
  /** Criterion code, part code, 'head' or 'tail'. */
  at: z.string().min(1),
  kind: z.enum(['points', 'max', 'text', 'no-options', 'star-mark', 'star-legend', 'case-max', 'name']),
  /** Label of the option concerned. */
  option: z.string().optional(),
  printed: z.unknown(),
  corrected: z.unknown(),
  applied: z.boolean(),
  why: text,
})
export type Erratum = z.infer<typeof Erratum>

/** The score sheet of one product set. `null` where the source on file is silent. */
export const Sheet = z.strictObject({
  regime: z.string().min(1),
  set: z.int().min(1),
  slug: z.string().regex(/^[a-z0-9-]+$/),
  /** Where the sheet stands in its decree. */
  ref: text,
  name: text,
  sector: text,
  group: text,
  subgroup: text.nullable(),
  classification: z
    .strictObject({
      sectorCode: z.string(),
      groupCode: z.string(),
      subgroupCode: z.string().nullable(),
      name: text,
    })
    .optional(),
  sheetHeading: text.optional(),
  leadAgencies: z.array(text).nullable(),
  /** Product samples filed with the dossier (Điều 6 khoản 2 điểm d). */
  samples: z.int().min(0),
  status: z.string().optional(),
  statusNote: text.optional(),
  disqualifiers: z.array(text).nullable(),
  disqualifierText: text.nullable().optional(),
  starMarks: z.strictObject({ legendPrinted: z.boolean(), legend: text.nullable() }),
  parts: z.array(Part).min(1),
  errata: z.array(Erratum),
})
export type Sheet = z.infer<typeof Sheet>
