import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { reviewedInTime } from '../../../rules/targets/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  RadioGroup,
  Section,
  Select,
  StatusMark,
  Table,
  Tag,
  TextInput,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { approvalsOf, Gap, Line, ListedSupport, productsToEnrol } from '../queries.ts'
import { aims } from '../tables.ts'
import { dayOfYear, words } from '../words.ts'

export const listPath = (year: number) => `/lam-viec/danh-muc/${year}`

const tones: Readonly<Record<Line['status'], Tone>> = { proposed: 'info', listed: 'good', dropped: 'neutral' }

export interface ListPageProps {
  readonly ctx: RequestContext
  readonly year: number
  readonly lines: readonly Line[]
  readonly gaps: ReadonlyMap<string, Gap>
  readonly supports: ReadonlyMap<string, readonly ListedSupport[]>
  readonly toEnrol: Awaited<ReturnType<typeof productsToEnrol>>
  readonly communes: readonly { readonly code: string; readonly name: string }[]
  readonly approvals: Awaited<ReturnType<typeof approvalsOf>>
  readonly reviewBefore: string
  readonly mayEdit: (line: Line) => boolean
  readonly mayAdd: boolean
  readonly mayApprove: boolean
  readonly failed: { readonly form: string; readonly errors: readonly FormError[] } | null
}

/** The list of a year at work: what stands on it, what it lacks, adding, dropping, approving. */
export function ListPage(props: ListPageProps) {
  const { ctx, year, lines, approvals } = props
  const { lang } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const of = (status: Line['status']) => lines.filter((line) => line.status === status).length
  return (
    <WorkPage ctx={ctx} title={fill(w.title, { year })} breadcrumbs={[{ label: w.menu }]}>
      <header class="page-head">
        <h1>{fill(w.title, { year })}</h1>
        <p class="page-lead">{fill(w.lead, { day: dayOfYear(props.reviewBefore) })}</p>
        <p class="row">
          <a href={to(listPath(year - 1))}>{year - 1}</a>
          <a href={to(listPath(year + 1))}>{year + 1}</a>
        </p>
      </header>
      <p>{fill(w.count, { all: lines.length, listed: of('listed'), proposed: of('proposed') })}</p>
      <Table
        caption={fill(w.title, { year })}
        captionHidden
        rows={lines}
        empty={<EmptyState title={fill(w.empty, { year })}>{w.emptyHint}</EmptyState>}
        columns={[
          {
            key: 'product',
            head: w.product,
            main: true,
            cell: (row) => (
              <>
                {row.product} {row.isDemo && <Tag>{w.demo}</Tag>}
                {row.note && <p class="muted small">{row.note}</p>}
              </>
            ),
          },
          { key: 'producer', head: w.producer, cell: (row) => row.producer || w.none },
          { key: 'commune', head: w.commune, cell: (row) => row.commune },
          {
            key: 'aim',
            head: w.aim,
            cell: (row) =>
              row.goalStar
                ? `${w.aims[row.aim]}, ${fill(w.stars, { count: row.goalStar })}`
                : w.aims[row.aim],
          },
          {
            key: 'state',
            head: w.state,
            cell: (row) => (
              <>
                <StatusMark tone={tones[row.status]}>{w.status[row.status]}</StatusMark>
                {row.status === 'dropped' && <p class="small">{row.reason}</p>}
                {props.mayEdit(row) && <MoveForm {...props} line={row} />}
              </>
            ),
          },
        ]}
      />
      <WatchList {...props} />
      {props.mayAdd && <AddForm {...props} />}
      {(approvals.length > 0 || props.mayApprove) && <Approvals {...props} />}
    </WorkPage>
  )
}

function MoveForm({ ctx, year, line, failed }: ListPageProps & { line: Line }) {
  const w = words(ctx.lang)
  const action = localPath(ctx.lang, `${listPath(year)}/${line.id}`)
  const mine = failed?.form === line.id
  if (line.status === 'dropped')
    return (
      <form method="post" action={action}>
        <input type="hidden" name="action" value="take-back" />
        <Button kind="quiet" small label={`${w.takeBack}: ${line.product}`}>
          {w.takeBack}
        </Button>
      </form>
    )
  return (
    <Details summary={w.drop} open={mine}>
      <Form
        prefix={`m${line.id}-`}
        action={action}
        hidden={{ action: 'drop' }}
        values={mine ? ctx.form.fields : {}}
        errors={mine ? failed.errors : []}
      >
        <TextInput name="reason" label={w.reason} required />
        <Button kind="secondary" small>
          {w.drop}
        </Button>
      </Form>
    </Details>
  )
}

