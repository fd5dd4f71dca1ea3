import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  type Column,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  type FormError,
  LinkButton,
  PageHead,
  Section,
  Select,
  Table,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import {
  type Cell,
  isFigure,
  plainOf,
  type ReportDefinition,
  type Table as ReportTable,
  type Row,
} from '../definition.ts'
import { type MadeReport, periodText, totalsOf } from '../made.ts'
import { queryOf } from '../params.ts'
import type { Choices } from '../reading.ts'
import { valueText } from '../render/value-text.ts'
import { words } from '../words.ts'

export const root = '/lam-viec/bao-cao'
export const formats = ['xlsx', 'docx', 'pdf'] as const

/** Rows of a table shown at once; the rest is in the files and behind the figures. */
const mostShown = 200

export interface ReportPageProps {
  ctx: RequestContext
  made: MadeReport
  choices: Choices
  home: string
}

/** A report on the screen: filters, tables whose figures open their records, and the same as files. */
export function ReportPage({ ctx, made, choices, home }: ReportPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const { definition, params, cut } = made
  const here = localPath(lang, `${root}/xem/${definition.id}`)
  const query = queryOf(params, home)
  return (
    <WorkPage
      ctx={ctx}
      title={definition.title[lang]}
      breadcrumbs={[{ label: w.title, href: localPath(lang, root) }, { label: definition.title[lang] }]}
    >
      <PageHead
        title={definition.title[lang]}
        lead={definition.about[lang]}
        actions={formats.map((format) => (
          <LinkButton icon="download" href={`${here}/tai?${query}&dang=${format}`}>
            {format.toUpperCase()}
          </LinkButton>
        ))}
      />
      <Details summary={w.filters}>
        <Filters ctx={ctx} definition={definition} choices={choices} here={here} made={made} />
      </Details>
      <p class="muted">
        {fill(w.takenOn, {
          day: formatDay(cut.asOf),
          period: periodText(params, lang),
          province: params.province === null ? w.everywhere : cut.words.province,
        })}
      </p>
      {lang === 'en' && <p class="muted">{w.paperLanguage}</p>}
      {made.facts.length > 0 && <Facts made={made} lang={lang} link={linkOf(here, query)} />}
      {made.tables.map((table) => (
        <ReportTableView table={table} lang={lang} here={here} query={query} />
      ))}
    </WorkPage>
  )
}

export function Filters(props: {
  ctx: RequestContext
  definition: ReportDefinition
  choices: Choices
  here: string
  made?: MadeReport | undefined
  errors?: readonly FormError[] | undefined
}) {
  const { ctx, definition, choices, here, made, errors = [] } = props
  const { lang, today } = ctx
  const w = words(lang)
  const params = made?.params
  const wants = (name: ReportDefinition['params'][number]) => definition.params.includes(name)
  const year = Number(today.slice(0, 4))
  return (
    <>
      <p class="row">
        <span class="muted">{w.presets}:</span>
        {[year, year - 1].flatMap((each) => [
          <a href={`${here}?ky=${each}`}>{fill(w.year, { year: each })}</a>,
          <a href={`${here}?ky=${each}-h1`}>{fill(w.half, { year: each })}</a>,
        ])}
      </p>
      <Form action={here} method="get" errors={errors} values={Object.fromEntries(ctx.url.searchParams)}>
        <FieldRow>
          <DateInput name="tu" label={w.from} value={params?.from} />
          <DateInput name="den" label={w.to} value={params?.to} />
          {wants('unitsOn') && (
            <DateInput name="donvi" label={w.unitsOn} hint={w.unitsOnHint} value={params?.unitsOn} />
          )}
        </FieldRow>
        <FieldRow>
          {wants('province') && (
            <Select
              name="tinh"
              label={w.province}
              empty={w.home}
              value={params?.province === null ? 'tat-ca' : ''}
              choices={[{ value: 'tat-ca', label: w.everywhere }]}
            />
          )}
          {wants('commune') && (
            <Select
              name="xa"
              label={w.commune}
              empty={w.all}
              value={params?.commune ?? ''}
              choices={choices.communes}
            />
          )}
          {wants('sector') && (
            <Select
              name="nganh"
              label={w.sector}
              empty={w.all}
              value={params?.sector ?? ''}
              choices={choices.sectors(lang)}
            />
          )}
          {wants('star') && (
            <Select
              name="sao"
              label={w.star}
              empty={w.all}
              value={params?.star ? String(params.star) : ''}
              choices={[3, 4, 5].map((star) => ({ value: String(star), label: String(star) }))}
            />
          )}
        </FieldRow>
        <Button kind="primary" icon="filter">
          {w.show}
        </Button>
      </Form>
    </>
  )
}

