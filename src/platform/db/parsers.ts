import pg from 'pg'

const { builtins } = pg.types
const dateArray = 1182
const int8Array = 1016

/** Whole numbers beyond 2^53 would be silently wrong as a JavaScript number: refused instead. */
function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 value ${text} exceeds 2^53 - 1`)
  return value
}

const asText = (text: string) => text
const arrayOf = <T>(parse: (text: string) => T) => {
  const parseTexts = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[]
  return (text: string) => parseTexts(text).map((item) => (item === null ? null : parse(item)))
}

const own = new Map<number, (text: string) => unknown>([
  [builtins.DATE, asText],
  [dateArray, arrayOf(asText)],
  [builtins.INT8, exactInteger],
  [int8Array, arrayOf(exactInteger)],
])

/**
 * How columns arrive in JavaScript: `date` as 'yyyy-mm-dd' (a legal day has no time zone), `int8` (đồng, counts) as an
 * exact number, `numeric` as text, `timestamptz` as Date, `json(b)` parsed, `bytea` as Buffer.
 */
export const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format !== 'binary' && own.get(oid)) || pg.types.getTypeParser(oid as never, format as never)
  },
} as pg.CustomTypesConfig
