import type { Lang } from '../../../../platform/i18n/index.ts'
import { fill } from '../../../../platform/i18n/index.ts'
import { StatusMark, Table } from '../../../../web/index.ts'
import { standingTones } from '../../tones.ts'
import { words } from '../../words.ts'
import { type Node, relationGraph } from '../graph.ts'
import type { ConflictLine } from '../read.ts'
import { graphWords } from '../words.ts'

export const lineAnchor = (line: ConflictLine) => `quan-he-${line.id}`

/** From here to there lie the lines, in hundredths of the width: names keep their size on a phone and on a desk. */
const [from, to] = [35, 65]

/** Who is related to what, at a glance; the table below says the same in words, with the path that explains each relation. */
export function RelationDrawing({ lang, lines }: { lang: Lang; lines: readonly ConflictLine[] }) {
  const [w, g] = [words(lang), graphWords(lang)]
  const graph = relationGraph(lines)
  const x = (at: number) => `${from + (to - from) * at}%`
  const y = (edge: { from: number; to: number }, at: number) =>
    graph.members[edge.from]!.y * (1 - at) + graph.products[edge.to]!.y * at
  const summary = fill(g.summary, {
    members: graph.members.length,
    products: graph.products.length,
    undecided: lines.filter((line) => line.standing === 'undecided').length,
  })
  return (
    <figure class="relations">
      <figcaption>{summary}</figcaption>
      <svg role="img" aria-label={`${g.title}. ${summary}`} width="100%" height={graph.height}>
        {graph.edges.map((edge) => (
          <line
            class={edge.standing}
            x1={x(0)}
            y1={graph.members[edge.from]!.y}
            x2={x(1)}
            y2={graph.products[edge.to]!.y}
          />
        ))}
        {graph.edges.flatMap((edge) =>
          edge.marks.map(({ number, at }) => (
            <>
              <circle class={edge.standing} cx={x(at)} cy={y(edge, at)} r="10" />
              <text class="number" x={x(at)} y={y(edge, at)}>
                {number}
              </text>
            </>
          )),
        )}
        {graph.members.map((node) => (
          <Name node={node} x={`${from - 2}%`} side="left" />
        ))}
        {graph.products.map((node) => (
          <Name node={node} x={`${to + 2}%`} side="right" />
        ))}
      </svg>
      <Table
        caption={g.title}
        captionHidden
        rows={lines.map((line, index) => ({ line, number: index + 1 }))}
        columns={[
          { key: 'n', head: g.number, numeric: true, tight: true, cell: ({ number }) => number },
          {
            key: 'member',
            head: g.member,
            main: true,
            cell: ({ line }) => <a href={`#${lineAnchor(line)}`}>{line.member}</a>,
          },
          { key: 'product', head: g.product, cell: ({ line }) => line.product },
          {
            key: 'path',
            head: g.path,
            cell: ({ line }) =>
              [w.grounds[line.ground] ?? line.ground, ...line.path.slice(1).map((step) => step.label)].join(
                ' → ',
              ),
          },
          {
            key: 'standing',
            head: g.standing,
            cell: ({ line }) => (
              <StatusMark tone={standingTones[line.standing]}>{w.standing[line.standing]!}</StatusMark>
            ),
          },
        ]}
      />
    </figure>
  )
}

function Name({ node, x, side }: { node: Node; x: string; side: 'left' | 'right' }) {
  const above = ((node.lines.length - 1) * 18) / 2
  return (
    <text class={side} x={x} y={node.y - above}>
      {node.lines.map((line, index) => (
        <tspan x={x} dy={index === 0 ? 0 : 18}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
