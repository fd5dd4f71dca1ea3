import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  ProgressBar,
  RadioGroup,
  Select,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import type { Batch } from './batches.ts'
import type { CertificateRow } from './queries.ts'
import { correctable } from './replace.ts'

const batchTone = { running: 'warn', done: 'good', stopped: 'bad', interrupted: 'bad' } as const

interface Props {
  ctx: RequestContext
  decision: { id: string; number: string | null; title: string; isDemo: boolean }
  rows: readonly CertificateRow[]
  batches: readonly Batch[]
  /** The page looks again by itself: nothing is filled in meanwhile, for it would be lost. */
  going: boolean
  may: { sign: boolean; issue: boolean }
  requestKey: string
  errors?: readonly FormError[]
  /** What was typed in the form that was refused. */
  typed?: FormValues | undefined
}

/** The certificates of one decision: how far they are printed and signed, and what can be done with them. */
export function CertificatesPage(props: Props) {
  const { ctx, decision, rows, batches, going, may, errors = [], typed } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const standing = rows.filter((row) => row.voidedAt === null)
  const printed = standing.filter((row) => row.printed).length
  const signed = standing.filter((row) => row.signedAt !== null).length
  return (
    <WorkPage
      ctx={ctx}
      title={w.certificates}
      breadcrumbs={[
        { label: w.decisions, href: to('/lam-viec/quyet-dinh') },
        { label: decision.number ?? '', href: to(`/lam-viec/quyet-dinh/${decision.id}`) },
        { label: w.certificates },
      ]}
    >
      <header class="page-head">
        <h1>{fill(w.certificatesOf, { number: decision.number ?? '' })}</h1>
        <p class="page-lead">{decision.title}</p>
      </header>
      {errors.length > 0 && typed?.requestKey === undefined && (
        <Message tone="error" announce>
          <ul>
            {errors.map((each) => (
              <li>{each.text}</li>
            ))}
          </ul>
        </Message>
      )}
      <section class="card flow">
        <ProgressBar label={w.printedOf} value={printed} max={standing.length} />
        <ProgressBar label={w.signedOf} value={signed} max={standing.length} />
        {batches.map((batch) => (
          <p class="row">
            <StatusMark tone={batchTone[batch.status]}>{w.batchStatus[batch.status]}</StatusMark>
            <span>
              {fill(w.batchLine, {
                kind: w.batchKind[batch.kind] ?? batch.kind,
                done: batch.done,
                total: batch.total,
                by: batch.startedByName,
                at: formatInstant(batch.startedAt),
              })}
              {batch.status === 'interrupted' && ` ${w.batchAgain}`}
            </span>
          </p>
        ))}
        <p class="muted">{w.batchLeave}</p>
      </section>
      {may.sign && !going && standing.length > 0 && (
        <Signing {...props} left={standing.length - signed} printed={printed} />
      )}
      <CertificateTable {...props} />
      {may.issue && !going && standing.length > 0 && <Replacing {...props} standing={standing} />}
    </WorkPage>
  )
}

