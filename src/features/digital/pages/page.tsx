import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import type { LinkOutcome } from '../../../platform/outbound/index.ts'
import {
  BarPlot,
  DescriptionList,
  EmptyState,
  Pagination,
  Section,
  StatFigure,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { type DigitalCount, digitalFigures, type FigureRecord, type ShownFigure } from '../figures.ts'
import { words } from '../words.ts'

export const path = '/lam-viec/chuyen-doi-so'

/** A commune with its part of each figure. */
export interface CommuneLine {
  /** null: records whose commune is not known. */
  readonly code: string | null
  readonly name: string
  readonly figures: Readonly<Record<ShownFigure, { count: number; base: number }>>
}

export interface CheckedLink {
  readonly productId: string
  readonly product: string
  readonly url: string
  readonly outcome: LinkOutcome
  readonly checkedAt: Date
  readonly isDemo: boolean
}

const tones = { answers: 'good', gone: 'bad', refused: 'warn', unreachable: 'bad' } as const
const percentOf = ({ count, base }: { count: number; base: number }) =>
  base === 0 ? 0 : Math.floor((count * 100) / base)

const figurePath = (figure: ShownFigure, year: number, commune?: string | null) =>
  `${path}/${figure}?nam=${year}${commune ? `&xa=${commune}` : ''}`

export function DigitalPage(props: {
  ctx: RequestContext
  year: number
  years: readonly number[]
  whole: Readonly<Record<ShownFigure, DigitalCount>>
  lines: readonly CommuneLine[]
  links: readonly CheckedLink[]
}) {
  const { ctx, year, whole, lines } = props
  const { lang } = ctx
  const w = words(lang)
  const plotted = lines.filter((line) => line.figures['traced-products'].base > 0)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>
          {w.title} – {fill(w.year, { year })}
        </h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <div class="flow loose">
        <p class="row">
          {props.years.map((each) =>
            each === year ? (
              <strong aria-current="page">{each}</strong>
            ) : (
              <a href={localPath(lang, `${path}?nam=${each}`)}>{each}</a>
            ),
          )}
          <a href={localPath(lang, `${path}.csv?nam=${year}`)}>{w.csv}</a>
        </p>
        <div class="figure-row">
          {digitalFigures.map((figure) => (
            <StatFigure
              value={fill(w.of, { ...whole[figure] })}
              label={w.figures[figure]}
              detail={fill(w.ofDetail, { percent: percentOf(whole[figure]), base: whole[figure].base })}
              href={localPath(lang, figurePath(figure, year))}
            />
          ))}
        </div>
        {plotted.length > 0 &&
          (['traced-products', 'shop-links'] as const).map((figure) => (
            <BarPlot
              title={`${w.figures[figure]}, ${fill(w.year, { year }).toLocaleLowerCase(lang)}`}
              summary={fill(w.plotSummary, { ...whole[figure], percent: percentOf(whole[figure]) })}
              labelHead={w.commune}
              series={[w.has, w.hasNot]}
              lastIsLack
              bars={plotted.map((line) => ({
                label: line.name,
                values: [line.figures[figure].count, line.figures[figure].base - line.figures[figure].count],
                ...(line.code && { href: localPath(lang, figurePath(figure, year, line.code)) }),
              }))}
            />
          ))}
      </div>
      <Section title={w.byCommune}>
        <Table
          caption={w.byCommune}
          captionHidden
          rows={lines}
          empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
          columns={[
            { key: 'commune', head: w.commune, main: true, cell: (line) => line.name },
            ...digitalFigures.map((figure) => ({
              key: figure,
              head: w.figures[figure],
              numeric: true,
              cell: (line: CommuneLine) => {
                const value = line.figures[figure]
                if (value.base === 0) return '–'
                return line.code ? (
                  <a href={localPath(lang, figurePath(figure, year, line.code))}>{fill(w.of, value)}</a>
                ) : (
                  fill(w.of, value)
                )
              },
              foot: fill(w.of, { ...whole[figure] }),
            })),
          ]}
        />
      </Section>
      <Section title={w.links} lead={w.linksLead}>
        <Table
          caption={w.links}
          captionHidden
          rows={props.links}
          empty={<EmptyState title={w.linkNone} />}
          columns={[
            {
              key: 'product',
              head: w.product,
              main: true,
              cell: (row) => (
                <>
                  <a href={localPath(lang, `/lam-viec/san-pham/${row.productId}`)}>{row.product}</a>
                  {row.isDemo && <span class="demo-mark">{w.demo}</span>}
                </>
              ),
            },
            {
              key: 'address',
              head: w.address,
              cell: (row) => (
                <a href={row.url} rel="nofollow noopener external">
                  {row.url}
                </a>
              ),
            },
            {
              key: 'outcome',
              head: w.outcome,
              cell: (row) => <StatusMark tone={tones[row.outcome]}>{w.outcomes[row.outcome]}</StatusMark>,
            },
            { key: 'at', head: w.checkedAt, tight: true, cell: (row) => formatInstant(row.checkedAt) },
          ]}
        />
      </Section>
      <Section title={w.definition}>
        <DescriptionList
          wide
          items={digitalFigures.map((figure) => ({ term: w.figures[figure], value: w.definitions[figure] }))}
        />
      </Section>
    </WorkPage>
  )
}

/** The very records of a figure. */
export function RecordsPage(props: {
  ctx: RequestContext
  figure: ShownFigure
  year: number
  commune: { code: string; name: string } | null
  counted: DigitalCount
  page: number
}) {
  const { ctx, figure, year, counted } = props
  const { lang } = ctx
  const w = words(lang)
  const title = [w.figures[figure], props.commune?.name, fill(w.year, { year })].filter(Boolean).join(', ')
  const perPage = 100
  const shown: readonly FigureRecord[] = counted.records.slice(
    (props.page - 1) * perPage,
    props.page * perPage,
  )
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[
        { label: w.title, href: localPath(lang, `${path}?nam=${year}`) },
        { label: w.figures[figure] },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <p class="page-lead">{w.definitions[figure]}</p>
      </header>
      <p>
        <strong>{fill(w.of, { ...counted })}</strong> (
        {fill(w.ofDetail, { percent: percentOf(counted), base: counted.base })})
      </p>
      <Table
        caption={w.records}
        captionHidden
        rows={shown}
        empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
        columns={[
          {
            key: 'record',
            head: w.record,
            main: true,
            cell: (row) => <a href={localPath(lang, row.path)}>{row.title}</a>,
          },
          { key: 'detail', head: w.detail, cell: (row) => row.detail || '–' },
          { key: 'day', head: w.day, tight: true, cell: (row) => formatDay(row.day) },
        ]}
      />
      <Pagination
        page={props.page}
        pages={Math.ceil(counted.records.length / perPage)}
        hrefOf={(page) => localPath(lang, `${figurePath(figure, year, props.commune?.code)}&trang=${page}`)}
      />
    </WorkPage>
  )
}
