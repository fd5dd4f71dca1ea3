// Which characters a TrueType font can show. A paper that is kept for years (PDF/A) may not contain one it cannot:
// an emoji typed into a form must not stop the form from being printed.

/** Code points of the font's Unicode cmap (subtables of format 4 and 12). */
export function coveredBy(font) {
  const covered = new Set([0x0a, 0x0d, 0x09])
  for (const offset of unicodeSubtables(font)) {
    const format = font.readUInt16BE(offset)
    if (format === 4) readSegments(font, offset, covered)
    if (format === 12) readGroups(font, offset, covered)
  }
  return covered
}

function unicodeSubtables(font) {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index++) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue
    const cmap = font.readUInt32BE(record + 8)
    return Array.from(
      { length: font.readUInt16BE(cmap + 2) },
      (_, nth) => cmap + font.readUInt32BE(cmap + 8 + nth * 8),
    )
  }
  return []
}

function readSegments(font, offset, covered) {
  const segments = font.readUInt16BE(offset + 6) / 2
  const ends = offset + 14
  const starts = ends + segments * 2 + 2
  const deltas = starts + segments * 2
  const ranges = deltas + segments * 2
  for (let nth = 0; nth < segments; nth++) {
    const [start, end] = [font.readUInt16BE(starts + nth * 2), font.readUInt16BE(ends + nth * 2)]
    const [delta, range] = [font.readUInt16BE(deltas + nth * 2), font.readUInt16BE(ranges + nth * 2)]
    for (let point = start; point <= end && point < 0xffff; point++) {
      const glyph = range === 0 ? point : font.readUInt16BE(ranges + nth * 2 + range + (point - start) * 2)
      if (((glyph + (glyph === 0 && range !== 0 ? 0 : delta)) & 0xffff) !== 0) covered.add(point)
    }
  }
}

function readGroups(font, offset, covered) {
  const groups = font.readUInt32BE(offset + 12)
  for (let nth = 0; nth < groups; nth++) {
    const group = offset + 16 + nth * 12
    const end = font.readUInt32BE(group + 4)
    for (let point = font.readUInt32BE(group); point <= end; point++) covered.add(point)
  }
}

/** The same value, in every text the characters that cannot be shown left out (a joined emoji leaves nothing behind). */
export function onlyCovered(value, covered) {
  if (typeof value === 'string') return sieve(value, covered)
  if (Array.isArray(value)) return value.map((each) => onlyCovered(each, covered))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, onlyCovered(each, covered)]))
}

function sieve(text, covered) {
  const composed = text.normalize('NFC')
  for (const character of composed)
    if (!covered.has(character.codePointAt(0)))
      return [...composed].filter((each) => covered.has(each.codePointAt(0))).join('')
  return composed
}
