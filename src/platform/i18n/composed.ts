/**
 * More marks on one letter than any script writes (the limit of Unicode's stream-safe text): to put them in order takes the
 * square of their number, minutes for a megabyte of them.
 */
const pileOfMarks = /(\p{M}{30})\p{M}+/gu

/** The text of strangers in NFC, in a time that grows with its length alone. */
export function composed(text: string): string {
  return text.replace(pileOfMarks, '$1').normalize('NFC')
}
