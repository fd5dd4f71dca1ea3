import type { RequestContext } from '../../../platform/http/index.ts'
import { formatInstant, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  EmptyState,
  FileInput,
  Form,
  type FormError,
  PageHead,
  RadioGroup,
  Section,
  StatusMark,
  Table,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { largestList } from '../imports.ts'
import type { ImportKind } from '../kind.ts'
import type { Run } from '../queries.ts'
import { words } from '../words.ts'

export const tones: Readonly<Record<string, Tone>> = {
  waiting: 'info',
  checking: 'info',
  checked: 'warn',
  writing: 'info',
  written: 'good',
  undone: 'neutral',
  refused: 'bad',
}

export interface ListPageProps {
  ctx: RequestContext
  kinds: readonly ImportKind[]
  runs: readonly Run[]
  errors: readonly FormError[]
}

/** Where lists come in, and what came of them. */
export function ListPage({ ctx, kinds, runs, errors }: ListPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      <Section title={w.upload}>
        <Form
          action={to('/lam-viec/nhap-lieu')}
          files
          errors={errors}
          values={errors.length > 0 ? ctx.form.fields : undefined}
        >
          <RadioGroup
            name="kind"
            label={w.kind}
            required
            value={kinds[0]?.id}
            choices={kinds.map((kind) => ({
              value: kind.id,
              label: kind.label[lang],
              hint: kind.hint[lang],
            }))}
          />
          <FileInput
            name="file"
            label={w.file}
            hint={w.fileHint}
            required
            accept=".xlsx,.csv"
            maxBytes={largestList}
          />
          <Button kind="primary" icon="upload">
            {w.check}
          </Button>
        </Form>
        {kinds.map((kind) => (
          <Details summary={`${w.columns}: ${kind.label[lang]}`}>
            <p class="small">
              {kind.columns
                .map((column) => `${column.label[lang]}${column.required ? ` (${w.columnRequired})` : ''}`)
                .join(' · ')}
            </p>
          </Details>
        ))}
      </Section>
      <Section title={w.runs}>
        <Table
          caption={w.runs}
          captionHidden
          rows={runs}
          empty={
            <EmptyState icon="upload" title={w.runsNone}>
              {w.runsNoneHint}
            </EmptyState>
          }
          columns={[
            {
              key: 'file',
              head: w.file,
              main: true,
              cell: (run: Run) => <a href={to(`/lam-viec/nhap-lieu/${run.id}`)}>{run.file_name}</a>,
            },
            {
              key: 'kind',
              head: w.kind,
              cell: (run: Run) => kinds.find((kind) => kind.id === run.kind)?.label[lang] ?? run.kind,
            },
            { key: 'when', head: w.when, cell: (run: Run) => formatInstant(run.created_at) },
            { key: 'who', head: w.who, cell: (run: Run) => run.started_by_name },
            {
              key: 'rows',
              head: w.rows,
              numeric: true,
              cell: (run: Run) => formatNumber(run.rows_seen, lang),
            },
            {
              key: 'refused',
              head: w.refusedCount,
              numeric: true,
              cell: (run: Run) => formatNumber(run.counts.refused ?? 0, lang),
            },
            {
              key: 'state',
              head: w.state,
              cell: (run: Run) => (
                <StatusMark tone={tones[run.status] ?? 'neutral'}>{w.states[run.status]}</StatusMark>
              ),
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}
