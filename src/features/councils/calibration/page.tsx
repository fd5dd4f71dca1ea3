import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDecimal, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, Message, PageHead, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { CouncilView } from '../founding/councils.ts'
import { words } from '../words.ts'
import type { Calibration, CalibrationLine } from './read.ts'

/** Advice for the council's own talk: how strictly, and in what order, members score beside the others. */
export function CalibrationPage({
  ctx,
  view,
  calibration,
}: {
  ctx: RequestContext
  view: CouncilView
  calibration: Calibration
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const figure = (value: number) => formatDecimal(value.toFixed(1), ctx.lang)
  const signed = (value: number) => `${value > 0.05 ? '+' : ''}${figure(value)}`
  const of = (read: (advice: NonNullable<CalibrationLine['advice']>) => string) => (row: CalibrationLine) =>
    row.advice ? read(row.advice) : '–'
  return (
    <WorkPage
      ctx={ctx}
      title={w.calibration}
      breadcrumbs={[
        { label: w.title, href: to('/lam-viec/hoi-dong') },
        { label: view.council.name, href: to(`/lam-viec/hoi-dong/${view.council.id}`) },
        { label: w.calibration },
      ]}
    >
      <PageHead title={w.calibration} above={view.council.name} lead={w.calibrationLead} />
      <Message tone="info" title={w.whoSees}>
        {calibration.ownOnly ? w.calibrationOwn : w.calibrationAll}
      </Message>
      <Table
        caption={w.calibration}
        captionHidden
        rows={calibration.lines.some((line) => line.advice) ? calibration.lines : []}
        empty={
          <EmptyState icon="chart" title={fill(w.notEnough, { least: calibration.least })}>
            {fill(w.notEnoughHint, { products: calibration.products })}
          </EmptyState>
        }
        columns={[
          { key: 'name', head: w.member, main: true, cell: (row) => row.name },
          {
            key: 'products',
            head: w.products,
            numeric: true,
            cell: (row) => row.advice?.products ?? w.notEnoughShort,
          },
          {
            key: 'severity',
            head: w.severity,
            numeric: true,
            cell: of((advice) => fill(w.severityText, { points: signed(advice.severity) })),
          },
          { key: 'distance', head: w.distance, numeric: true, cell: of((advice) => figure(advice.distance)) },
          {
            key: 'agreement',
            head: w.agreement,
            numeric: true,
            cell: of((advice) =>
              advice.agreement === null ? w.agreementNone : `${Math.round(advice.agreement * 100)}%`,
            ),
          },
        ]}
      />
      <p class="muted small">{w.calibrationHow}</p>
    </WorkPage>
  )
}