type Link = (table: string, row: string, column: string) => string

const linkOf =
  (here: string, query: URLSearchParams): Link =>
  (table, row, column) => {
    const asked = new URLSearchParams(query)
    asked.set('bang', table)
    asked.set('dong', row)
    asked.set('cot', column)
    return `${here}/ban-ghi?${asked}`
  }

function Facts({ made, lang, link }: { made: MadeReport; lang: 'vi' | 'en'; link: Link }) {
  const w = words(lang)
  return (
    <Section title={w.facts}>
      <Table
        caption={w.facts}
        captionHidden
        compact
        rows={made.facts}
        columns={[
          { key: 'label', head: w.figure, main: true, cell: (fact) => fact.label[lang] },
          {
            key: 'value',
            head: w.now,
            numeric: true,
            cell: ({ key, kind, figure }) => {
              if ('text' in figure) return figure.text[lang]
              const text = valueText(figure.value, kind, lang) || '–'
              return figure.value && hasRecords(figure) ? (
                <a href={link('facts', key, 'value')}>{text}</a>
              ) : (
                text
              )
            },
          },
        ]}
      />
    </Section>
  )
}

/** Asks without making the list: a lazy list is a getter. */
function hasRecords(figure: object): boolean {
  return 'records' in figure
}

function ReportTableView(props: {
  table: ReportTable
  lang: 'vi' | 'en'
  here: string
  query: URLSearchParams
}) {
  const { table, lang, here, query } = props
  const w = words(lang)
  const link = linkOf(here, query)
  const totals = totalsOf(table)
  const shown = table.rows.slice(0, mostShown)
  return (
    <Section
      title={table.title[lang]}
      id={table.id}
      more={{ href: `${here}/tai?${query}&dang=csv&bang=${table.id}`, label: 'CSV' }}
    >
      <Table
        caption={table.title[lang]}
        captionHidden
        phone={table.columns.length > 4 ? 'scroll' : 'cards'}
        compact={table.annex ?? false}
        rows={shown}
        empty={
          <EmptyState icon="chart" title={w.empty}>
            {table.note ? table.note[lang] : w.emptyHint}
          </EmptyState>
        }
        columns={table.columns.map(
          (column, index): Column<Row> => ({
            key: column.key,
            head: column.head[lang],
            main: index === 0,
            numeric: column.kind !== 'text' && column.kind !== 'day' && column.kind !== 'star',
            cell: (row) => cellView(row, column.key, row.cells[column.key], column.kind, index === 0),
            ...(totals && {
              foot:
                index === 0
                  ? w.sum
                  : totals[index] === null
                    ? ''
                    : valueText(totals[index]!, column.kind, lang),
            }),
          }),
        )}
      />
      {table.rows.length > shown.length && (
        <p class="muted small">
          {shown.length} / {table.rows.length}
        </p>
      )}
      {table.note && table.rows.length > 0 && <p class="muted small">{table.note[lang]}</p>}
    </Section>
  )

  function cellView(
    row: Row,
    key: string,
    cell: Cell | undefined,
    kind: ReportTable['columns'][number]['kind'],
    first: boolean,
  ) {
    const text = valueText(plainOf(cell), kind, lang) || '–'
    if (first && row.path) return <a href={localPath(lang, row.path)}>{text}</a>
    return isFigure(cell) && cell.value && hasRecords(cell) ? (
      <a href={link(table.id, row.key, key)}>{text}</a>
    ) : (
      text
    )
  }
}
