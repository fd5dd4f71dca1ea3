import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, Section, Select, TextInput } from '../../../web/index.ts'
import type { ImportKind } from '../kind.ts'
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
  if (!kind || run.ignored.length === 0 || (run.status !== 'checked' && run.status !== 'refused')) return null
  return (
    <Section title={w.explain} lead={w.explainLead}>
      <Form action={localPath(ctx.lang, `/lam-viec/nhap-lieu/${run.id}/cot`)} prefix="heading-">
        {run.ignored.slice(0, 40).map((heading) => (
          <Select
            name={`heading.${heading}`}
            label={heading}
            empty={w.explainNot}
            width="medium"
            choices={kind.columns.map((column) => ({ value: column.field, label: column.label[ctx.lang] }))}
          />
        ))}
        <Button icon="refresh">{w.explainSave}</Button>
      </Form>
    </Section>
  )
}

/** The cells of a row as it was printed, to be mended here and checked again with the whole list. */
export function MendRow({ ctx, run, row }: { ctx: RequestContext; run: Run; row: Row }) {
  const w = words(ctx.lang)
  return (
    <Form
      action={localPath(ctx.lang, `/lam-viec/nhap-lieu/${run.id}/dong/${row.line}`)}
      prefix={`row-${row.line}-`}
      label={`${w.line} ${row.line}`}
    >
      {Object.entries(row.printed ?? {}).map(([heading, text]) => (
        <TextInput name={`cell.${heading}`} label={heading} value={text.slice(0, 2000)} maxLength={2000} />
      ))}
      <Button small icon="refresh">
        {w.mendSave}
      </Button>
    </Form>
  )
}
