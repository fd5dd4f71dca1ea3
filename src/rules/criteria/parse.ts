import type { z } from 'zod'
import { flawsOf, type SheetSurroundings } from './integrity.ts'
import { Sheet } from './sheet.ts'

/** A file of the law that does not add up: a defect of the data, so it stops the start; every flaw is named at once. */
export class LawDefect extends Error {
  override name = 'LawDefect'
  constructor(
    readonly file: string,
    readonly flaws: readonly string[],
  ) {
    super(`${file} does not add up:\n${flaws.map((flaw) => `  - ${flaw}`).join('\n')}`)
  }
}

/** Reads untyped JSON with a schema; a mismatch is a LawDefect that says where in the file and what. */
export function readLaw<T>(file: string, schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  throw new LawDefect(
    file,
    read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
  )
}

/**
 * Reads one score sheet and checks that it adds up: parts as the regime says (Điều 3 khoản 1), children sum to parents, the
 * best option is the maximum, codes unique, evidence on file, star marks ascend, errata applied as stated.
 */
export function parseSheet(json: unknown, around: SheetSurroundings, file = 'sheet'): Sheet {
  const sheet = readLaw(file, Sheet, json)
  const flaws = flawsOf(sheet, around)
  if (flaws.length > 0) throw new LawDefect(file, flaws)
  return sheet
}
