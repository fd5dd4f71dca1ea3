import { fill, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { mayDoNow } from '../../../rules/support/index.ts'
import {
  Button,
  DateInput,
  Details,
  FormActions,
  type FormError,
  Message,
  Section,
  Select,
  TextArea,
  TextInput,
  VersionedForm,
} from '../../../web/index.ts'
import type { Head } from '../queries.ts'
import { money, words } from '../words.ts'
import { mostWhy, type SupportPageProps } from './one.tsx'
import { deskPath } from './parts.tsx'

export type ActName = 'approve' | 'refuse' | 'withdraw' | 'recall' | 'pay' | 'report-result'

/** Where each act is posted. */
export const actPaths: Readonly<Record<ActName, string>> = {
  approve: 'duyet',
  refuse: 'khong-duyet',
  withdraw: 'rut',
  recall: 'thu-hoi',
  pay: 'chi',
  'report-result': 'ket-qua',
}

export interface Acts {
  readonly mayManage: boolean
  readonly mayAsk: boolean
  readonly heads: readonly Head[]
  /** Đồng. */
  readonly most: number
  /** What was refused, and why. */
  readonly of?: ActName | undefined
  readonly errors: readonly FormError[]
}

/** What this person may do now, each with its own small form. */
export function SupportActs(props: SupportPageProps) {
  const { support, mayManage, mayAsk } = props
  const w = words(props.ctx.lang)
  const now = (act: ActName) => mayDoNow(support.status, act)
  const lost = props.of !== undefined && !now(props.of)
  const shown = [
    mayManage && now('approve') && <Decide {...props} />,
    mayManage && now('pay') && (support.approved ?? 0) > support.paid && <Pay {...props} />,
    (mayManage || mayAsk) && now('report-result') && (
      <Act {...props} act="report-result" label={w.result} primary={support.status === 'paid'}>
        <TextArea name="words" label={w.resultWords} hint={w.resultHint} rows={3} maxLength={2000} required />
      </Act>
    ),
    mayManage && now('recall') && (
      <Details summary={w.recall} open={props.of === 'recall'}>
        <Act {...props} act="recall" label={w.recall}>
          <TextArea
            name="reason"
            label={w.recallReason}
            hint={w.recallHint}
            rows={2}
            maxLength={2000}
            required
          />
        </Act>
      </Details>
    ),
    mayAsk && now('withdraw') && <Act {...props} act="withdraw" label={w.withdraw} />,
  ].filter(Boolean)
  if (shown.length === 0 && !lost) return null
  return (
    <Section title={w.decide}>
      {lost && (
        <Message tone="warning" announce>
          {props.errors.map((each) => each.text).join(' ')}
        </Message>
      )}
      <div class="flow">{shown}</div>
    </Section>
  )
}

function Decide(props: SupportPageProps) {
  const { ctx, support, heads, most } = props
  const { lang } = ctx
  const w = words(lang)
  const fits = heads.find((head) => head.amount - head.charged >= Math.min(support.asked, most))
  return (
    <div class="flow">
      <p>
        {w.most}: <strong>{money(most, lang)}</strong>{' '}
        <span class="muted small">
          ({mostWhy(props)}; {w.byDefault.toLowerCase()})
        </span>
      </p>
      {heads.length === 0 ? (
        <Message tone="warning">{fill(w.headsNone, { year: ctx.today.slice(0, 4) })}</Message>
      ) : (
        <Act {...props} act="approve" label={w.approve} primary>
          <TextInput
            name="amount"
            label={w.approveAmount}
            value={formatNumber(Math.min(support.asked, most), 'vi')}
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
            value={heads.length === 1 ? fits?.id : undefined}
            choices={heads.map((head) => ({
              value: head.id,
              label: fill(w.headChoice, {
                words: head.words[lang] || head.words.vi,
                left: money(head.amount - head.charged, lang),
              }),
            }))}
          />
          <TextArea name="words" label={w.words} rows={2} maxLength={2000} />
        </Act>
      )}
      <Details summary={w.refuse} open={props.of === 'refuse'}>
        <Act {...props} act="refuse" label={w.refuse}>
          <TextArea
            name="reason"
            label={w.refuseReason}
            hint={w.refuseHint}
            rows={3}
            maxLength={2000}
            required
          />
        </Act>
      </Details>
    </div>
  )
}

function Pay(props: SupportPageProps) {
  const { ctx, support } = props
  const w = words(ctx.lang)
  return (
    <Act {...props} act="pay" label={w.pay} primary={support.status === 'approved'}>
      <DateInput name="day" label={w.payDay} value={ctx.today} max={ctx.today} required />
      <TextInput
        name="amount"
        label={w.payAmount}
        value={formatNumber((support.approved ?? 0) - support.paid, 'vi')}
        inputMode="numeric"
        width="medium"
        unit={w.dong}
        maxLength={20}
        required
      />
      <TextInput name="paperNo" label={w.paper} hint={w.paperHint} width="medium" maxLength={100} required />
    </Act>
  )
}

function Act(
  props: SupportPageProps & {
    act: ActName
    label: string
    primary?: boolean
    children?: preact.ComponentChildren
  },
) {
  const { ctx, support, act } = props
  const refused = props.of === act
  return (
    <VersionedForm
      action={localPath(ctx.lang, `${deskPath}/${support.id}/${actPaths[act]}`)}
      prefix={`${act}-`}
      version={support.version}
      refused={refused}
      typed={ctx.form.fields}
      errors={props.errors}
    >
      {props.children}
      <FormActions>
        <Button kind={props.primary ? 'primary' : 'secondary'}>{props.label}</Button>
      </FormActions>
    </VersionedForm>
  )
}