function WatchList({ ctx, lines, gaps, supports }: ListPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const watched = lines.filter((line) => line.status !== 'dropped' && (line.goalStar ?? 0) >= 4)
  return (
    <Section title={w.watch} lead={w.watchLead} id="tiem-nang">
      {watched.length === 0 && <EmptyState title={w.watchNone} />}
      {watched.map((line) => {
        const gap = line.productId ? gaps.get(line.productId) : undefined
        return (
          <div class="news-line">
            <h3>
              {line.product} – {fill(w.stars, { count: line.goalStar ?? 0 })}
            </h3>
            <p class="news-meta">
              {line.producer} · {line.commune}
            </p>
            {gap ? (
              <>
                <p>
                  <a href={localPath(lang, `/lam-viec/ho-so/${gap.dossierId}`)}>
                    {fill(w.points, { points: gap.points })}
                  </a>
                </p>
                {gap.nextStar === null || (gap.star ?? 0) >= (line.goalStar ?? 0) ? (
                  <StatusMark tone="good">{w.reached}</StatusMark>
                ) : (
                  <>
                    <p>{fill(w.toNext, { star: gap.nextStar })}</p>
                    <ul>
                      {gap.path.map((step) => (
                        <li>
                          {step.criterion}. {step.title} ({fill(w.gain, { gain: step.gain })})
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </>
            ) : (
              <p>{w.noAssessment}</p>
            )}
            <Supports lang={lang} supports={(line.productId && supports.get(line.productId)) || []} />
          </div>
        )
      })}
    </Section>
  )
}

/** What was given towards it, and what that brought. */
function Supports({ lang, supports }: { lang: Lang; supports: readonly ListedSupport[] }) {
  const w = words(lang)
  if (supports.length === 0) return null
  return (
    <>
      <p>{w.supports}</p>
      <ul>
        {supports.map((each) => (
          <li>
            <a href={localPath(lang, `/lam-viec/ho-tro/${each.id}`)}>{each.measure[lang]}</a>:{' '}
            {each.results.length > 0 ? each.results.join(' ') : w.supportUnderWay}
          </li>
        ))}
      </ul>
    </>
  )
}

function AddForm({ ctx, year, toEnrol, communes, failed }: ListPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const mine = failed?.form === 'add'
  return (
    <Section title={w.add} lead={w.addLead} id="them">
      <Form
        action={localPath(lang, `${listPath(year)}/them`)}
        values={mine ? ctx.form.fields : {}}
        errors={mine ? failed.errors : []}
        autosave={`${ctx.actor.accountId}:enrolment:${year}`}
      >
        <Select
          name="productId"
          label={w.chosenProduct}
          empty={w.chosenNone}
          choices={toEnrol.map((product) => ({
            value: product.id,
            label: [
              product.name,
              product.producer,
              product.star && fill(w.stars, { count: product.star }),
              product.validUntil && fill(w.dueUntil, { day: formatDay(product.validUntil) }),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
        <RadioGroup
          name="aim"
          label={w.aim}
          required
          choices={aims.map((value) => ({ value, label: w.aims[value] }))}
        />
        <RadioGroup
          name="goalStar"
          label={w.goalStar}
          inline
          choices={[3, 4, 5].map((count) => ({ value: String(count), label: fill(w.stars, { count }) }))}
        />
        <TextInput name="productName" label={w.ideaName} />
        <TextInput name="producerName" label={w.ideaProducer} />
        <Select
          name="communeCode"
          label={w.communeField}
          hint={w.communeHint}
          value={communes.length === 1 ? communes[0]?.code : undefined}
          choices={communes.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextInput name="note" label={w.note} />
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function Approvals({ ctx, year, approvals, mayApprove, reviewBefore, failed }: ListPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const day = `${dayOfYear(reviewBefore)}/${year}`
  const mine = failed?.form === 'approve'
  return (
    <Section title={w.approvals} id="phe-duyet">
      {approvals.map((each) => {
        const count = (change: string) => each.content.filter((line) => line.change === change).length
        const inTime = reviewedInTime(each.decided_on, year, reviewBefore)
        return (
          <div class="news-line">
            <p>
              {fill(w.approval, {
                ordinal: each.ordinal,
                number: each.number,
                day: formatDay(each.decided_on),
              })}{' '}
              {each.ordinal > 1 && (
                <StatusMark tone={inTime ? 'good' : 'warn'}>
                  {fill(inTime ? w.inTime : w.late, { day })}
                </StatusMark>
              )}{' '}
              {each.is_demo && <Tag>{w.demo}</Tag>}
            </p>
            <p class="news-meta">
              {fill(w.changes, {
                stays: count('stays'),
                added: count('added'),
                dropped: count('dropped'),
              })}
            </p>
            <p class="row">
              <LinkButton
                small
                icon="download"
                href={localPath(lang, `${listPath(year)}/phe-duyet/${each.ordinal}.pdf`)}
              >
                {w.pdf}
              </LinkButton>
              <LinkButton
                small
                icon="download"
                href={localPath(lang, `${listPath(year)}/phe-duyet/${each.ordinal}.docx`)}
              >
                {w.docx}
              </LinkButton>
            </p>
          </div>
        )
      })}
      {mayApprove && (
        <Form
          prefix="approve-"
          action={localPath(lang, `${listPath(year)}/phe-duyet`)}
          values={mine ? ctx.form.fields : {}}
          errors={mine ? failed.errors : []}
        >
          <p class="muted">{w.approveLead}</p>
          <FieldRow>
            <TextInput name="number" label={w.number} width="medium" required />
            <DateInput name="decidedOn" label={w.decidedOn} value={formatDay(ctx.today)} required />
          </FieldRow>
          <TextInput name="signer" label={w.signer} required />
          <FormActions>
            <Button kind="primary">{w.approve}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
