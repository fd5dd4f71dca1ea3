import type { ComponentChildren } from 'preact'
import { formatNumber, type Lang } from '../../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  Section,
  Select,
  Table,
  TextInput,
} from '../../../../web/index.ts'
import { said } from '../../words.ts'
import type { BudgetHeadNow } from '../read.ts'
import { draftingWords } from '../words.ts'
import { type PartProps, stateOf } from './part.ts'
import { PartActions } from './parts.tsx'

/** Money by head and source, what tasks were allotted and what is left. */
export function BudgetPart(part: PartProps) {
  const { ctx, drafted, base, editing, mayEdit } = part
  const { lang } = ctx
  const w = draftingWords(lang)
  const { budget, tasks, plan } = drafted
  if (budget.length === 0 && !editing) return null
  return (
    <Section title={w.budget} lead={w.budgetLead} id="kinh-phi">
      <MoneyTable
        budget={budget}
        lang={lang}
        actions={(row) => (
          <PartActions
            part={part}
            kind="budget"
            id={row.id}
            edit={`${base}/kinh-phi/${row.id}`}
            about={said(row.words, lang)}
          />
        )}
      />
      {(editing || (mayEdit && plan.status === 'published')) && (
        <p>
          <LinkButton href={`${base}/kinh-phi/moi`} icon="plus">
            {w.addBudget}
          </LinkButton>
        </p>
      )}
      {mayEdit && budget.length > 0 && tasks.length > 0 && (
        <Details summary={w.allot} open={part.failed?.form === 'allot'}>
          <Form prefix="allot-" action={`${base}/giao-kinh-phi`} {...stateOf(part, 'allot')}>
            <Select
              name="headId"
              label={w.budgetHead}
              required
              choices={budget.map((head) => ({ value: head.id, label: said(head.words, lang) }))}
            />
            <Select
              name="taskId"
              label={w.task}
              required
              choices={tasks.map((task) => ({ value: task.id, label: said(task.words, lang).slice(0, 120) }))}
            />
            <FieldRow>
              <TextInput
                name="amount"
                label={w.amount}
                hint={w.allotHint}
                unit={w.amountUnit}
                width="medium"
                inputMode="numeric"
                required
              />
            </FieldRow>
            <FormActions>
              <Button kind="secondary">{w.allot}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** Heads of the budget with what was allotted, and the sum. */
export function MoneyTable(props: {
  budget: readonly BudgetHeadNow[]
  lang: Lang
  actions?: ((row: BudgetHeadNow) => ComponentChildren) | undefined
}) {
  const { budget, lang, actions } = props
  const w = draftingWords(lang)
  const figure = (key: string, head: string, of: (row: BudgetHeadNow) => number) => ({
    key,
    head,
    numeric: true,
    cell: (row: BudgetHeadNow) => formatNumber(of(row), lang),
    foot: formatNumber(
      budget.reduce((all, row) => all + of(row), 0),
      lang,
    ),
  })
  return (
    <Table
      caption={w.budget}
      captionHidden
      rows={budget}
      empty={<EmptyState title={w.noBudget} />}
      columns={[
        { key: 'head', head: w.budgetHead, main: true, cell: (row) => said(row.words, lang), foot: w.total },
        { key: 'source', head: w.source, cell: (row) => w.sources[row.source] },
        figure('amount', `${w.amount} (${w.amountUnit})`, (row) => row.amount),
        figure('allotted', w.allotted, (row) => row.amount - row.left),
        figure('left', w.left, (row) => row.left),
        ...(actions ? [{ key: 'actions', head: w.edit, headHidden: true, tight: true, cell: actions }] : []),
      ]}
    />
  )
}
