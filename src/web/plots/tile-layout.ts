interface Located {
  readonly lon?: number | undefined
  readonly lat?: number | undefined
}

export interface TileLayout<T> {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly { readonly tile: T; readonly column: number; readonly row: number }[]
}

/** On a telephone a tile stays as broad as a finger. */
const mostColumns = 12

/**
 * A cell for each tile, near where it lies: east stays east, north stays north as far as there is room. Half by the degrees, half by
 * the order of the degrees, so that a dense city does not push the rest away. The same tiles always come to the same cells.
 */
export function layTiles<T extends Located>(tiles: readonly T[]): TileLayout<T> {
  const placed = tiles.filter((tile) => tile.lon !== undefined && tile.lat !== undefined)
  const columns = Math.max(1, Math.min(mostColumns, Math.ceil(Math.sqrt(tiles.length * 1.5))))
  const rows = Math.max(1, Math.ceil((placed.length * 1.3) / columns))
  const xs = spread(placed.map((tile) => tile.lon!))
  const ys = spread(placed.map((tile) => -tile.lat!))
  const wished = placed.map((tile, index) => ({
    tile,
    x: xs[index]! * (columns - 1),
    y: ys[index]! * (rows - 1),
  }))
  const middle = { x: (columns - 1) / 2, y: (rows - 1) / 2 }
  // The outermost take their places first: they have no other.
  wished.sort((a, b) => distance(b, middle) - distance(a, middle))
  const free = Array.from({ length: columns * rows }, (_, index) => ({
    x: index % columns,
    y: Math.floor(index / columns),
  }))
  const cells = wished.map(({ tile, x, y }) => {
    const best = free.reduce((near, cell) =>
      distance(cell, { x, y }) < distance(near, { x, y }) ? cell : near,
    )
    free.splice(free.indexOf(best), 1)
    return { tile, column: best.x, row: best.y }
  })
  const lost = tiles.filter((tile) => !placed.includes(tile))
  const used = trimmed(cells)
  const height = used.length === 0 ? 0 : Math.max(...used.map((cell) => cell.row)) + 1
  const width = Math.max(1, ...used.map((cell) => cell.column + 1), Math.min(lost.length, mostColumns))
  const last = lost.map((tile, index) => ({
    tile,
    column: index % width,
    row: height + Math.floor(index / width),
  }))
  const all = [...used, ...last].sort((a, b) => a.row - b.row || a.column - b.column)
  return { columns: width, rows: Math.max(1, ...all.map((cell) => cell.row + 1)), cells: all }
}

/** Rows and columns nobody stands in are left out. */
function trimmed<C extends { column: number; row: number }>(cells: readonly C[]): C[] {
  const columns = [...new Set(cells.map((cell) => cell.column))].sort((a, b) => a - b)
  const rows = [...new Set(cells.map((cell) => cell.row))].sort((a, b) => a - b)
  return cells.map((cell) => ({
    ...cell,
    column: columns.indexOf(cell.column),
    row: rows.indexOf(cell.row),
  }))
}

/** From 0 to 1: half by value, half by rank. */
function spread(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  const last = Math.max(1, values.length - 1)
  return values.map((value) => {
    const linear = high > low ? (value - low) / (high - low) : 0.5
    return (linear + sorted.indexOf(value) / last) / 2
  })
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2
}
