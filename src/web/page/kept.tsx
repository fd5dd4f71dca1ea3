import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { drawn } from '../drawn.ts'
import { type Lang, LangContext } from '../words.ts'

const kept = new Map<string, string>()
const mostKept = 500

/** Holes in kept markup, filled anew for each page. */
export type Holes = Readonly<Record<string, string>>

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
  let markup = kept.get(name)
  if (markup === undefined) {
    markup = renderToString(<LangContext.Provider value={lang}>{make()}</LangContext.Provider>)
    if (kept.size >= mostKept) kept.clear()
    kept.set(name, markup)
  }
  for (const [each, text] of Object.entries(holes)) markup = markup.replaceAll(hole(each), () => text)
  return drawn(markup)
}

type Shown = string | number | boolean | null | undefined

const parts = new Map<string, string>()
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
  let markup = parts.get(name)
  if (markup === undefined) {
    markup = finished(lang, make())
    parts.set(name, markup)
    if (parts.size > mostParts) parts.delete(parts.keys().next().value!)
  }
  return drawn(markup)
}

/** Part of a page as finished markup, to be kept with what it depends on; `Finished` puts it into a page. */
export function finished(lang: Lang, part: ComponentChildren): string {
  return part ? renderToString(<LangContext.Provider value={lang}>{part}</LangContext.Provider>) : ''
}

export function Finished({ markup }: { markup: string }) {
  return drawn(markup)
}
