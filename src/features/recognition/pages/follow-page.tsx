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
  Pagination,
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
import type { Expiring, RadarMonth } from '../afterlife/expiring.ts'
import { type Measure, measures } from '../afterlife/measures.ts'
import type { FollowedRecognition } from '../afterlife/recognitions.ts'
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
  page,
  pages,
  radar,
  expiring,
  mayCall,
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
  page: number
  pages: number
  radar: readonly RadarMonth[]
  expiring: readonly Expiring[]
  mayCall: boolean
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
    <>
      <Table
        caption={w.followTitle}
        captionHidden
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
                      <input
                        type="checkbox"
                        name="recognition"
                        value={row.id}
                        checked={[typed?.recognition ?? []].flat().includes(row.id)}
                      />
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
      {pages > 1 && (
        <Pagination
          page={page}
          pages={pages}
          hrefOf={(to) => `${here}?${status ? `trang-thai=${status}&` : ''}trang=${to}`}
        />
      )}
    </>
  )
  return (
    <WorkPage ctx={ctx} title={w.followTitle} breadcrumbs={[{ label: w.followTitle }]}>
      <header class="page-head">
        <h1>{w.followTitle}</h1>
        <p class="page-lead">{w.followLead}</p>
      </header>
      <div class="flow loose">
        {radar.some((each) => each.ending > 0) && (
          <section class="flow">
            <LinePlot
              title={w.radarTitle}
              summary={fill(w.radarSummary, { count: radar.reduce((sum, each) => sum + each.ending, 0) })}
              labelHead={w.month}
              labels={radar.map((each) => `${each.month.slice(5)}/${each.month.slice(2, 4)}`)}
              series={[
                { label: w.ending, values: radar.map((each) => each.ending) },
                { label: w.hearings, values: radar.map((each) => each.hearings) },
                { label: w.atRisk, values: radar.map((each) => each.atRisk) },
              ]}
              note={w.radarNote}
            />
          </section>
        )}
        <RenewalTable ctx={ctx} expiring={expiring} mayCall={mayCall} />
      </div>
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
        <Form
          action={here}
          errors={errors}
          values={typed}
          class="form wide"
          hidden={{ trang: String(page), ...(status && { 'trang-thai': status }) }}
        >
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
              <Button kind="primary">{w.draftButton}</Button>
            </FormActions>
          </section>
        </Form>
      )}
    </WorkPage>
  )
}

const riskTone = { low: 'good', medium: 'warn', high: 'bad' } as const

/** Who may drop out, with the signs that say so; those no message reaches are to be called. */
function RenewalTable({
  ctx,
  expiring,
  mayCall,
}: {
  ctx: RequestContext
  expiring: readonly Expiring[]
  mayCall: boolean
}) {
  const w = words(ctx.lang)
  if (expiring.length === 0) return null
  return (
    <section class="flow">
      <h2>{w.renewalTitle}</h2>
      <p class="muted">{w.renewalHint}</p>
      <Table
        caption={w.renewalTitle}
        captionHidden
        columns={[
          { key: 'product', head: w.product, main: true, cell: (row: Expiring) => row.product },
          {
            key: 'producer',
            head: w.producer,
            cell: (row: Expiring) =>
              mayCall && row.producerId ? (
                <a href={localPath(ctx.lang, `/lam-viec/chu-the/${row.producerId}`)}>{row.producer}</a>
              ) : (
                row.producer
              ),
          },
          { key: 'until', head: w.validUntilWords, cell: (row: Expiring) => formatDay(row.validUntil) },
          {
            key: 'window',
            head: w.renewalWindow,
            cell: (row: Expiring) => `${formatDay(row.window.from)} – ${formatDay(row.window.to)}`,
          },
          {
            key: 'risk',
            head: w.renewalRisk,
            cell: (row: Expiring) => (
              <>
                <StatusMark tone={riskTone[row.risk.level]}>{w.riskLevel[row.risk.level]}</StatusMark>
                {row.risk.reasons.length > 0 && (
                  <span class="small muted">
                    {' '}
                    {row.risk.reasons.map((each) => w.riskReason[each]).join('; ')}
                  </span>
                )}
                {!row.reachable && <strong> {w.callThem}</strong>}
              </>
            ),
          },
        ]}
        rows={expiring}
      />
    </section>
  )
}
