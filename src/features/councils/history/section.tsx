import type { RequestContext } from '../../../platform/http/index.ts'
import { formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Section,
  Select,
  StarRow,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { meanText } from '../results/figures.ts'
import { words } from '../words.ts'
import type { HistoricLine } from './record.ts'

export interface HistoryProps {
  ctx: RequestContext
  councilId: string
  lines: readonly HistoricLine[]
  /** null: the reader may not record. */
  dossiers: readonly { id: string; label: string }[] | null
  errors: readonly FormError[]
  typed: FormValues
}

/** What a district council of former regimes decided, as its minutes say. */
export function HistorySection({ ctx, councilId, lines, dossiers, errors, typed }: HistoryProps) {
  const w = words(ctx.lang)
  return (
    <Section title={w.history148} lead={w.history148Lead}>
      <Table
        caption={w.history148}
        captionHidden
        rows={lines}
        empty={
          <EmptyState icon="book" title={w.history148None}>
            {w.history148Hint}
          </EmptyState>
        }
        columns={[
          { key: 'product', head: w.product, main: true, cell: (row) => row.product },
          { key: 'producer', head: w.producer, cell: (row) => row.producer },
          { key: 'held', head: w.heldOnShort, cell: (row) => formatDay(row.heldOn) },
          { key: 'minutes', head: w.minutes, cell: (row) => row.minutesNo },
          { key: 'mean', head: w.mean, numeric: true, cell: (row) => meanText(row, ctx.lang) },
          {
            key: 'star',
            head: w.star,
            cell: (row) =>
              row.star === null ? w.noStar : <StarRow count={row.star} label={`${row.star}/5`} />,
          },
        ]}
      />
      {dossiers && dossiers.length > 0 && (
        <Form
          action={localPath(ctx.lang, `/lam-viec/hoi-dong/${councilId}/ket-qua-cu`)}
          prefix="history"
          errors={errors}
          values={typed}
        >
          <Select
            name="dossierId"
            label={w.toDossier}
            choices={dossiers.map(({ id, label }) => ({ value: id, label }))}
          />
          <FieldRow>
            <DateInput name="heldOn" label={w.heldOnShort} required />
            <TextInput name="minutesNo" label={w.minutesNumber} required width="medium" />
          </FieldRow>
          <FieldRow>
            <TextInput name="mean" label={w.mean} hint={w.meanHint} required width="short" />
            <Select
              name="star"
              label={w.star}
              empty={w.noStar}
              choices={[1, 2, 3, 4].map((star) => ({ value: String(star), label: `${star}` }))}
              width="short"
            />
          </FieldRow>
          <FormActions>
            <Button icon="save">{w.history148Save}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
