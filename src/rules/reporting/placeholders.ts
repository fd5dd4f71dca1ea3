import { jaroWinkler } from '../vietnamese/index.ts'

/** A piece of a text of words and figures: what was typed, or a figure by its key. */
export type Piece = { readonly text: string } | { readonly key: string }

export interface BrokenPlaceholder {
  /** As typed between the braces. */
  readonly key: string
  /** The nearest key there is, to offer instead; null when nothing is near. */
  readonly near: string | null
}

const placeholder = /\{\{([^{}]*)\}\}/g

/** Cuts a text at its placeholders `{{key}}`. Braces that do not pair stay text and are told by `brokenIn`. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(placeholder)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) })
    pieces.push({ key: found[1]!.trim() })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

/** Placeholders no figure stands for, and braces that were opened or closed alone (told as the text around them). */
export function brokenIn(text: string, keys: ReadonlySet<string>): BrokenPlaceholder[] {
  return piecesOf(text).flatMap((piece): BrokenPlaceholder[] => {
    if ('key' in piece) return keys.has(piece.key) ? [] : [{ key: piece.key, near: nearest(piece.key, keys) }]
    const at = piece.text.search(/\{\{|\}\}/)
    return at < 0 ? [] : [{ key: piece.text.slice(Math.max(0, at - 2), at + 24).trim(), near: null }]
  })
}

/** The text with its figures; what is broken stays as typed, so that nothing is dropped in silence. */
export function filledWith(text: string, figure: (key: string) => string | null): string {
  return piecesOf(text)
    .map((piece) => ('text' in piece ? piece.text : (figure(piece.key) ?? `{{${piece.key}}}`)))
    .join('')
}

function nearest(key: string, keys: ReadonlySet<string>): string | null {
  let best: { key: string; likeness: number } | null = null
  for (const each of keys) {
    const likeness = jaroWinkler(key.toLowerCase(), each.toLowerCase())
    if (likeness > (best?.likeness ?? 0.8)) best = { key: each, likeness }
  }
  return best?.key ?? null
}
