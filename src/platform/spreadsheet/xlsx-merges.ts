import type { FileHandle } from 'node:fs/promises'
import type { ZipEntry } from '../files/zip.ts'
import { columnOf, setText } from './xlsx-cell.ts'
import { textsOf } from './xlsx-parts.ts'

interface Merge {
  readonly column: number
  readonly from: number
  readonly to: number
}

/** A cell merged over more rows than this is a frame, not a word about each row. */
const longestMerge = 5_000

/**
 * Which rows a sheet's merged cells cover. They stand behind its rows, so the sheet is looked through once before it is read.
 */
export async function mergesOf(file: FileHandle, entry: ZipEntry): Promise<Merges> {
  const merges: Merge[] = []
  let carried = ''
  for await (const piece of textsOf(file, entry)) {
    const text = carried + piece
    for (const [, ref] of text.matchAll(/mergeCell\s[^>]*?ref="([A-Za-z]+\d+:[A-Za-z]+\d+)"/g)) {
      const [first, last] = ref!.split(':') as [string, string]
      const [from, to] = [first, last].map((cell) => Number(cell.replace(/\D/g, ''))) as [number, number]
      if (to > from && to - from <= longestMerge) merges.push({ column: columnOf(first), from, to })
    }
    // A mark cut in two is read with the next piece; one that ends here is not read twice.
    const open = text.lastIndexOf('<')
    carried = open >= 0 && text.indexOf('>', open) < 0 ? text.slice(open) : ''
  }
  return new Merges(merges)
}

/** A merged cell speaks for every row it covers: a producer written once beside its five products. */
export class Merges {
  readonly longest: number
  private readonly opening = new Map<number, Merge[]>()
  private active: { merge: Merge; text: string }[] = []

  constructor(merges: readonly Merge[]) {
    this.longest = merges.reduce((most, { from, to }) => Math.max(most, to - from), 0)
    for (const merge of merges) this.opening.set(merge.from, [...(this.opening.get(merge.from) ?? []), merge])
  }

  /** Adds to a row what merged cells above say, and remembers what those that begin here will say. Rows come in their order. */
  speak(line: number, texts: string[]): void {
    if (this.longest === 0) return
    this.active = this.active.filter(({ merge }) => merge.to >= line)
    for (const { merge, text } of this.active) setText(texts, merge.column, text)
    for (const merge of this.opening.get(line) ?? []) {
      const text = texts[merge.column] ?? ''
      if (text !== '') this.active.push({ merge, text })
    }
  }
}
