import { fill, type Lang } from '../../../platform/i18n/index.ts'
import type { Erratum } from '../../../rules/criteria/index.ts'
import { type Column, EmptyState, StatusMark, Table } from '../../../web/index.ts'
import type { PlacedErratum } from '../regulation.ts'
import { words } from '../words.ts'

type Row = Erratum & Partial<Pick<PlacedErratum, 'set'>>

/** What is printed, how it is read, whether the data carry it, and why. */
export function ErrataTable({
  lang,
  caption,
  errata,
  withSet,
}: {
  lang: Lang
  caption: string
  errata: readonly Row[]
  withSet?: boolean
}) {
  const w = words(lang)
  const place = (at: string) => w.places[at] ?? at
  const set: Column<Row> = {
    key: 'set',
    head: w.setNumber,
    cell: (row) => (row.set ? fill(w.setShort, { set: row.set }) : w.outsideSheets),
  }
  return (
    <Table
      caption={caption}
      captionHidden
      rows={errata}
      compact
      empty={<EmptyState icon="good" title={w.errataNone} />}
      columns={[
        ...(withSet ? [set] : []),
        {
          key: 'at',
          head: w.erratumAt,
          main: true,
          cell: ({ at, option }) => (
            <span lang="vi">
              {place(at)}
              {option && `, “${shortened(option)}”`}
            </span>
          ),
        },
        {
          key: 'printed',
          head: w.erratumPrinted,
          cell: ({ printed }) => <Value value={printed} nothing={w.erratumNothing} />,
        },
        {
          key: 'read',
          head: w.erratumUsed,
          cell: ({ corrected }) => <Value value={corrected} nothing="–" />,
        },
        {
          key: 'state',
          head: w.erratumState,
          tight: true,
          cell: ({ applied }) =>
            applied ? (
              <StatusMark tone="good">{w.erratumApplied}</StatusMark>
            ) : (
              <StatusMark tone="warn">{w.erratumOpen}</StatusMark>
            ),
        },
        { key: 'why', head: w.erratumWhy, cell: ({ why }) => <span lang="vi">{why}</span> },
      ]}
    />
  )
}

function Value({ value, nothing }: { value: unknown; nothing: string }) {
  return value === null || value === undefined ? (
    <span class="muted">{nothing}</span>
  ) : (
    <span lang="vi">{String(value)}</span>
  )
}

function shortened(label: string): string {
  return label.length > 60 ? `${label.slice(0, 57)}…` : label
}
