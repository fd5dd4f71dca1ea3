import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
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
  StatusMark,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { AccountFrame } from '../pages/account-frame.tsx'
import { daysText, type GrantNames, scopeText } from '../pages/grant-words.tsx'
import type { GrantLine } from '../queries.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'
import type { Loan } from './loans.ts'

export const loansPath = '/lam-viec/tai-khoan/giao-thay'

/** Roles lent and borrowed, and the form that lends one. */
export function LoansPage(props: {
  ctx: RequestContext
  lendable: readonly GrantLine[]
  given: readonly Loan[]
  received: readonly Loan[]
  names: GrantNames
  values: FormValues
  errors: readonly FormError[]
  notice?: string | undefined
}) {
  const { ctx, lendable, given, received, names } = props
  const w = words(ctx.lang)
  const path = localPath(ctx.lang, loansPath)
  return (
    <AccountFrame ctx={ctx} part="loans" lead={w.loansLead} notice={props.notice}>
      {lendable.length === 0 ? (
        <EmptyState title={w.loansNothing}>
          <p>{w.loansNothingHint}</p>
        </EmptyState>
      ) : (
        <Section title={w.loanNew}>
          <Form action={path} values={props.values} errors={props.errors}>
            <Select
              name="grant"
              label={w.loanWhich}
              required
              choices={lendable.map((grant) => ({
                value: grant.id,
                label: `${roleName(grant.role, ctx.lang)} – ${scopeText(grant, names, ctx.lang)}`,
              }))}
            />
            <TextInput
              name="login"
              label={w.loanTo}
              required
              maxLength={200}
              width="medium"
              spellcheck={false}
            />
            <FieldRow>
              <DateInput name="from" label={w.from} required value={ctx.today} />
              <DateInput name="to" label={w.to} required />
            </FieldRow>
            <TextInput name="reason" label={w.loanReason} required maxLength={500} />
            <FormActions>
              <Button kind="primary">{w.loanGive}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
      {(given.length > 0 || lendable.length > 0) && (
        <Section title={w.loansGiven}>
          <LoanTable
            ctx={ctx}
            loans={given}
            names={names}
            title={w.loansGiven}
            person={w.loanPerson}
            path={path}
          />
        </Section>
      )}
      {received.length > 0 && (
        <Section title={w.loansReceived}>
          <LoanTable ctx={ctx} loans={received} names={names} title={w.loansReceived} person={w.loanLender} />
        </Section>
      )}
    </AccountFrame>
  )
}

function LoanTable({
  ctx,
  loans,
  names,
  title,
  person,
  path,
}: {
  ctx: RequestContext
  loans: readonly Loan[]
  names: GrantNames
  title: string
  person: string
  /** Given where these can be taken back. */
  path?: string
}) {
  const w = words(ctx.lang)
  const scope = (loan: Loan) =>
    scopeText(
      { ...loan, producerId: null, producerName: null, endReason: null, lentBy: null },
      names,
      ctx.lang,
    )
  return (
    <Table
      caption={title}
      captionHidden
      rows={loans}
      empty={<EmptyState title={w.loansGivenNone} />}
      columns={[
        { key: 'person', head: person, main: true, cell: (loan) => loan.person },
        { key: 'role', head: w.role, cell: (loan) => roleName(loan.role, ctx.lang) },
        { key: 'scope', head: w.scope, cell: scope },
        { key: 'days', head: w.days, cell: (loan) => daysText(loan, ctx.lang) },
        { key: 'reason', head: w.loanReason, cell: (loan) => loan.reason ?? '–' },
        {
          key: 'end',
          head: w.loanEnd,
          headHidden: true,
          cell: (loan) =>
            loan.endedAt || loan.to < ctx.today ? (
              <StatusMark tone="neutral">{loan.endedAt ? w.loanOver : formatDay(loan.to)}</StatusMark>
            ) : path ? (
              <form method="post" action={`${path}/thu-lai`}>
                <input type="hidden" name="loan" value={loan.id} />
                <Button small label={fill(w.loanEndOf, { name: loan.person })}>
                  {w.loanEnd}
                </Button>
              </form>
            ) : null,
        },
      ]}
    />
  )
}
