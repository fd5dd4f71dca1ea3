import { z } from 'zod'
import { fold } from './fold.ts'

/**
 * Abbreviations as data (regulation/vietnam/abbreviations.json). `exact`: written just so, capitals included, because small
 * letters could be a word. Several meanings are not in the table: an abbreviation of two meanings is left alone.
 */
export const AbbreviationTable = z.array(
  z.strictObject({ short: z.string().min(2), full: z.string().min(2), exact: z.boolean().default(false) }),
)
export type AbbreviationTable = z.infer<typeof AbbreviationTable>

export interface Abbreviations {
  readonly pattern: RegExp
  readonly exact: ReadonlyMap<string, string>
  readonly folded: ReadonlyMap<string, string>
}

/** Makes the table ready. Throws on an abbreviation that stands twice with two meanings. */
export function abbreviationsOf(table: AbbreviationTable): Abbreviations {
  const exact = new Map<string, string>()
  const folded = new Map<string, string>()
  for (const { short, full, exact: asWritten } of table) {
    const [map, key] = asWritten ? [exact, short] : [folded, fold(short)]
    if ((map.get(key) ?? full) !== full) throw new Error(`abbreviation ${short} has two meanings`)
    map.set(key, full)
  }
  const longestFirst = table.map(({ short }) => quoted(short)).sort((a, b) => b.length - a.length)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])(?:\\.(?=\\s*\\p{L}))?`,
    'giu',
  )
  return { pattern, exact, folded }
}

/**
 * The text with its abbreviations written out: "HTX Phú Xuân" → "hợp tác xã Phú Xuân", "TP. Huế" → "thành phố Huế". Parts of a
 * symbol stay: "135/KH-UBND" is a number, not words.
 */
export function expandAbbreviations(text: string, { pattern, exact, folded }: Abbreviations): string {
  return text.normalize('NFC').replace(pattern, (found, offset: number, whole: string) => {
    const short = found.replace(/\.$/, '')
    const full = exact.get(short) ?? folded.get(fold(short))
    if (full === undefined || isPartOfSymbol(whole, offset, offset + short.length)) return found
    return full
  })
}

/** A neighbour such as the slash and hyphen of 135/KH-UBND, with a letter or digit beyond it. */
function isPartOfSymbol(text: string, from: number, to: number): boolean {
  return /[\p{L}\p{N}][/\-–]$/u.test(text.slice(0, from)) || /^[/\-–][\p{L}\p{N}]/u.test(text.slice(to))
}

function quoted(text: string): string {
  return text.normalize('NFC').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
