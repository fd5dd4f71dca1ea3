import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  Form,
  FormActions,
  Message,
  Section,
  Select,
  Table,
  TextInput,
  VersionedForm,
} from '../../../web/index.ts'
import { deskPath } from '../paths.ts'
import type { Cost } from '../queries.ts'
import { money, words } from '../words.ts'
import type { FairPageProps } from './fair.tsx'

/** Costs of a fair by head, and the form for another one. */
export function CostSection(props: FairPageProps) {
  const { ctx, fair, costs, heads } = props
  const { lang } = ctx
  const w = words(lang)
  const stand = costs.filter((each) => each.recalled_on === null)
  const refused = props.of === 'cost'
  return (
    <Section title={w.costs} lead={w.costsLead} id="chi-phi">
      <Table
        caption={w.costs}
        captionHidden
        rows={costs}
        empty={<p class="muted">{w.noCosts}</p>}
        columns={[
          { key: 'what', head: w.what, main: true, cell: (row) => row.what },
          { key: 'head', head: w.head, cell: (row) => (lang === 'en' && row.head.en) || row.head.vi },
          {
            key: 'amount',
            head: w.amount,
            numeric: true,
            cell: (row) => (row.recalled_on ? <s>{money(row.amount, lang)}</s> : money(row.amount, lang)),
            foot: money(
              stand.reduce((sum, each) => sum + each.amount, 0),
              lang,
            ),
          },
          { key: 'state', head: w.state, cell: (row) => <CostState {...props} cost={row} /> },
        ]}
      />
      {fair.status === 'cancelled' ? null : heads.length === 0 ? (
        <Message tone="warning">{fill(w.headsNone, { year: fair.starts_on.slice(0, 4) })}</Message>
      ) : (
        <Details summary={w.addCost} open={refused}>
          <VersionedForm
            action={localPath(lang, `${deskPath}/${fair.id}/chi-phi`)}
            prefix="cost-"
            version={fair.version}
            refused={refused}
            typed={ctx.form.fields}
            errors={props.errors}
          >
            <TextInput name="what" label={w.what} maxLength={300} required />
            <TextInput
              name="amount"
              label={w.amount}
              inputMode="numeric"
              width="medium"
              unit={w.dong}
              maxLength={20}
              required
            />
            <Select
              name="head"
              label={w.head}
              required
              choices={heads.map((head) => ({
                value: head.id,
                label: fill(w.headChoice, {
                  words: head.words[lang] || head.words.vi,
                  left: money(head.left, lang),
                }),
              }))}
            />
            <FormActions>
              <Button>{w.addCost}</Button>
            </FormActions>
          </VersionedForm>
        </Details>
      )}
    </Section>
  )
}

function CostState(props: FairPageProps & { cost: Cost }) {
  const { ctx, cost } = props
  const { lang, today } = ctx
  const w = words(lang)
  if (cost.paid_on) return <>{fill(w.paid, { day: formatDay(cost.paid_on), paper: cost.paper_no ?? '' })}</>
  if (cost.recalled_on)
    return <>{fill(w.recalled, { day: formatDay(cost.recalled_on), reason: cost.recall_reason ?? '' })}</>
  const refused = (act: string) => props.of === `${act}/${cost.id}`
  const at = (path: string) => localPath(lang, `${deskPath}/chi-phi/${cost.id}/${path}`)
  return (
    <div class="flow">
      <p>{fill(w.decided, { day: formatDay(cost.decided_on) })}</p>
      <Details summary={w.pay} open={refused('pay')}>
        <Form
          action={at('chi')}
          prefix={`pay-${cost.id}-`}
          values={refused('pay') ? ctx.form.fields : undefined}
          errors={refused('pay') ? props.errors : undefined}
        >
          <DateInput name="day" label={w.payDay} value={today} max={today} required />
          <TextInput name="paperNo" label={w.paper} width="medium" maxLength={100} required />
          <Button small>{w.pay}</Button>
        </Form>
      </Details>
      <Details summary={w.recallCost} open={refused('recall')}>
        <Form
          action={at('thu-hoi')}
          prefix={`recall-${cost.id}-`}
          values={refused('recall') ? ctx.form.fields : undefined}
          errors={refused('recall') ? props.errors : undefined}
        >
          <TextInput name="reason" label={w.reason} maxLength={500} required />
          <Button small>{w.recallCost}</Button>
        </Form>
      </Details>
    </div>
  )
}
