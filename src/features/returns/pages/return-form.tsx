import { fill, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  FieldRow,
  Form,
  FormActions,
  Message,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import type { Return } from '../queries.ts'
import { periodText, words } from '../words.ts'
import type { ReturnPageProps } from './desk.tsx'

/** “1.234,5 kg”, or that it was not told. */
export function outputText(row: Return, lang: Lang): string {
  if (row.output === null) return words(lang).notTold
  const [whole, part] = row.output.split('.')
  const fraction = part && Number(part) > 0 ? `${lang === 'en' ? '.' : ','}${part.replace(/0+$/, '')}` : ''
  return `${formatNumber(Number(whole), lang)}${fraction} ${row.unit}`
}

/** What a producer tells of a period: half a minute on a phone. `action`: where it is sent. */
export function ReturnForm({
  ctx,
  due,
  law,
  values,
  errors,
  doubts,
  returns,
  action,
}: Omit<ReturnPageProps, 'tasks' | 'mayWrite' | 'settles'> & { readonly action: string }) {
  const { lang } = ctx
  const w = words(lang)
  const { last } = due
  const periods = [
    ...due.open,
    ...(last && !due.open.some((each) => each.from === last.period_from)
      ? [{ from: last.period_from, to: last.period_to }]
      : []),
  ]
  if (periods.length === 0) return null
  return (
    <Form
      action={localPath(lang, action)}
      values={values}
      errors={errors}
      // What arrived is not offered again: with each return the next one is kept under a key of its own.
      autosave={`return:${due.product.id}:${returns.length}`}
    >
      {doubts.length > 0 && (
        <Message tone="warning" title={w.doubtTitle} announce>
          <ul>
            {doubts.map((doubt) => (
              <li>{fill(w.doubt[doubt.about], { percent: Math.abs(doubt.percent ?? 0) })}</li>
            ))}
          </ul>
          <Checkbox name="confirmed" label={w.confirm} />
        </Message>
      )}
      <RadioGroup
        name="period"
        label={w.period}
        required
        inline
        value={periods[0]?.from}
        choices={periods.map((period) => ({ value: period.from, label: periodText(period, lang) }))}
      />
      {last && (
        <p class="muted">
          {fill(w.last, {
            output: last.output === null ? '–' : outputText({ ...last, unit: '' }, lang).trim(),
            unit: last.unit,
            sales: last.sales === null ? '–' : formatNumber(last.sales, lang),
            jobs: last.jobs ?? '–',
          })}
        </p>
      )}
      <FieldRow>
        <TextInput name="output" label={w.output} inputMode="decimal" width="medium" maxLength={20} />
        <Select
          name="unit"
          label={w.unit}
          value={last?.unit || law.returns.units[0]}
          empty={false}
          choices={law.returns.units.map((unit) => ({ value: unit, label: unit }))}
        />
      </FieldRow>
      <TextInput
        name="sales"
        label={w.sales}
        hint={w.salesHint}
        inputMode="numeric"
        width="medium"
        unit="đồng"
        maxLength={25}
      />
      <TextInput name="jobs" label={w.jobs} inputMode="numeric" width="short" unit={w.people} maxLength={7} />
      <CheckboxGroup
        name="changes"
        label={w.changes}
        hint={w.changesHint}
        choices={law.changes.map((change) => ({ value: change.id, label: change[lang] }))}
      />
      <TextArea name="words" label={w.words} rows={2} maxLength={1000} />
      <FormActions>
        <Button kind="primary" icon="send">
          {w.send}
        </Button>
        {last && (
          <Button name="same" value="yes" icon="copy">
            {w.same}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}
