import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  StatusMark,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { byDecision, type Candidate, withoutDecision } from '../decisions/candidates.ts'
import { meanText } from '../decisions/paper.ts'
import { words } from '../words.ts'

type Words = ReturnType<typeof words>

export interface DecisionRow {
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly decidedOn: string | null
  readonly status: string
  readonly products: number
  readonly isDemo: boolean
}

/** Where the law leaves more than one way the drafter chooses, right in the row. */
function way(candidate: Candidate, typed: FormValues | undefined, w: Words) {
  const { dossierId, product } = candidate
  const outcomes = byDecision(candidate)
  if (outcomes.length === 1) return w.outcome[outcomes[0]!]
  const name = `outcome.${dossierId}`
  const chosen = typed?.[name] ?? outcomes[0]
  return (
    <select name={name} aria-label={`${w.summary}: ${product}`}>
      {outcomes.map((each) => (
        <option value={each} selected={each === chosen}>
          {w.outcome[each]}
        </option>
      ))}
    </select>
  )
}

const statusTone = { draft: 'neutral', proposed: 'warn', released: 'good', cancelled: 'bad' } as const

/** Decisions, and above them the agreed results that wait for one. */
export function DecisionListPage({
  ctx,
  rows,
  open,
  told,
  mayDraft,
  errors,
  refused,
  typed,
  defaults,
}: {
  ctx: RequestContext
  rows: readonly DecisionRow[]
  open: readonly Candidate[]
  told: readonly { id: string; product: string; outcome: string; madeAt: Date }[]
  mayDraft: boolean
  errors?: readonly FormError[]
  /** Which of the two forms the errors are of. */
  refused: 'draft' | 'tell'
  typed?: FormValues
  defaults: { title: string; signerName: string; signerOffice: string }
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const decided = open.filter((each) => byDecision(each).length > 0)
  return (
    <WorkPage ctx={ctx} title={w.decisions} breadcrumbs={[{ label: w.decisions }]}>
      <header class="page-head">
        <h1>{w.decisions}</h1>
        <p class="page-lead">{w.decisionsLead}</p>
      </header>
      {mayDraft && (
        <section class="flow">
          <h2>{w.candidatesTitle}</h2>
          {decided.length === 0 ? (
            <EmptyState title={w.candidatesEmpty}>{w.candidatesEmptyHint}</EmptyState>
          ) : (
            <Form
              action={to('/lam-viec/quyet-dinh')}
              errors={refused === 'draft' ? errors : []}
              values={typed}
            >
              <Table
                caption={w.candidatesTitle}
                captionHidden
                columns={[
                  ...about(w, w.take, (each) =>
                    typed
                      ? [typed.dossier ?? []].flat().includes(each.dossierId)
                      : each.outcomes[0] !== withoutDecision(each),
                  ),
                  {
                    key: 'star',
                    head: w.star,
                    cell: (each: Candidate) =>
                      each.star === null ? '–' : fill(w.stars, { star: each.star }),
                  },
                  { key: 'outcome', head: w.summary, cell: (each: Candidate) => way(each, typed, w) },
                ]}
                rows={decided}
              />
              <TextInput name="title" label={w.title} value={defaults.title} required />
              <TextInput name="signerOffice" label={w.signerOffice} value={defaults.signerOffice} required />
              <TextInput name="signerName" label={w.signerName} value={defaults.signerName} required />
              <FormActions>
                <Button kind="primary">{w.draftButton}</Button>
              </FormActions>
            </Form>
          )}
        </section>
      )}
      {mayDraft && (
        <ToTell
          ctx={ctx}
          open={open.filter((each) => withoutDecision(each))}
          told={told}
          errors={refused === 'tell' ? errors : []}
        />
      )}
      <section class="flow">
        {mayDraft && <h2>{w.decisions}</h2>}
        {rows.length === 0 ? (
          <EmptyState title={w.none}>{w.noneHint}</EmptyState>
        ) : (
          <Table
            caption={w.decisions}
            captionHidden
            columns={[
              {
                key: 'number',
                head: w.number,
                cell: (row: DecisionRow) => (
                  <a href={to(`/lam-viec/quyet-dinh/${row.id}`)}>{row.number ?? w.decisionStatus.draft}</a>
                ),
              },
              {
                key: 'day',
                head: w.decidedOn,
                cell: (row: DecisionRow) => (row.decidedOn ? formatDay(row.decidedOn) : '–'),
              },
              { key: 'title', head: w.title, cell: (row: DecisionRow) => row.title },
              { key: 'count', head: w.product, numeric: true, cell: (row: DecisionRow) => row.products },
              {
                key: 'status',
                head: w.history,
                cell: (row: DecisionRow) => (
                  <StatusMark tone={statusTone[row.status as keyof typeof statusTone] ?? 'neutral'}>
                    {w.decisionStatus[row.status]}
                  </StatusMark>
                ),
              },
            ]}
            rows={rows}
          />
        )}
      </section>
    </WorkPage>
  )
}

/** Điều 7 khoản 3 điểm g: results about which nothing is decided are told by the office's notice; below, those told already. */
/** Which result it is, with the box that takes it. */
const about = (w: ReturnType<typeof words>, take: string, isTaken: (each: Candidate) => boolean) => [
  {
    key: 'take',
    head: take,
    cell: (each: Candidate) => (
      <label class="choice">
        <input type="checkbox" name="dossier" value={each.dossierId} checked={isTaken(each)} />
        <span class="hidden-visually">{`${take}: ${each.product}`}</span>
      </label>
    ),
  },
  { key: 'product', head: w.product, cell: (each: Candidate) => <strong>{each.product}</strong> },
  { key: 'producer', head: w.producer, cell: (each: Candidate) => each.producer },
  { key: 'mean', head: w.mean, numeric: true, cell: (each: Candidate) => meanText(each) },
]

function ToTell({
  ctx,
  open,
  told,
  errors,
}: Pick<Parameters<typeof DecisionListPage>[0], 'ctx' | 'open' | 'told' | 'errors'>) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  if (open.length === 0 && told.length === 0) return null
  return (
    <section class="flow">
      <h2>{w.tellTitle}</h2>
      <p class="muted">{w.tellHint}</p>
      {open.length > 0 && (
        <Form action={to('/lam-viec/quyet-dinh/thong-bao')} errors={errors}>
          <Table
            caption={w.tellTitle}
            captionHidden
            columns={[
              ...about(w, w.tellTake, (each) => each.outcomes[0] === withoutDecision(each)),
              {
                key: 'outcome',
                head: w.summary,
                cell: (each: Candidate) => w.outcome[withoutDecision(each)!],
              },
            ]}
            rows={open}
          />
          <FormActions>
            <Button kind="secondary" icon="send">
              {w.tellButton}
            </Button>
          </FormActions>
        </Form>
      )}
      {told.length > 0 && (
        <ul class="plain-list">
          {told.map((each) => (
            <li>
              <a href={to(`/lam-viec/thong-bao-ket-qua/${each.id}`)}>{each.product}</a> –{' '}
              {w.outcome[each.outcome]}, {formatDay(plainDate(each.madeAt))}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
