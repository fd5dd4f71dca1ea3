import { readFileSync } from 'node:fs'
import { canonical, fold } from '../../src/rules/vietnamese/index.ts'
import { type Run, rounded, sideBySide } from './measure.ts'

/** Vietnamese of the law itself, about 3 MB of it, in pieces of the length of a paragraph. */
const law = readFileSync('regulation/qd26-2026/LAW.md', 'utf8').normalize('NFC')
const texts = Array.from({ length: 100 }, () => law.match(/[^\n]{1,600}/g) ?? []).flat()
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

/**
 * Folding Vietnamese for search and matching (bar: 5 MB/s of UTF-8), against what the language offers for the same: decompose,
 * drop the marks, lower case. Beside it, `canonical_mb_s`: one spelling with the tone where it belongs.
 */
export const run: Run = async (note) => {
  const perSecond = (milliseconds: number) => rounded(bytes / 1e6 / (milliseconds / 1000))
  const each = (work: (text: string) => string) => () => {
    for (const text of texts) work(text)
  }
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  note(`folding ${rounded(bytes / 1e6)} MB, 15 rounds`)
  const { ours, theirs } = sideBySide(each(fold), each(plain), 15)
  const spelling = sideBySide(
    each(canonical),
    each((text) => text.normalize('NFC')),
    9,
  )
  return {
    folding: {
      value: perSecond(ours),
      unit: 'MB/s',
      against: 'normalize, replace, toLowerCase',
      ratio: rounded(theirs / ours),
      canonical_mb_s: perSecond(spelling.ours),
    },
  }
}
