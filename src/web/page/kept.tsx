import type { ComponentChildren, VNode } from 'preact'
import { type Lang, LangContext } from '../words.ts'
import { drawText, type Piece, place, placeAll } from './pieces.ts'

const kept = new Map<string, readonly (Piece | { readonly hole: string })[]>()
const mostKept = 500

/** Holes in kept markup, filled anew for each page. */
export type Holes = Readonly<Record<string, string>>

const holeSigns = /\u27e6(\w+)\u27e7/

/** The sign that stands for a hole while the markup is made. */
export function hole(name: string): string {
  return `\u27e6${name}\u27e7`
}

/**
 * Markup that is the same on many pages (head, foot), drawn once for each key and copied from then on. What differs from page to
 * page stands in it as `hole(name)` and is put in as finished text: escape it before.
 */
export function keptMarkup(lang: Lang, key: string, make: () => ComponentChildren, holes: Holes = {}): VNode {
  const name = `${lang} ${key}`
  let parts = kept.get(name)
  if (parts === undefined) {
    parts = textOf(lang, make())
      .split(holeSigns)
      .map((text, index) => (index % 2 === 0 ? { text } : { hole: text }))
    if (kept.size >= mostKept) kept.clear()
    kept.set(name, parts)
  }
  return parts.length === 1
    ? place(parts[0] as Piece)
    : placeAll(parts.map((part) => ('hole' in part ? (holes[part.hole] ?? '') : part)))
}

type Shown = string | number | boolean | null | undefined

const parts = new Map<string, Piece>()
const mostParts = 4_000

/**
 * Markup of one thing of a list (a card, a line), drawn once for what it shows and copied while that stays the same: of a page of
 * thirty, made anew because one of them changed, one is drawn. `shows` is everything the markup depends on but the language.
 */
export function keptPart(
  lang: Lang,
  kind: string,
  shows: Readonly<Record<string, Shown>>,
  make: () => ComponentChildren,
): VNode {
  // The sign between the values stands in no text of ours: a control character does not pass our forms.
  const name = `${lang}\u0001${kind}\u0001${Object.values(shows).join('\u0001')}`
  let piece = parts.get(name)
  if (piece === undefined) {
    piece = { text: textOf(lang, make()) }
    parts.set(name, piece)
    if (parts.size > mostParts) parts.delete(parts.keys().next().value!)
  }
  return place(piece)
}

/** Part of a page as finished markup, to be kept with what it depends on; `Finished` puts it into a page. Null where it is empty. */
export function finished(lang: Lang, part: ComponentChildren): Piece | null {
  return part ? { text: textOf(lang, part) } : null
}

export function Finished({ markup }: { markup: Piece }) {
  return place(markup)
}

function textOf(lang: Lang, part: ComponentChildren): string {
  return drawText(<LangContext.Provider value={lang}>{part}</LangContext.Provider>)
}