function Signing({
  ctx,
  decision,
  rows,
  errors = [],
  left,
  printed,
}: Props & { left: number; printed: number }) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/quyet-dinh/${decision.id}/giay-chung-nhan`)
  const has = (...fields: string[]) => errors.filter((each) => fields.includes(each.field ?? ''))
  return (
    <section class="flow">
      {printed < rows.filter((row) => row.voidedAt === null).length && (
        <Form action={`${here}/in`} class="form inline">
          <Button kind="secondary" icon="file">
            {w.printAll}
          </Button>
        </Form>
      )}
      {left === 0 ? (
        <Message tone="success">{w.allSigned}</Message>
      ) : (
        <>
          <h2>{fill(w.signTitle, { count: left })}</h2>
          <Form action={`${here}/ky`} files errors={has('key', 'password')} prefix="sign-">
            <FileInput name="key" label={w.keyFile} hint={w.keyFileHint} accept=".p12,.pfx" required />
            <TextInput
              name="password"
              type="password"
              label={w.keyPassword}
              required
              autocomplete="off"
              width="medium"
            />
            <FormActions>
              <Button kind="primary" icon="seal">
                {fill(w.signButton, { count: left })}
              </Button>
            </FormActions>
          </Form>
          {decision.isDemo && (
            <p class="muted">
              {w.demoKey} <a href="/lam-viec/ky-so/chung-thu-minh-hoa.p12">{w.demoKeyLink}</a>
            </p>
          )}
          <Details summary={w.outsideTitle} open={has('answer').length > 0}>
            <p>{w.outsideLead}</p>
            <Form action={`${here}/giao-ky`} class="form inline">
              <Button kind="secondary" icon="download">
                {fill(w.outsideOut, { count: left })}
              </Button>
            </Form>
            <Form action={`${here}/nhan-ky`} files errors={has('answer')} prefix="outside-">
              <FileInput
                name="answer"
                label={w.outsideBack}
                hint={w.outsideBackHint}
                accept=".json"
                required
              />
              <Button kind="secondary" icon="upload">
                {w.outsideTake}
              </Button>
            </Form>
          </Details>
        </>
      )}
    </section>
  )
}

function CertificateTable({ ctx, rows }: Props) {
  const w = words(ctx.lang)
  return (
    <Table
      caption={w.certificates}
      columns={[
        {
          key: 'number',
          head: w.verifyNumber,
          main: true,
          cell: (row: CertificateRow) => (
            <a href={`/lam-viec/giay-chung-nhan/${encodeURIComponent(row.number)}.pdf`}>{row.number}</a>
          ),
        },
        { key: 'product', head: w.product, cell: (row: CertificateRow) => row.product },
        { key: 'producer', head: w.producer, cell: (row: CertificateRow) => row.producer },
        {
          key: 'star',
          head: w.star,
          cell: (row: CertificateRow) => fill(w.stars, { star: row.star }),
        },
        {
          key: 'state',
          head: w.standing,
          cell: (row: CertificateRow) =>
            row.voidedAt ? (
              <StatusMark tone="neutral">{w.status.superseded}</StatusMark>
            ) : row.signedAt ? (
              <StatusMark tone="good">{fill(w.signedBy, { name: row.signedBy ?? '' })}</StatusMark>
            ) : (
              <StatusMark tone="warn">{row.printed ? w.notSigned : w.notPrinted}</StatusMark>
            ),
        },
      ]}
      rows={rows}
      empty={<EmptyState title={w.noCertificates}>{w.noCertificatesHint}</EmptyState>}
    />
  )
}

function Replacing({
  ctx,
  decision,
  standing,
  requestKey,
  errors = [],
  typed,
}: Props & { standing: readonly CertificateRow[] }) {
  const w = words(ctx.lang)
  const own = typed?.requestKey === undefined ? [] : errors
  const here = localPath(ctx.lang, `/lam-viec/quyet-dinh/${decision.id}/giay-chung-nhan`)
  return (
    <Details summary={w.replaceTitle} open={own.length > 0}>
      <p>{w.replaceLead}</p>
      <Form
        action={`${here}/thay`}
        hidden={{ requestKey: String(typed?.requestKey ?? requestKey) }}
        errors={own}
        values={own.length > 0 ? typed : undefined}
        prefix="replace-"
      >
        <Select
          name="number"
          label={w.replaceWhich}
          required
          choices={standing.map((row) => ({ value: row.number, label: `${row.number} – ${row.product}` }))}
        />
        <RadioGroup
          name="why"
          label={w.replaceWhy}
          required
          choices={[
            { value: 'reissued', label: w.reissued },
            { value: 'corrected', label: w.corrected },
          ]}
        />
        <TextArea name="reason" label={w.reason} required rows={2} />
        <fieldset class="flow">
          <legend>{w.correctionsTitle}</legend>
          {correctable.map((field) => (
            <TextInput name={field} label={w.correctable[field] ?? field} />
          ))}
        </fieldset>
        <FormActions>
          <Button kind="secondary">{w.replaceButton}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}
