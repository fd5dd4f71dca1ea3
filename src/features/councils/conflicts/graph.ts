import type { ConflictLine } from './read.ts'

/** A name in the drawing, over as many lines as it needs. */
export interface Node {
  readonly label: string
  readonly lines: readonly string[]
  /** Middle of the node from the top. */
  readonly y: number
}

/** All relations between one member and one product; the weightiest standing says how the line is drawn. */
export interface Edge {
  readonly from: number
  readonly to: number
  readonly standing: ConflictLine['standing']
  /** The number of each relation, as in the table, and where on the line it stands (0 to 1). */
  readonly marks: readonly { readonly number: number; readonly at: number }[]
}

export interface RelationGraph {
  readonly members: readonly Node[]
  readonly products: readonly Node[]
  readonly edges: readonly Edge[]
  readonly height: number
}

const lineHeight = 18
const gap = 22
/** What a third of a phone holds at the size the drawing is set in. */
const lettersALine = 13
/** On a phone, so far apart at least that no number covers another. */
const apart = 24
const phoneSpan = 110
const places = [0.5, 0.3, 0.7, 0.12, 0.88]
const weight = { recused: 2, undecided: 1, dismissed: 0 }

/** Who is related to what: members on the left, products on the right, a numbered line for each pair. */
export function relationGraph(lines: readonly ConflictLine[]): RelationGraph {
  const members = column(lines.map((line) => line.member))
  const products = column(lines.map((line) => line.product))
  const height = Math.max(members.height, products.height)
  const [left, right] = [members, products].map(({ nodes, height: own }) =>
    nodes.map((node) => ({ ...node, y: node.y + (height - own) / 2 })),
  ) as [Node[], Node[]]
  const edges = new Map<string, { from: number; to: number; lines: number[] }>()
  for (const [index, line] of lines.entries()) {
    const from = left.findIndex((node) => node.label === line.member)
    const to = right.findIndex((node) => node.label === line.product)
    const edge = edges.get(`${from}/${to}`) ?? { from, to, lines: [] }
    edge.lines.push(index)
    edges.set(`${from}/${to}`, edge)
  }
  const taken: { x: number; y: number }[] = []
  const place = (from: number, to: number): number => {
    const point = (at: number) => ({ x: at * phoneSpan, y: left[from]!.y * (1 - at) + right[to]!.y * at })
    const free = (at: number) =>
      taken.every((one) => Math.hypot(one.x - point(at).x, one.y - point(at).y) >= apart)
    const at = places.find(free) ?? places[taken.length % places.length]!
    taken.push(point(at))
    return at
  }
  return {
    members: left,
    products: right,
    height,
    edges: [...edges.values()].map(({ lines: own, ...edge }) => ({
      ...edge,
      standing: own
        .map((index) => lines[index]!.standing)
        .reduce((most, one) => (weight[one] > weight[most] ? one : most)),
      marks: own.map((index) => ({ number: index + 1, at: place(edge.from, edge.to) })),
    })),
  }
}

function column(labels: readonly string[]): { nodes: Node[]; height: number } {
  let top = 0
  const nodes = [...new Set(labels)].map((label) => {
    const lines = wrapped(label)
    const tall = Math.max(lines.length * lineHeight, apart)
    const node = { label, lines, y: top + gap / 2 + tall / 2 }
    top += tall + gap
    return node
  })
  return { nodes, height: top }
}

/** A name broken between its words, three lines at most. */
export function wrapped(label: string): string[] {
  const lines: string[] = []
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= lettersALine)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]}…`]
}
