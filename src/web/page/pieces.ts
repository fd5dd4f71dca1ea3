import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { drawn } from '../drawn.ts'

/** Finished markup that stands on many pages: who sends a page keeps its bytes, and neither copies nor encodes it for each. */
export interface Piece {
  readonly text: string
}

const open = '\ue000'
const close = '\ue001'
/** Known to this process alone: no text of a reader can name a piece. */
const secret = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')
const lead = `${open}${secret}.`

/** Pieces of the page that is being drawn; none where markup is made for something else. Drawing does not wait in between. */
let placed: Piece[] | undefined

/** Puts a piece into what is being drawn. */
export function place(piece: Piece): VNode {
  return drawn(placed ? placeOf(placed, piece) : piece.text)
}

/** Puts pieces and finished words between them, in this order. */
export function placeAll(parts: readonly (Piece | string)[]): VNode {
  const into = placed
  return drawn(
    parts.map((part) => (typeof part === 'string' ? part : into ? placeOf(into, part) : part.text)).join(''),
  )
}

function placeOf(into: Piece[], piece: Piece): string {
  return `${lead}${into.push(piece) - 1}${close}`
}

/** Draws a page: its own markup and the pieces that stand in it, in their order. */
export function drawPage(view: VNode): (string | Piece)[] {
  const pieces: Piece[] = []
  const text = drawing(view, pieces)
  const parts: (string | Piece)[] = []
  let from = 0
  for (let at = text.indexOf(lead); at >= 0; at = text.indexOf(lead, from)) {
    const end = text.indexOf(close, at)
    if (at > from) parts.push(text.slice(from, at))
    parts.push(pieces[Number(text.slice(at + lead.length, end))]!)
    from = end + 1
  }
  parts.push(text.slice(from))
  return parts
}

/** Draws markup that is to be one text, whatever is being drawn around it. */
export function drawText(view: VNode): string {
  return drawing(view, undefined)
}

function drawing(view: VNode, pieces: Piece[] | undefined): string {
  const around = placed
  placed = pieces
  try {
    return renderToString(view)
  } finally {
    placed = around
  }
}
