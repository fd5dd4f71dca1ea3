import { describe, expect, test } from 'vitest'
import { relationGraph, wrapped } from './graph.ts'
import type { ConflictLine } from './read.ts'

const line = (
  member: string,
  product: string,
  standing: ConflictLine['standing'] = 'undecided',
): ConflictLine => ({
  id: `${member}/${product}`,
  dossierId: product,
  product,
  member,
  ground: 'same-address',
  source: 'detected',
  standing,
  path: [],
  reason: null,
})

describe('the drawing of relations', () => {
  test('one node a name, one line a pair, one number a relation, the weightiest standing on the line', () => {
    const lines = [
      line('An', 'Trà'),
      line('An', 'Trà', 'recused'),
      line('Bình', 'Trà', 'dismissed'),
      line('An', 'Mắm'),
    ]
    const graph = relationGraph(lines)
    expect(graph.members.map((node) => node.label)).toEqual(['An', 'Bình'])
    expect(graph.products.map((node) => node.label)).toEqual(['Trà', 'Mắm'])
    expect(
      graph.edges.map(({ from, to, standing, marks }) => [
        from,
        to,
        standing,
        marks.map((one) => one.number),
      ]),
    ).toEqual([
      [0, 0, 'recused', [1, 2]],
      [1, 0, 'dismissed', [3]],
      [0, 1, 'undecided', [4]],
    ])
  })

  test('no number covers another and no name its neighbour, where lines cross', () => {
    const people = ['An', 'Bình', 'Chi', 'Dung', 'Giang']
    const graph = relationGraph(
      people.flatMap((one) =>
        ['Trà', 'Mắm ruốc Làng Sóng loại đặc biệt'].map((product) => line(one, product)),
      ),
    )
    const points = graph.edges.flatMap((edge) =>
      edge.marks.map(({ at }) => ({
        x: at * 110,
        y: graph.members[edge.from]!.y * (1 - at) + graph.products[edge.to]!.y * at,
      })),
    )
    for (const [index, one] of points.entries())
      for (const other of points.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(20)
    for (const side of [graph.members, graph.products])
      for (const [index, node] of side.slice(1).entries())
        expect(node.y - side[index]!.y).toBeGreaterThan((node.lines.length + side[index]!.lines.length) * 9)
  })

  test('a long name breaks between words, three lines at most', () => {
    expect(wrapped('Du lịch cộng đồng Bản Suối Trong')).toEqual(['Du lịch cộng', 'đồng Bản Suối', 'Trong'])
    expect(wrapped('Hợp tác xã Du lịch cộng đồng Bản Suối Trong và các hộ liên kết')).toHaveLength(3)
  })
})
