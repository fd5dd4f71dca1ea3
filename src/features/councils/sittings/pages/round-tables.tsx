import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill } from '../../../../platform/i18n/index.ts'
import { Details, Table } from '../../../../web/index.ts'
import type { DifferingCriterion, RoundTable } from '../../sheets/table.ts'
import { words } from '../../words.ts'
import type { Member } from '../load.ts'

/** Every opened round: totals first, then the criteria on which members differ; the last round stands open. */
export function RoundTables({
  ctx,
  members,
  tables,
}: {
  ctx: RequestContext
  members: readonly Member[]
  tables: readonly RoundTable[]
}) {
  const w = words(ctx.lang)
  const name = (id: string) => members.find((member) => member.id === id)?.name ?? '–'
  return (
    <>
      {tables.map((table, index) => (
        <Details summary={fill(w.secondRound, { round: table.round })} open={index === tables.length - 1}>
          <Table
            caption={w.sheetsInLabel}
            captionHidden
            compact
            rows={[...table.rows].sort((a, b) => b.total - a.total)}
            columns={[
              { key: 'member', head: w.member, main: true, cell: (row) => name(row.memberId) },
              { key: 'total', head: w.totalOfSheet, numeric: true, cell: (row) => row.total },
              { key: 'opinion', head: w.opinion, cell: (row) => row.opinion || '–' },
            ]}
          />
          <h3>{w.differences}</h3>
          {table.differing.length === 0 && <p class="muted">{w.differencesNone}</p>}
          {table.differing.map((criterion) => (
            <Criterion ctx={ctx} criterion={criterion} name={name} />
          ))}
        </Details>
      ))}
    </>
  )
}

function Criterion({
  ctx,
  criterion,
  name,
}: {
  ctx: RequestContext
  criterion: DifferingCriterion
  name: (id: string) => string
}) {
  const w = words(ctx.lang)
  const points = criterion.choices.map((choice) => choice.points)
  const range = `${Math.min(...points)}–${Math.max(...points)}`
  return (
    <Details summary={`${criterion.code}. ${criterion.title} (${fill(w.points, { points: range })})`}>
      <Table
        caption={criterion.title}
        captionHidden
        compact
        rows={criterion.choices}
        columns={[
          { key: 'member', head: w.member, main: true, cell: (row) => name(row.memberId) },
          { key: 'points', head: w.pointsHead, numeric: true, cell: (row) => row.points },
          { key: 'option', head: w.levelChosen, cell: (row) => row.option || w.noneOption },
          { key: 'reason', head: w.reason, cell: (row) => row.reason || '–' },
        ]}
      />
    </Details>
  )
}
