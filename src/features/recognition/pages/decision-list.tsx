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
import type { Candidate } from '../decisions/candidates.ts'
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
function way({ dossierId, product, outcomes }: Candidate, typed: FormValues | undefined, w: Words) {
  if (outcomes.length === 1) return w.outcome[outcomes[0]]
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
  mayDraft,
  errors,
  typed,
  defaults,
}: {
  ctx: RequestContext
  rows: readonly DecisionRow[]
  open: readonly Candidate[]
  mayDraft: boolean
  errors?: readonly FormError[]
  typed?: FormValues
  defaults: { title: string; signerName: string; signerOffice: string }
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage ctx={ctx} title={w.decisions} breadcrumbs={[{ label: w.decisions }]}>
      <header class="page-head">
        <h1>{w.decisions}</h1>
        <p class="page-lead">{w.decisionsLead}</p>
      </header>
      {mayDraft && (
        <section class="flow">
          <h2>{w.candidatesTitle}</h2>
          {open.length === 0 ? (
            <EmptyState title={w.candidatesEmpty}>{w.candidatesEmptyHint}</EmptyState>
          ) : (
            <Form action={to('/lam-viec/quyet-dinh')} errors={errors} values={typed}>
              <Table
                caption={w.candidatesTitle}
                captionHidden
                columns={[
                  {
                    key: 'take',
                    head: w.take,
                    cell: (each: Candidate) => (
                      <label class="choice">
                        <input
                          type="checkbox"
                          name="dossier"
                          value={each.dossierId}
                          checked={!typed || [typed.dossier ?? []].flat().includes(each.dossierId)}
                        />
                        <span class="hidden-visually">{`${w.take}: ${each.product}`}</span>
                      </label>
                    ),
                  },
                  {
                    key: 'product',
                    head: w.product,
                    cell: (each: Candidate) => <strong>{each.product}</strong>,
                  },
                  { key: 'producer', head: w.producer, cell: (each: Candidate) => each.producer },
                  { key: 'mean', head: w.mean, numeric: true, cell: (each: Candidate) => meanText(each) },
                  {
                    key: 'star',
                    head: w.star,
                    cell: (each: Candidate) =>
                      each.star === null ? '–' : fill(w.stars, { star: each.star }),
                  },
                  { key: 'outcome', head: w.summary, cell: (each: Candidate) => way(each, typed, w) },
                ]}
                rows={open}
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
