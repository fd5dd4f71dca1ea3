import { z } from 'zod'
import { fill, lookalikeKey, type NumberParts, read, slotsOf } from './pattern.ts'

const KNOWN_SLOTS = ['seq', 'year', 'province', 'commune', 'star']
const Pattern = z
  .string()
  .refine((text) => slotsOf(text).includes('seq'), 'a pattern counts by {seq}')
  .refine(
    (text) => slotsOf(text).every((slot) => KNOWN_SLOTS.includes(slot)),
    `slots: ${KNOWN_SLOTS.join(', ')}`,
  )
  .refine((text) => !/\}\{/.test(text), 'two slots need something between them')

const Numbered = z.strictObject({
  pattern: Pattern,
  /** What must differ for the count to begin anew, e.g. a commune and a year. */
  series: z.array(z.enum(['province', 'commune', 'year'])),
  ref: z.string(),
  status: z.enum(['decree', 'default']),
  note: z.string().optional(),
})
export type Numbered = z.infer<typeof Numbered>

/**
 * How a province writes its numbers (regulation/<province>/numbering.json). Receipts and product codes are printed in the decree
 * (Phụ lục II, III); it prints no certificate, so that number is the province's own.
 */
export const Numbering = z.strictObject({
  province: z.string(),
  effectiveFrom: z.string(),
  note: z.string(),
  receiptCommune: Numbered,
  receiptProvince: Numbered,
  productCode: Numbered,
  certificate: Numbered,
})
export type Numbering = z.infer<typeof Numbering>
export type NumberKind = 'receiptCommune' | 'receiptProvince' | 'productCode' | 'certificate'

/** Writes a number of a kind. Throws when a part the pattern needs is missing: a defect of the caller. */
export function writeNumber(numbering: Numbering, kind: NumberKind, parts: NumberParts): string {
  return fill(numbering[kind].pattern, parts)
}

/** Reads a typed number of a kind, forgiving about look-alikes; null when it is none. */
export function readNumber(numbering: Numbering, kind: NumberKind, typed: string): NumberParts | null {
  return read(numbering[kind].pattern, typed)
}

/** A typed certificate number in the province's own writing, or null when it is none. */
export function tidyCertificateNumber(numbering: Numbering, typed: string): string | null {
  const parts = readNumber(numbering, 'certificate', typed)
  return parts && writeNumber(numbering, 'certificate', parts)
}

/** The name of the series a number is counted in, for a gapless sequence: "certificate/46/2026". */
export function seriesOf(numbering: Numbering, kind: NumberKind, parts: Omit<NumberParts, 'seq'>): string {
  const keys = numbering[kind].series.map((part) => {
    const value = parts[part]
    if (value === undefined) throw new Error(`series of ${kind} needs ${part}`)
    return value
  })
  return [kind, ...keys].join('/')
}

export { lookalikeKey }
