import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { RecognitionStatus } from '../../../rules/validity/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  RadioGroup,
  Select,
  StatusMark,
  Table,
  Tabs,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { LinePlot } from '../../../web/plots/line-plot.tsx'
import { WorkPage } from '../../frame/index.ts'
import { type Measure, measures } from '../afterlife/measures.ts'
import type { ExpiryMonth, FollowedRecognition } from '../afterlife/recognitions.ts'
import { words } from '../words.ts'

const toneOf: Record<RecognitionStatus, 'good' | 'warn' | 'bad' | 'neutral'> = {
  valid: 'good',
  expiring: 'warn',
  expired: 'bad',
  suspended: 'warn',
  revoked: 'bad',
  superseded: 'neutral',
  'not-yet-valid': 'neutral',
  'not-stated': 'neutral',
}

const shown: readonly RecognitionStatus[] = [
  'valid',
  'expiring',
  'expired',
  'suspended',
  'revoked',
  'superseded',
]

/** Recognitions and what becomes of them: the radar of expiries, and the measures a decision may take. */
export function FollowPage({
  ctx,
  rows,
  radar,
  status,
  grounds,
  mayMeasure,
  defaults,
  errors,
  typed,
  placeLabel,
}: {
  ctx: RequestContext
  rows: readonly FollowedRecognition[]
  radar: readonly ExpiryMonth[]
  status: RecognitionStatus | undefined
  grounds: readonly { id: string; text: string; ref: string }[]
  mayMeasure: boolean
  defaults: { signerName: string; signerOffice: string }
  errors?: readonly FormError[]
  typed?: FormValues
  placeLabel(code: string, day: string): string
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, '/lam-viec/cong-nhan')
  const list = (
    <Table
      caption={w.followTitle}
      columns={[
        ...(mayMeasure
          ? [
              {
                key: 'take',
                head: w.chooseRow,
                headHidden: true,
                tight: true,
                cell: (row: FollowedRecognition) => (
                  <label class="choice">
                    <input type="checkbox" name="recognition" value={row.id} />
                    <span class="hidden-visually">{`${w.chooseRow}: ${row.product}`}</span>
                  </label>
                ),
              },
            ]
          : []),
        {
          key: 'product',
          head: w.product,
          main: true,
          cell: (row: FollowedRecognition) => (
            <a href={localPath(ctx.lang, `/san-pham/${row.productSlug}`)}>{row.product}</a>
          ),
        },
        { key: 'producer', head: w.producer, cell: (row: FollowedRecognition) => row.producer },
        {
          key: 'place',
          head: w.place,
          cell: (row: FollowedRecognition) =>
            row.placeCode && row.placeDay ? placeLabel(row.placeCode, row.placeDay) : '–',
        },
        {
          key: 'star',
          head: w.star,
          cell: (row: FollowedRecognition) => (row.star ? fill(w.stars, { star: row.star }) : '–'),
        },
        {
          key: 'until',
          head: w.validity,
          cell: (row: FollowedRecognition) => (row.validUntil ? formatDay(row.validUntil) : '–'),
        },
        {
          key: 'status',
          head: w.standing,
          cell: (row: FollowedRecognition) => (
            <StatusMark tone={toneOf[row.status]}>{w.status[row.status]}</StatusMark>
          ),
        },
      ]}
      rows={rows}
      empty={<EmptyState title={w.followEmpty}>{w.followEmptyHint}</EmptyState>}
    />
  )
  return (
    <WorkPage ctx={ctx} title={w.followTitle} breadcrumbs={[{ label: w.followTitle }]}>
      <header class="page-head">
        <h1>{w.followTitle}</h1>
        <p class="page-lead">{w.followLead}</p>
      </header>
      {radar.some((each) => each.ending > 0) && (
        <section class="flow">
          <LinePlot
            title={w.radarTitle}
            summary={fill(w.radarSummary, { count: radar.reduce((sum, each) => sum + each.ending, 0) })}
            labelHead={w.month}
            labels={radar.map((each) => `${each.month.slice(5)}/${each.month.slice(2, 4)}`)}
            series={[{ label: w.ending, values: radar.map((each) => each.ending) }]}
          />
        </section>
      )}
      <Tabs
        label={w.standing}
        items={[
          { href: here, label: w.all, current: status === undefined },
          ...shown.map((each) => ({
            href: `${here}?trang-thai=${each}`,
            label: w.status[each] ?? each,
            current: status === each,
          })),
        ]}
      />
      {!mayMeasure || rows.length === 0 ? (
        list
      ) : (
        <Form action={here} errors={errors} values={typed} class="form wide">
          {list}
          <section class="card flow">
            <h2>{w.measureTitle}</h2>
            <p>{w.measureHint}</p>
            <RadioGroup
              name="measure"
              label={w.measure}
              required
              choices={(Object.keys(measures) as Measure[]).map((each) => ({
                value: each,
                label: w.outcome[each] ?? each,
              }))}
            />
            <Select
              name="ground"
              label={w.ground}
              hint={w.groundHint}
              choices={grounds.map((each) => ({ value: each.id, label: `${each.id}) ${each.text}` }))}
            />
            <DateInput name="concludedOn" label={w.concludedOn} hint={w.concludedOnHint} />
            <TextArea name="reason" label={w.reason} required rows={3} />
            <TextInput name="signerOffice" label={w.signerOffice} value={defaults.signerOffice} required />
            <TextInput name="signerName" label={w.signerName} value={defaults.signerName} required />
            <FormActions>
              <Button>{w.draftButton}</Button>
            </FormActions>
          </section>
        </Form>
      )}
    </WorkPage>
  )
}
