import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, Section, Select, TextInput } from '../../../web/index.ts'
import { headingKey } from '../heading.ts'
import type { ImportColumn, ImportKind } from '../kind.ts'
import type { Row, Run } from '../queries.ts'
import { words } from '../words.ts'

/** Headings nobody has explained yet: a person says which column each is, and it is remembered. */
export function ExplainHeadings({
  ctx,
  run,
  kind,
}: {
  ctx: RequestContext
  run: Run
  kind: ImportKind | undefined
}) {
  const w = words(ctx.lang)
  if (!kind || (run.status !== 'checked' && run.status !== 'refused')) return null
  const { understood, open, free } = readTitles(kind, run.ignored)
  if (open.length === 0) return null
  const label = (column: ImportColumn) => column.label[ctx.lang]
  return (
    <Section title={w.explain} lead={w.explainLead}>
      {understood.length > 0 && <p>{fill(w.explained, { columns: understood.join(', ') })}</p>}
      <Form action={localPath(ctx.lang, `/lam-viec/nhap-lieu/${run.id}/cot`)} prefix="heading-">
        {open.slice(0, 40).map((heading) => (
          <Select
            name={`heading.${heading}`}
            label={heading}
            empty={w.explainNot}
            width="medium"
            value={likeliest(heading, free)?.field}
            choices={free.map((column) => ({
              value: column.field,
              label: column.required ? `${label(column)} *` : label(column),
            }))}
          />
        ))}
        <Button icon="refresh">{w.explainSave}</Button>
      </Form>
    </Section>
  )
}

/** Of the line most like a heading: what is understood, what is not, and the columns nothing stands for yet. */
function readTitles(kind: ImportKind, titles: readonly string[]) {
  const fields = new Map(
    kind.columns.flatMap(({ field, headings }) =>
      [field, ...headings].map((heading) => [headingKey(heading), field] as const),
    ),
  )
  const taken = new Set(titles.flatMap((title) => fields.get(headingKey(title)) ?? []))
  return {
    understood: titles.filter((title) => fields.has(headingKey(title))),
    open: titles.filter((title) => !fields.has(headingKey(title))),
    free: kind.columns.filter(({ field }) => !taken.has(field)),
  }
}

/** Proposed, never taken by itself: the column whose heading shares most with what is printed. */
function likeliest(title: string, free: readonly ImportColumn[]): ImportColumn | undefined {
  const parts = new Set(headingKey(title).split(' '))
  const [best] = free
    .map((column) => ({
      column,
      shared: Math.max(
        ...column.headings.map((heading) => {
          const own = headingKey(heading).split(' ')
          return own.filter((part) => parts.has(part)).length / Math.max(own.length, parts.size)
        }),
      ),
    }))
    .sort((a, b) => b.shared - a.shared)
  return best && best.shared >= 0.5 ? best.column : undefined
}

/** The cells of a row as it was printed, to be mended here and checked again with the whole list. */
export function MendRow({
  ctx,
  run,
  row,
  kind,
}: {
  ctx: RequestContext
  run: Run
  row: Row
  kind: ImportKind | undefined
}) {
  const w = words(ctx.lang)
  const place = placesOf(kind)
  const cells = Object.entries(row.printed ?? {}).sort(([a], [b]) => place(a) - place(b))
  return (
    <Form
      action={localPath(ctx.lang, `/lam-viec/nhap-lieu/${run.id}/dong/${row.line}`)}
      prefix={`row-${row.line}-`}
      label={`${w.line} ${row.line}`}
    >
      {cells.map(([heading, text]) => (
        <TextInput name={`cell.${heading}`} label={heading} value={text.slice(0, 2000)} maxLength={2000} />
      ))}
      <Button small icon="refresh">
        {w.mendSave}
      </Button>
    </Form>
  )
}

/** Where a heading stands among the columns of the kind; what it does not know comes last. */
function placesOf(kind: ImportKind | undefined): (heading: string) => number {
  const places = new Map<string, number>()
  for (const [place, { field, headings }] of (kind?.columns ?? []).entries())
    for (const heading of [field, ...headings]) places.set(headingKey(heading), place)
  return (heading) => places.get(headingKey(heading)) ?? places.size
}
